"""Adding a source to an event that exists: who published what, when and where, and what it says. Form, validate, store, redirect."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import DateField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.validators import InputRequired, Length

from tracker import wording
from tracker.domain import Event, Review, Status, When
from tracker.sources.links import safe_link
from tracker.store.changes import AddedSource, EditError, Source, add_source
from tracker.store.queries import find_event
from tracker.web.database import get_session
from tracker.web.desk import author, today
from tracker.web.event_form import LONGEST_QUOTE
from tracker.web.navigation import event_url
from tracker.web.typed import TypedError, read_when
from tracker.web.undoing import act_on

blueprint = Blueprint("added", __name__, url_prefix="/events/<uid>/sources")

SAID = [SelectChoice(status.value, wording.STATUS_LABELS[status]) for status in Status if status is not Status.LAPSED]


class AddedSourceForm(FlaskForm):  # type: ignore[misc]
    """A source as an analyst types it. After ``validate()`` ``read`` holds the date that its words give."""

    outlet = StringField("Outlet", [InputRequired("Say who published it."), Length(max=120)])
    published = DateField("Published on", [InputRequired("Give the day on which it appeared.")])
    url = StringField("Address", [Length(max=2_000)])
    quote = TextAreaField("The words that say so", [InputRequired("Quote the words that say so."), Length(max=LONGEST_QUOTE)])
    status = SelectField("By these words it is", choices=SAID)
    when = StringField("When, by these words", [Length(max=200)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Begin with no date read."""
        super().__init__(*args, **kwargs)
        self.read = When()

    def validate_url(self, field: StringField) -> None:
        """Only what a browser can open safely."""
        if field.data and field.data.strip() and not safe_link(field.data):
            raise ValidationError("Give an address that begins with http:// or https://, or leave it empty.")

    def validate_published(self, field: DateField) -> None:
        """Nothing is published tomorrow."""
        if field.data and field.data > today():
            raise ValidationError("This day lies ahead. Give the day on which it appeared.")

    def validate_when(self, field: StringField) -> None:
        """A date in words, seen from the day of publication."""
        try:
            self.read = read_when(field.data or "", self.published.data or today())
        except TypedError as error:
            raise ValidationError(f"{error}.") from None

    def added(self) -> AddedSource:
        """The source that the form describes."""
        quote, outlet, url = ((field.data or "").strip() for field in (self.quote, self.outlet, self.url))
        day = self.published.data or today()
        return AddedSource(Source(quote, outlet, url), day, Status(self.status.data), self.read)


@blueprint.get("/new")
def new(uid: str) -> str:
    """An empty form that says what the event says."""
    event = _event(uid)
    said = event.announced if event.announced and event.status is Status.LAPSED else event.status
    return _page(event, AddedSourceForm(formdata=None, data={"published": today(), "status": said.value}))


@blueprint.post("/new")
def add(uid: str) -> ResponseReturnValue:
    """Store the source."""
    event, form = _event(uid), AddedSourceForm()
    if not form.validate_on_submit():
        return _page(event, form), 422
    try:
        done = act_on(uid, lambda session: add_source(session, uid, form.added(), author()))
    except EditError as error:
        flash(f"Not stored: {error}.", "error")
        return redirect(event_url(uid), 303)
    done.say("The source was added.")
    return redirect(event_url(uid), 303)


def _event(uid: str) -> Event:
    event = find_event(get_session(), uid)
    if event is None or event.review is Review.MERGED:
        abort(404)
    return event


def _page(event: Event, form: AddedSourceForm) -> str:
    return render_template("source_form.html", event=event, form=form, today=today())

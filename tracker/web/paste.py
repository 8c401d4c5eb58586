"""Articles by hand: pasted, fetched from an address, or uploaded. What is found is shown first, then stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import DateField, FileField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, Length, Optional

from tracker.domain import Article
from tracker.ingest import Rejected, mine_one
from tracker.lexicon import load
from tracker.sources import SourceError
from tracker.sources.keys import recognisable, text_key
from tracker.sources.links import canonical, safe_link
from tracker.sources.page import language
from tracker.store.changes import Mined, Outcome, Run, store_all
from tracker.web.articles import Claim, Marked, mark
from tracker.web.desk import now, today, writing
from tracker.web.navigation import article_url
from tracker.web.reading import Handed, carried, read_upload, read_url, taken_up
from tracker.web.wording import sentence

blueprint = Blueprint("paste", __name__, url_prefix="/paste")

ROOM = 3  # a text of the longest length may need this many bytes a character in a form, tags of an upload included
INFERRED = "The text does not say when it was published; the year was taken from a summit that it names. Give the day to store it."


class ArticleForm(FlaskForm):  # type: ignore[misc]
    """An article as it is pasted, or as it was read from an address or a file."""

    text = TextAreaField("Text")
    title = StringField("Title", [Length(max=500)])
    outlet = StringField("Outlet", [Length(max=120)])
    published = DateField("Published on", [Optional()])
    url = StringField("Address", [Length(max=2_000)])

    def validate_text(self, field: TextAreaField) -> None:
        """Some words, and not too many."""
        longest = current_app.config["TRACKER"].max_paste_chars
        count = len(field.data or "")
        if count > longest:
            message = (
                f"The text has {count:,} characters; {longest:,} can be pasted. Split it, or ingest it as a file from the command line."
            )
            raise ValidationError(message)
        if not (field.data or "").strip() and not (self.title.data or "").strip():
            raise ValidationError("Paste the text of the article.")

    def validate_published(self, field: DateField) -> None:
        """No day that is still to come."""
        if field.data and field.data > today():
            raise ValidationError(f"{field.data.isoformat()} is in the future; give the day on which it was published.")

    def validate_url(self, field: StringField) -> None:
        """Only what a browser can open safely."""
        if (field.data or "").strip() and not safe_link(field.data or ""):
            raise ValidationError("Give an address that begins with http:// or https://, or leave it empty.")

    def article(self) -> Article:
        """The article that the fields describe, under the name that its address or its words give it."""
        text = (self.text.data or "").replace("\r\n", "\n").replace("\0", "").strip()
        title, outlet = (" ".join((field.data or "").replace("\0", "").split()) for field in (self.title, self.outlet))
        url = canonical(safe_link(self.url.data or ""))
        key = url or text_key(title, text)
        return recognisable(Article(key, text, title, self.published.data, None, outlet, url, language(text or title)))


class AddressForm(FlaskForm):  # type: ignore[misc]
    """An address to fetch."""

    address = StringField(
        "Address of an article, a feed or a calendar",
        [DataRequired("Give the address of an article, a feed or a calendar."), Length(max=2_000)],
    )


class UploadForm(FlaskForm):  # type: ignore[misc]
    """A file to read."""

    file = FileField("File", [DataRequired("Choose a file.")])


@dataclass(frozen=True, slots=True)
class Preview:
    """What was found in one article: its text with the passages marked."""

    article: Article
    marked: Marked


@blueprint.url_value_preprocessor
def make_room(_endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Let files and what previews carry through, up to the size that may be fetched; before anything reads the form."""
    largest = current_app.config["TRACKER"].fetch_max_bytes
    request.max_content_length = request.max_form_memory_size = largest * ROOM


@blueprint.get("")
def page() -> str:
    """The three ways in."""
    return _page(ArticleForm(formdata=None))


@blueprint.post("")
def preview() -> ResponseReturnValue:
    """Show what is found in a pasted text, or store it."""
    form = ArticleForm()
    if not form.validate_on_submit():
        return _page(form), 422
    mined = mine_one(form.article(), load())
    if isinstance(mined, Rejected):
        form.published.errors = [sentence(mined.reason)]
        return _page(form), 422
    if request.form.get("do") != "store":
        return _page(form, found=preview_of(mined))
    if mined.inferred:
        form.published.errors = [INFERRED]
        return _page(form, found=preview_of(mined)), 422
    return _stored([mined])


@blueprint.post("/address")
def address() -> ResponseReturnValue:
    """Fetch an address and show what is found there."""
    form = AddressForm()
    if not form.validate_on_submit():
        return _page(ArticleForm(formdata=None), address=form), 422
    try:
        return _shown(read_url((form.address.data or "").strip()))
    except SourceError as error:
        form.address.errors = [sentence(error)]
        return _page(ArticleForm(formdata=None), address=form), 422


@blueprint.post("/file")
def file() -> ResponseReturnValue:
    """Read an uploaded file and show what is found in it."""
    form = UploadForm()
    if not form.validate_on_submit():
        return _page(ArticleForm(formdata=None), upload=form), 422
    try:
        return _shown(read_upload(form.file.data))
    except SourceError as error:
        form.file.errors = [sentence(error)]
        return _page(ArticleForm(formdata=None), upload=form), 422


@blueprint.post("/all")
def store_shown() -> ResponseReturnValue:
    """Store everything that a preview of several showed."""
    try:
        handed = taken_up(request.form.get("carried", ""))
    except SourceError as error:
        flash(sentence(error), "error")
        return redirect(url_for("paste.page"), 303)
    read = [mine_one(article, load()) for article in handed.articles]
    return _stored([*handed.records, *(item for item in read if isinstance(item, Mined) and not item.inferred)])


def preview_of(mined: Mined) -> Preview:
    """Mark what was found in an article."""
    claims = [Claim(number, mention) for number, mention in enumerate(mined.mentions, 1)]
    return Preview(mined.article, mark(mined.article, claims))


def _shown(handed: Handed) -> ResponseReturnValue:
    """One article goes into the form, where what is missing can be filled in; several are listed."""
    if len(handed.articles) == 1 and not handed.records:
        article = handed.articles[0]
        fields = ("text", "title", "outlet", "published", "url")
        form = ArticleForm(formdata=None, data={name: getattr(article, name) for name in fields})
        mined = mine_one(article, load())
        if isinstance(mined, Rejected):
            form.published.errors = [sentence(mined.reason)]
            return _page(form, notes=handed.notes), 422
        return _page(form, found=preview_of(mined), notes=handed.notes)
    read = [mine_one(article, load()) for article in handed.articles]
    rejected = [item for item in read if isinstance(item, Rejected) or item.inferred]
    good = [*handed.records, *(item for item in read if isinstance(item, Mined) and not item.inferred)]
    return render_template("paste_list.html", rows=good, rejected=rejected, notes=handed.notes, carried=carried(handed))


def _stored(read: Sequence[Mined]) -> ResponseReturnValue:
    """Store in one transaction, say what became of it, and show it."""
    with writing() as session:
        run = Run(session, now())
        done = store_all(run, read)
        run.finish()
    new = [mined for mined, stored in zip(read, done, strict=True) if stored.outcome is not Outcome.UNCHANGED]
    claims = sum(len(mined.mentions) for mined in new)
    known = f"; {len(read) - len(new)} known already" if len(new) < len(read) else ""
    flash(f"Stored: {_count(len(new), 'article')}, {_count(claims, 'claim')}{known}.", "success")
    return redirect(article_url(done[0].id) if len(done) == 1 else url_for("articles.page"), 303)


def _page(form: ArticleForm, found: Preview | None = None, notes: Sequence[str] = (), **others: FlaskForm) -> str:
    forms = {"address": AddressForm(formdata=None), "upload": UploadForm(formdata=None)} | others
    return render_template("paste.html", form=form, found=found, notes=notes, today=today(), **forms)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"

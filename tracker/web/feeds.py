"""Watched feeds: tried before they are stored, listed with their health, paused, polled at once, removed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session
from wtforms import HiddenField, StringField
from wtforms.validators import DataRequired, Length

from tracker.intake import try_feed
from tracker.sources import SourceError
from tracker.sources.feed import Feed as FeedContent
from tracker.sources.fetch import checked_url
from tracker.store import feeds
from tracker.store.feeds import FeedError
from tracker.web.database import get_session
from tracker.web.desk import now, writing
from tracker.web.reading import tools
from tracker.web.wording import sentence

blueprint = Blueprint("feeds", __name__, url_prefix="/feeds")

SHOWN = 5
LONGEST_TITLE = 200
_UNITS = ((86_400, "day"), (3_600, "hour"), (60, "minute"))


class FeedForm(FlaskForm):  # type: ignore[misc]
    """The address of a feed; ``tried`` holds the address that was tried, ``title`` what the feed calls itself."""

    url = StringField("Address of a feed", [DataRequired("Give the address of an RSS, Atom or JSON feed."), Length(max=2_000)])
    tried = HiddenField()
    title = HiddenField()


@blueprint.get("")
def page() -> str:
    """The feeds with their health."""
    return _page(FeedForm(formdata=None))


@blueprint.post("")
def add() -> ResponseReturnValue:
    """Try a feed and show what it holds; once it was seen, watch it."""
    form = FeedForm()
    if not form.validate_on_submit():
        return _page(form), 422
    url = (form.url.data or "").strip()
    try:
        if form.tried.data == url:
            return _watched(checked_url(url), (form.title.data or "")[:LONGEST_TITLE])
        final, content = try_feed(url, tools())
    except (SourceError, FeedError) as error:
        form.url.errors = [sentence(error)]
        return _page(form), 422
    form.url.data = form.tried.data = final
    form.title.data = content.title
    return _page(form, content=content)


@blueprint.post("/<int:feed_id>/pause")
def pause(feed_id: int) -> ResponseReturnValue:
    """Leave it alone for now."""
    return _done(lambda session: feeds.pause_feed(session, feed_id, now(), paused=True), "Paused.")


@blueprint.post("/<int:feed_id>/resume")
def resume(feed_id: int) -> ResponseReturnValue:
    """Watch it again."""
    return _done(lambda session: feeds.pause_feed(session, feed_id, now(), paused=False), "Watched again.")


@blueprint.post("/<int:feed_id>/poll")
def poll(feed_id: int) -> ResponseReturnValue:
    """Read it at the next opportunity."""
    return _done(lambda session: feeds.poll_now(session, feed_id, now()), "It is read as soon as the worker is free.")


@blueprint.post("/<int:feed_id>/remove")
def remove(feed_id: int) -> ResponseReturnValue:
    """Watch it no more."""
    return _done(lambda session: feeds.remove_feed(session, feed_id), "Removed. Its articles stay.")


def ago(moment: dt.datetime | None, here: dt.datetime) -> str:
    """How long ago, or in how long: "5 minutes ago", "in 2 hours"."""
    if moment is None:
        return "never"
    seconds = (moment - here).total_seconds()
    size, unit = next((pair for pair in _UNITS if abs(seconds) >= pair[0]), (0, ""))
    if not size:
        return "now" if seconds <= 0 else "in a moment"
    count = round(abs(seconds) / size)
    words = f"{count} {unit}{'' if count == 1 else 's'}"
    return f"in {words}" if seconds > 0 else f"{words} ago"


def _watched(url: str, title: str) -> ResponseReturnValue:
    with writing() as session:
        feeds.add_feed(session, url, title, now())
    flash("Watched from now on; its articles come in with the worker's next round.", "success")
    return redirect(url_for("feeds.page"), 303)


def _done(act: Callable[[Session], Any], message: str) -> ResponseReturnValue:
    try:
        with writing() as session:
            act(session)
    except FeedError as error:
        flash(f"Not done: {error}.", "error")
    else:
        flash(message, "success")
    return redirect(url_for("feeds.page"), 303)


def _page(form: FeedForm, content: FeedContent | None = None) -> str:
    here = now()
    return render_template(
        "feeds.html", form=form, content=content, shown=SHOWN, feeds=feeds.list_feeds(get_session()), ago=lambda when: ago(when, here)
    )

"""What an analyst just did, said with the way back: the page that comes next has the Undo beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import flash
from sqlalchemy.orm import Session

from tracker.store.changes import edits_of
from tracker.web.desk import writing


@dataclass(frozen=True, slots=True)
class Done:
    """What an act gave, and the edits of the event that it made."""

    uid: str
    result: Any
    edits: tuple[str, ...]

    def say(self, words: str, opens: str = "") -> None:
        """Say it on the next page; ``opens`` is an event that came of it."""
        flash({"words": words, "uid": self.uid, "edits": self.edits, "opens": opens}, "success")  # type: ignore[arg-type] # any JSON


def act_on(uid: str, act: Callable[[Session], Any]) -> Done:
    """Do something about an event, in a transaction of its own."""
    with writing() as session:
        before = {made.edit.id for made in edits_of(session, uid)}
        result = act(session)
        return Done(uid, result, tuple(made.edit.id for made in edits_of(session, uid) if made.edit.id not in before))

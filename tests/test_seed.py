"""The seed: digests in the form that ingesting reads, honest about their sources, and in our own words."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SEED = Path(__file__).resolve().parent.parent / "seed"
FILES = sorted(SEED.glob("*.jsonl"))
STORY = "2017-trump-putin.jsonl"
FIELDS = ("id", "published", "lang", "outlet", "url", "title", "text", "source_note")
CHECKED = dt.date(2026, 11, 23)
RUN = 8  # words in a row that make a borrowed phrase
WORD = re.compile(r"\w+")
SENTENCE_END = re.compile(r"(?<![A-Z])[.!?](?=\s+[A-Z]|$)")  # not the stops of "U.S."


def digests(file: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


ALL = [digest for file in FILES for digest in digests(file)]


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """Every run of RUN words, in lower case."""
    words = WORD.findall(text.lower())
    return zip(*(words[at:] for at in range(RUN)), strict=False)


def shared_texts(shared: Path) -> Iterator[str]:
    """Every text of the evaluation data."""
    for file in sorted((shared / "seeds").glob("*.txt")):
        yield file.read_text(encoding="utf-8")
    for file in sorted((shared / "eval").glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            article = json.loads(line)
            yield f"{article.get('title', '')}\n{article.get('text', '')}"


def test_both_files_are_there():
    assert [file.name for file in FILES] == [STORY, "upcoming.jsonl"]


@pytest.mark.parametrize("digest", ALL, ids=lambda digest: digest["id"])
def test_shape(digest):
    assert tuple(digest) == FIELDS
    assert all(isinstance(value, str) and value == value.strip() for value in digest.values())
    assert digest["id"].startswith("seed-")
    assert dt.date.fromisoformat(digest["published"]) <= CHECKED
    assert digest["lang"] == "en"
    assert digest["outlet"]
    assert digest["url"] == "" or digest["url"].startswith(("https://", "http://"))


@pytest.mark.parametrize("digest", ALL, ids=lambda digest: digest["id"])
def test_it_is_a_brief_of_two_to_five_sentences(digest):
    assert 2 <= len(SENTENCE_END.findall(digest["text"])) <= 5
    assert 25 <= len(WORD.findall(digest["text"])) <= 110
    assert not digest["title"].endswith(".")


@pytest.mark.parametrize("digest", ALL, ids=lambda digest: digest["id"])
def test_its_source_can_be_found(digest):
    assert len(digest["source_note"]) > 10
    assert digest["url"] or "http" in digest["source_note"] or "plenary" in digest["source_note"]


def test_ids_are_unique():
    assert len({digest["id"] for digest in ALL}) == len(ALL)


def test_the_story_has_many_voices_in_order():
    story = digests(SEED / STORY)
    assert len(story) >= 15
    assert len({digest["outlet"] for digest in story}) >= 10
    days = [digest["published"] for digest in story]
    assert days == sorted(days)
    assert days[0] >= "2017-01-01"
    assert days[-1] == "2017-07-07"
    assert {day[5:7] for day in days} == {"01", "02", "03", "04", "05", "06", "07"}


def test_the_story_has_its_turning_points():
    told = {(digest["published"], digest["outlet"]) for digest in digests(SEED / STORY)}
    turns = {
        ("2017-01-30", "TASS"),
        ("2017-03-12", "CNN"),
        ("2017-04-26", "Kommersant"),
        ("2017-04-27", "Foreign Policy"),
        ("2017-06-29", "The Washington Post"),
        ("2017-07-07", "Reuters"),
    }
    assert turns <= told


def test_enough_lies_ahead():
    assert len(digests(SEED / "upcoming.jsonl")) >= 20


def test_what_lies_ahead_was_reported_in_recent_years():
    assert min(digest["published"] for digest in digests(SEED / "upcoming.jsonl")) >= "2024-01-01"


def test_the_words_are_our_own(shared):
    ours = {run: digest["id"] for digest in ALL for run in runs(f"{digest['title']}\n{digest['text']}")}
    borrowed = {(ours[run], " ".join(run)) for text in shared_texts(shared) for run in runs(text) if run in ours}
    assert borrowed == set()


def test_a_borrowed_phrase_would_be_found():
    text = "one two three four five six seven eight nine"
    assert list(runs(text)) == [tuple(text.split()[:8]), tuple(text.split()[1:])]
    assert list(runs("one two three")) == []


def test_the_readme_tells_of_every_file():
    readme = (SEED / "README.md").read_text(encoding="utf-8")
    assert all(file.name in readme for file in FILES)
    assert f"{len(digests(SEED / STORY))} digests" in readme
    assert f"{len({digest['outlet'] for digest in digests(SEED / STORY)})} outlets" in readme

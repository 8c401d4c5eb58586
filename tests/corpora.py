"""The corpora of judged truth: the gold of ../shared, and judgements of our own (tests/judged/) on further articles there.

An article is a record of ../shared/eval; with its gold it has ``events``. Parts that nobody reads while writing rules are those of
``held_back``, the file unread.jsonl, and of the story judged here the articles whose id has an odd sha256: only their figures are printed.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

JUDGED = Path(__file__).with_name("judged")


def held_back(key):
    """Whether an article belongs to the third of the gold that nobody reads while writing rules."""
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % 3 == 0


def read_lines(path):
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip()]


def write_lines(path, records):
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def parts(shared):
    """The gold articles by part: all of dev, its two parts, and the two of our own judging."""
    dev = read_lines(shared / "eval" / "dev.jsonl")
    return {
        "all": dev,
        "tuned": [article for article in dev if not held_back(article["id"])],
        "held_back": [article for article in dev if held_back(article["id"])],
        "read": judged(shared, "read"),
        "unread": judged(shared, "unread"),
    }


def judged(shared, name):
    """The articles of ../shared that were judged here, each with its events."""
    texts = unlabelled(shared)
    return [texts[line["id"]] | {"events": line["events"]} for line in read_lines(JUDGED / f"{name}.jsonl")]


def unlabelled(shared):
    return {article["id"]: article for article in read_lines(shared / "eval" / "unlabelled.jsonl")}


@dataclass(frozen=True)
class Story:
    """Articles that tell the same meetings, the labels of what each tells, the meetings, and the days on which status is asked."""

    articles: list[dict]
    labels: Path
    events: Path
    days: tuple[str, ...]


def stories(shared):
    folder, texts = shared / "eval", unlabelled(shared)
    again = [texts[line["id"]] for line in read_lines(JUDGED / "story.labels.jsonl")]
    return {
        "story": Story(
            read_lines(folder / "story-dev.jsonl"),
            folder / "story-dev.labels.jsonl",
            folder / "story-dev.events.jsonl",
            ("2023-03-01", "2023-04-01", "2023-05-10", "2023-06-10", "2023-07-10"),
        ),
        "story_judged": Story(
            again,
            JUDGED / "story.labels.jsonl",
            JUDGED / "story.events.jsonl",
            ("2021-06-12", "2021-10-30", "2022-11-12", "2023-03-19", "2023-06-25"),
        ),
    }

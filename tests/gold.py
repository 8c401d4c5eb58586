"""Quality against judged truth: floors that are never lowered silently, and a diff of what two commits find.

    python -m tests.gold gate SHARED              mining against the floors in tests/gold.toml
    python -m tests.gold story SHARED             settling against the floors
    python -m tests.gold own SHARED               what score_merge.py says of the stories' own grouping, which no settling can beat
    python -m tests.gold update SHARED [--lower]  raise the floors to what is measured (--lower lets them fall)
    python -m tests.gold diff SHARED --base REV   every gold event gained or lost, every spurious one come or gone

What is judged, and which parts nobody reads while writing rules: tests/corpora.py.
"""

import argparse
import hashlib
import importlib.util
import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

from tests.corpora import JUDGED, parts, read_lines, stories, write_lines

FLOORS = Path(__file__).with_name("gold.toml")
ROOT = FLOORS.parent.parent
MARGIN = 0.005  # a floor stands this far under what was measured, so that an equal figure in other rounding passes
MINING_FIGURES = "precision recall f1 date_exact city country status series participants_f1 every_field_right".split()
STORY_FIGURES = "pair_precision pair_recall label_f1 events_per_label status_as_known".split()
LOWER_IS_BETTER = {"events_per_label"}


def tracker(*arguments, cwd=ROOT, **options):
    """Run the command line and give its output; a failure shows what it said."""
    done = subprocess.run(
        [sys.executable, "-m", "tracker", *map(str, arguments)], cwd=cwd, capture_output=True, text=True, check=False, **options
    )
    if done.returncode:
        sys.exit(f"tracker {arguments[0]} failed in {cwd}:\n{done.stderr[-2000:]}")
    return done.stdout


def mined(articles, cwd=ROOT):
    """What the miner of the tree ``cwd`` finds in these articles, by article id."""
    with tempfile.TemporaryDirectory() as folder:
        texts = [{name: value for name, value in article.items() if name != "events"} for article in articles]
        output = tracker("mine", write_lines(Path(folder, "articles.jsonl"), texts), cwd=cwd)
    return {record["id"]: record for record in map(json.loads, output.splitlines())}


def scored(shared, gold, predicted):
    """The figures of score.py for these articles."""
    with tempfile.TemporaryDirectory() as folder:
        truth = write_lines(Path(folder, "gold.jsonl"), gold)
        guess = write_lines(Path(folder, "mined.jsonl"), [predicted[article["id"]] for article in gold])
        command = [sys.executable, shared / "eval" / "score.py", truth, guess, "--json"]
        return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def mining_figures(shared):
    """The figures of score.py for every part of the gold."""
    return {name: scored(shared, articles, mined(articles)) for name, articles in parts(shared).items()}


def every_story(shared):
    return {name: story_figures(shared, story) for name, story in stories(shared).items()}


def story_figures(shared, story):
    """Figures of score_merge.py after ingesting a story into an empty database, as known today and on its days."""
    with tempfile.TemporaryDirectory() as temporary:
        at = Path(temporary)
        database = {"env": {"PATH": "/usr/bin:/bin", "TRACKER_DATABASE_URL": f"sqlite:///{at / 'story.sqlite3'}"}}
        tracker("ingest", write_lines(at / "story.jsonl", story.articles), "--yes", **database)
        exports = {day: at / f"export-{day}.jsonl" for day in story.days}
        for day, path in exports.items():
            path.write_text(tracker("export", "--format", "jsonl", "--as-known-on", day, **database), encoding="utf-8")
        whole = at / "export.jsonl"
        whole.write_text(tracker("export", "--format", "jsonl", **database), encoding="utf-8")
        known = [f"{day}={path}" for day, path in exports.items()]
        return merge_figures(shared, story.labels, whole, "--events", story.events, "--as-known-on", *known)


def merge_figures(shared, *arguments):
    """The figures of score_merge.py."""
    done = subprocess.run([sys.executable, shared / "eval" / "score_merge.py", *arguments], capture_output=True, text=True, check=True)
    return {name: float(value) for name, value, *_ in map(str.split, done.stdout.splitlines())}


def own(shared):
    """Score each story's labels as if they were the settled events; and with the labels made one that share two articles or more.

    A label counts every event that holds two of its articles, so that labels which share two are each spread over both. Only making them
    one event avoids that, though they are a summit in one country and a visit to another.
    """
    for name, story in stories(shared).items():
        groups = {}
        for line in read_lines(story.labels):
            for event in line["events"]:
                groups.setdefault(event["event"], set()).add(line["id"])
        for words, settled in (("its own grouping", list(groups.values())), ("what overlaps made one", joined(groups.values()))):
            with tempfile.TemporaryDirectory() as folder:
                events = [{"id": str(number), "status": "", "articles": sorted(ids)} for number, ids in enumerate(settled)]
                figures = merge_figures(shared, story.labels, write_lines(Path(folder, "own.jsonl"), events))
            print(f"{name:12} {words:24} {'  '.join(f'{figure} {figures[figure]:.3f}' for figure in STORY_FIGURES[:4])}")


def joined(groups):
    """The groups, those that share two members or more made one."""
    whole = []
    for group in groups:
        apart = [one for one in whole if len(one & group) < 2]
        whole = [*apart, group.union(*(one for one in whole if len(one & group) >= 2))]
    return whole


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def corpora(shared):
    given = {name: digest(shared / "eval" / f"{name}.jsonl") for name in ("dev", "story-dev", "story-dev.labels", "unlabelled")}
    return given | {f"judged/{path.name}": digest(path) for path in sorted(JUDGED.glob("*.jsonl"))}


def short_of(part, floors, figures):
    """The figures that miss their floor, as sentences; prints every figure beside its floor."""
    missed = []
    for name, floor in floors.items():
        value = figures[name]
        ok = value <= floor if name in LOWER_IS_BETTER else value >= floor
        print(f"{part:12} {name:18} {value:6.3f}  floor {floor:6.3f}{'' if ok else '  BELOW'}")
        if not ok:
            missed.append(f"{part} {name} is {value}, its floor is {floor}")
    return missed


def gate(shared, measure):
    """Exit 1 when the corpus is another one or a figure is under its floor."""
    pinned = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    if pinned["corpus"] != corpora(shared):
        sys.exit("the gold is not the one that the floors were measured on: read what changed, then run make gold-update")
    missed = []
    for part, figures in measure(shared).items():
        missed += short_of(part, pinned["floors"].get(part, {}), figures)
    if missed:
        sys.exit("\n".join(missed))


def update(shared, *, lower):
    """Write the floors anew; one that would fall stays where it is unless ``lower``."""
    old = tomllib.loads(FLOORS.read_text(encoding="utf-8"))["floors"] if FLOORS.exists() else {}
    measured = mining_figures(shared) | every_story(shared)
    lines = [
        "# Floors of quality, and the corpora that they were measured on. Written by make gold-update; never lowered silently.",
        "[corpus]",
    ]
    lines += [f'"{name}" = "{value}"' for name, value in corpora(shared).items()]
    for part, figures in measured.items():
        lines += ["", f"[floors.{part}]"]
        for name in STORY_FIGURES if part in stories(shared) else MINING_FIGURES:
            lines.append(f"{name} = {new_floor(name, figures[name], old.get(part, {}).get(name), lower=lower)}")
    FLOORS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def new_floor(name, value, old, *, lower):
    worse = name in LOWER_IS_BETTER
    floor = round(value + MARGIN if worse else value - MARGIN, 3)
    if old is None or lower:
        return floor
    return min(floor, old) if worse else max(floor, old)


def scorer(shared):
    """score.py as a module, for its pairing."""
    spec = importlib.util.spec_from_file_location("score", shared / "eval" / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def outcome(score, gold, predicted):
    """(found gold events, spurious predicted ones) as readable lines."""
    found, spurious = set(), set()
    for article in gold:
        events = predicted[article["id"]]["events"]
        links = score.pair(article["events"], events)
        used = {j for _, j in links}
        found |= {f"{article['id']}  {told(article['events'][i])}" for i, _ in links if not article["events"][i].get("optional")}
        spurious |= {f"{article['id']}  {event['kind']}: {event['evidence'][:150]}" for j, event in enumerate(events) if j not in used}
    return found, spurious


def told(event):
    """A gold event in a line: its quote, or what was judged where none is kept."""
    judgement = (event["kind"], *event["participants"], event["city"] or event["country"], event["earliest"])
    return event.get("evidence") or " ".join(filter(None, judgement))


def diff(shared, base):
    """Print what this tree finds that BASE did not, and the other way round."""
    score, judged = scorer(shared), parts(shared)
    gold = judged["tuned"] + judged["read"]
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder, "base")
        subprocess.run(["git", "worktree", "add", "--quiet", "--detach", tree, base], cwd=ROOT, check=True)
        try:
            before = outcome(score, gold, mined(gold, cwd=tree))
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", tree], cwd=ROOT, check=True)
    now = outcome(score, gold, mined(gold))
    for label, rows in (
        ("GAINED", now[0] - before[0]),
        ("LOST", before[0] - now[0]),
        ("SPURIOUS NOW", now[1] - before[1]),
        ("SPURIOUS NO MORE", before[1] - now[1]),
    ):
        for row in sorted(rows):
            print(f"{label:17} {row}")
    print(f"found {len(before[0])} -> {len(now[0])}, spurious {len(before[1])} -> {len(now[1])} (nothing of the unread parts)")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["gate", "story", "own", "update", "diff"])
    parser.add_argument("shared", type=Path)
    parser.add_argument("--base", default="HEAD")
    parser.add_argument("--lower", action="store_true")
    given = parser.parse_args()
    shared = given.shared.resolve()
    if not shared.is_dir():
        print(f"{given.what}: skipped, {given.shared} is absent (the gold belongs to its publishers and is not in the project)")
    elif given.what == "gate":
        gate(shared, mining_figures)
    elif given.what == "story":
        gate(shared, every_story)
    elif given.what == "own":
        own(shared)
    elif given.what == "update":
        update(shared, lower=given.lower)
    else:
        diff(shared, given.base)


if __name__ == "__main__":
    main()

"""Speed of the miner on general wire news, beside dateparser's search_dates on the same text in the same run.

Times are those that the processor spent, so that other work on the machine counts as little as can be.

python -m tests.bench.bench_mining SHARED
"""

import json
import resource
import subprocess
import sys
import time
import warnings
from pathlib import Path

from tests.bench.report import figure, heading

WORDS = 500  # an article's length, for figures that compare
BASELINE = 60  # articles that search_dates gets: it is slow
RUNS = 3
LEXICON = "import time; t = time.perf_counter(); from tracker.lexicon import load; load(); print(time.perf_counter() - t)"


def articles(shared):
    from tracker.records import article_from_record

    lines = (shared / "eval" / "wire.jsonl").read_text(encoding="utf-8").splitlines()
    return [article_from_record(json.loads(line)) for line in lines]


def timed(function, items):
    """Seconds of the best of RUNS, and seconds by item of the last run."""
    best, each = float("inf"), []
    for _ in range(RUNS):
        each = []
        for item in items:
            start = time.process_time()
            function(item)
            each.append(time.process_time() - start)
        best = min(best, sum(each))
    return best, each


def rate(label, seconds, items):
    """Print articles and articles of WORDS words a second; give the latter."""
    words = sum(len(item.full_text.split()) for item in items)
    standard = words / WORDS / seconds
    figure(label, f"{len(items) / seconds:,.0f} articles/s, {standard:,.0f} articles of {WORDS} words/s and core ({len(items):,} articles)")
    return standard


def main(shared):
    heading("Mining")
    starts = [
        float(subprocess.run([sys.executable, "-c", LEXICON], capture_output=True, text=True, check=True).stdout) for _ in range(RUNS)
    ]
    figure("lexicon ready", f"{min(starts):.2f} s")
    from tracker.lexicon import load
    from tracker.mining import mine

    lexicon, corpus = load(), articles(shared)
    mine(corpus[0], lexicon)
    whole, each = timed(lambda article: mine(article, lexicon), corpus)
    ours = rate("whole corpus", whole, corpus)
    candidates = [article for article in corpus if mine(article, lexicon)]
    rate("candidates only", timed(lambda article: mine(article, lexicon), candidates)[0], candidates)
    stages(corpus, len(candidates), lexicon)
    figure("resident memory", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB at most")
    baseline(corpus[:: len(corpus) // BASELINE][:BASELINE], ours)
    growth(max(candidates, key=lambda article: len(article.text)), lexicon)
    slowest(corpus, each)


def stages(corpus, telling, lexicon):
    """How far articles come, and what it costs to get there: through the gate, through the first look, read as a whole."""
    from tracker.mining.leads import can_tell
    from tracker.mining.reading import open_text, read

    opened = [opening for article in corpus if (opening := open_text(article, article.published, lexicon))]
    seconds, _ = timed(lambda article: open_text(article, article.published, lexicon), corpus)
    stage("gate and sentences", seconds, (len(opened), len(corpus)), f", {sum(len(one.opened) for one in opened):,} sentences opened")
    leading = [opening for opening in opened if can_tell(opening, lexicon)]
    seconds, _ = timed(lambda opening: can_tell(opening, lexicon), opened)
    stage("first look", seconds, (len(leading), len(corpus)))
    seconds, _ = timed(read, leading)
    stage("read as a whole", seconds, (telling, len(corpus)), ", with what they tell; telling and merging not timed")


def stage(label, seconds, share, more=""):
    """Print what a stage costs and how many articles are left after it."""
    left, whole = share
    figure(label, f"{seconds:.2f} s, {left:,} of {whole:,} articles left ({left / whole:.0%}){more}")


def baseline(sample, ours):
    """search_dates over a sample of the same text."""
    from dateparser.search import search_dates

    def search(article):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            search_dates(article.full_text, languages=["en"])

    search(sample[0])
    started = time.process_time()
    for article in sample:
        search(article)
    theirs = rate("baseline: search_dates", time.process_time() - started, sample)
    figure("ratio", f"{ours / theirs:,.0f} times search_dates (articles of {WORDS} words, whole corpus)")


def growth(article, lexicon):
    """One text repeated 1, 10 and 100 times."""
    from dataclasses import replace

    from tracker.mining import mine

    text = f"{article.text[:3000]}\n\n"
    for times in (1, 10, 100):
        longer = replace(article, text=text * times)
        seconds, _ = timed(lambda one: mine(one, lexicon), [longer])
        figure(f"growth: text x {times}", f"{seconds * 1000:,.1f} ms, {seconds * 1000 / times:.2f} ms a copy")


def slowest(corpus, each):
    for seconds, article in sorted(zip(each, corpus, strict=True), key=lambda pair: -pair[0])[:10]:
        figure("slow", f"{seconds * 1000:6.1f} ms  {len(article.full_text):7,} characters  {article.key}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""What the benchmark of the timeline measures with, and how it prints: a row a figure, a column a store."""

import math
import statistics
from dataclasses import dataclass, field

GROWS_FROM, GROWS_TO = 10_000, 1_000_000


@dataclass
class Samples:
    """Measurements of one figure. ``size`` is the largest answer in bytes as sent, compressed; ``processor`` what the server worked."""

    values: list[float] = field(default_factory=list)
    size: int = 0
    processor: float = 0

    @property
    def median(self):
        return statistics.median(self.values)

    @property
    def p95(self):
        """The smallest value that 95 in 100 do not exceed."""
        return sorted(self.values)[math.ceil(len(self.values) * 0.95) - 1]

    def cell(self):
        if not self.values:
            return "-"
        words = f"{self.median:.0f} / {self.p95:.0f}"
        return f"{words} ({self.processor:.0f}) {self.size / 1024:3.0f} KB" if self.size else words


def table(title, by_store):
    """``by_store``: name of the store and number of events -> figure -> Samples."""
    if not by_store:
        return
    print(f"\n{title}\n{'-' * len(title)}")
    stores = list(by_store)
    print(f"{'':32}" + "".join(f"{f'{size:,}':>24}" for _, size in stores) + f"{'growth':>9}")
    for name in dict.fromkeys(name for figures in by_store.values() for name in figures):
        cells = [by_store[store].get(name, Samples()) for store in stores]
        print(f"{name:32}" + "".join(f"{cell.cell():>24}" for cell in cells) + f"{growth(name, by_store):>9}", flush=True)


def growth(name, by_store):
    """From ten thousand to a million events, where both were measured."""
    medians = {size: figures[name].median for (_, size), figures in by_store.items() if name in figures and figures[name].values}
    if GROWS_FROM not in medians or GROWS_TO not in medians:
        return ""
    return f"{medians[GROWS_TO] / max(medians[GROWS_FROM], 0.1):.1f}x"

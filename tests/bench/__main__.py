"""Every benchmark after another: ``make bench`` (sizes that take minutes) or ``python -m tests.bench SHARED --full`` (up to a million)."""

import subprocess
import sys

USUAL = (
    ("bench_mining", ["{shared}"]),
    ("bench_settle", ["10000", "100000"]),
    ("bench_store", ["10000", "100000"]),
    ("bench_io", ["{shared}", "--events", "10000", "--articles", "10000"]),
)
FULL = (
    ("bench_mining", ["{shared}"]),
    ("bench_settle", ["10000", "100000", "1000000"]),
    ("bench_settle", ["10000", "100000", "1000000", "--postgres"]),
    ("bench_store", ["10000", "100000", "1000000", "--postgres"]),
    ("bench_io", ["{shared}", "--postgres"]),
)


def main():
    shared, *rest = sys.argv[1:]
    for module, arguments in FULL if "--full" in rest else USUAL:
        command = [sys.executable, "-m", f"tests.bench.{module}", *(argument.format(shared=shared) for argument in arguments)]
        subprocess.run(command, check=True)


if __name__ == "__main__":
    main()

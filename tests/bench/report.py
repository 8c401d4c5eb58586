"""How benchmarks print: a heading, then a figure a line."""

import sys


def heading(text):
    print(f"\n{text}\n{'-' * len(text)}", flush=True)


def figure(label, value):
    print(f"{label:28} {value}", flush=True)


def note(text):
    print(f"({text})", file=sys.stderr, flush=True)

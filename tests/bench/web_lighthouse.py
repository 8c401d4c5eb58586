"""Lighthouse, installed from npm under var/ for this test alone, on the page of a seeded store, with desktop settings."""

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.bench.report import figure, note
from tests.provision import system_chromium
from tracker.config import ROOT

VERSION = "13.5.0"
FOLDER = ROOT / "var" / "bench" / "lighthouse"
AIMS = {"accessibility": 100, "best-practices": 95, "performance": 85}
FLAGS = "--headless=new --no-sandbox --disable-gpu"
MINUTES = 5
RUNS = 3


def installed():
    """The command, or None where npm cannot provide it."""
    program = FOLDER / "node_modules" / ".bin" / "lighthouse"
    if not program.exists() and shutil.which("npm"):
        FOLDER.mkdir(parents=True, exist_ok=True)
        command = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--no-save", "--ignore-scripts", f"lighthouse@{VERSION}"]
        subprocess.run([*command, "--prefix", str(FOLDER)], cwd=FOLDER, capture_output=True, check=False, timeout=MINUTES * 60)
    return program if program.exists() else None


def run(address):
    """Print the scores, and every audit of a category that is not at its aim."""
    program = installed()
    if program is None:
        note("Lighthouse could not be had from npm: no scores")
        return
    results = [found for _ in range(RUNS) if (found := once(program, address))]
    if results:
        scores = [round(100 * result["categories"]["performance"]["score"]) for result in results]
        note(f"performance of each run: {', '.join(map(str, scores))}; the middle one is told")
        print_scores(sorted(results, key=lambda result: result["categories"]["performance"]["score"])[len(results) // 2])


def once(program, address):
    """The report of one run, or None."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [str(program), address, "--preset=desktop", "--output=json", f"--output-path={report}", "--quiet"]
        command += [f"--only-categories={','.join(AIMS)}", f"--chrome-flags={FLAGS}"]
        environment = os.environ | {"CHROME_PATH": system_chromium() or ""}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=MINUTES * 60)
        if done.returncode:
            note(f"Lighthouse failed: {done.stderr.strip()[-400:]}")
            return None
        return json.loads(report.read_text())


def print_scores(result):
    for name, aim in AIMS.items():
        score = round(100 * result["categories"][name]["score"])
        figure(name, f"{score} (aim {aim})")
        if score < aim:
            print("".join(f"    {line}\n" for line in shortfalls(result, name)), end="")
    for name in ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift", "speed-index"):
        figure(name, result["audits"][name]["displayValue"])


def shortfalls(result, name):
    for part in result["categories"][name]["auditRefs"]:
        audit = result["audits"][part["id"]]
        if part["weight"] and audit["score"] is not None and audit["score"] < 1:
            yield f"{audit['score']:.2f} {audit['title']} {audit.get('displayValue', '')}"

"""What the tests need beyond Python packages: a headless Chromium that starts. (The real PostgreSQL is a wheel of requirements-dev.txt.)

A system one is used if present; else Debian's by apt when root; else Playwright's own download.
"""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
START = ("--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", "about:blank")
SECONDS = 120  # a first start on a busy machine


def system_chromium():
    """The path of an installed Chromium or Chrome that starts (Ubuntu's package is a stub without its snap), or None."""
    return next((path for path in filter(None, map(shutil.which, NAMES)) if starts(path)), None)


def starts(path):
    """Whether it opens an empty page."""
    try:
        done = subprocess.run([path, *START], capture_output=True, stdin=subprocess.DEVNULL, timeout=SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0 and b"<html" in done.stdout


def with_apt():
    """Install Debian's chromium; False where that is not possible. One broken list of several need not stand in the way."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "--yes", "--no-install-recommends", "chromium", "fonts-dejavu-core"]):
        done = subprocess.run(["apt-get", "--quiet=2", *command], env=quiet, stdin=subprocess.DEVNULL, check=False)
    return done.returncode == 0


def with_playwright():
    """Download Playwright's own Chromium; as root with the system libraries that it needs."""
    libraries = ["--with-deps"] if os.geteuid() == 0 and shutil.which("apt-get") else []
    return subprocess.run([sys.executable, "-m", "playwright", "install", *libraries, "chromium"], check=False).returncode == 0


def main():
    """Find or install one, or say what a person can do."""
    found = system_chromium() or (with_apt() and system_chromium())
    if found:
        print(f"browser: {found}")
    elif with_playwright():
        print("browser: Playwright's own")
    else:
        sys.exit("No browser could be installed. Install chromium (Debian: apt install chromium) and run this again.")


if __name__ == "__main__":
    main()

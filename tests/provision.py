"""What the tests need beyond Python packages: a headless Chromium.

A system one is used if present; else Debian's by apt when root; else Playwright's own download.
"""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def system_chromium():
    """The path of an installed Chromium or Chrome, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def with_apt():
    """Install Debian's chromium; False where that is not possible."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "--yes", "--no-install-recommends", "chromium", "fonts-dejavu-core"]):
        done = subprocess.run(["apt-get", "--quiet=2", *command], env=quiet, stdin=subprocess.DEVNULL, check=False)
        if done.returncode:
            return False
    return True


def main():
    if system_chromium() or with_apt():
        print(f"browser: {system_chromium()}")
        return
    print("browser: Playwright's own")
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


if __name__ == "__main__":
    main()

"""Find a Chromium for the tests, or install one. Run: ``python -m tests.browser.chromium``."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

__all__ = ["find", "install"]

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """Give the path of a browser: the one asked for, the system's, or Playwright's own."""
    asked = os.environ.get("TEST_CHROMIUM")
    if asked:
        found = shutil.which(asked)
        if found is None:
            raise SystemExit(f"TEST_CHROMIUM names {asked!r}, which can't be run")
        return found
    for name in NAMES:
        found = shutil.which(name) or shutil.which(name, path="/usr/bin:/usr/local/bin:/snap/bin")
        if found:
            return found
    return _playwrights_own()


def install() -> None:
    """Install a browser: as root Debian's, else Playwright's."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    if root and shutil.which("apt-get"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        updated = subprocess.run(["apt-get", "update", "-qq"], env=environment, check=False)
        if updated.returncode == 0:
            command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends"]
            # A browser without a font draws nothing to click on.
            packages = ["chromium", "fonts-dejavu-core"]
            subprocess.run([*command, *packages], env=environment, check=False)
        if find():
            return
    extra = ["--with-deps"] if root else []
    command = [sys.executable, "-m", "playwright", "install", *extra, "chromium"]
    subprocess.run(command, check=False)


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - slow, and the last resort

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if path and Path(path).exists() else None


def main() -> int:
    """Make sure that there is a browser and say which."""
    if find() is None:
        print("browser: none found, installing", flush=True)  # noqa: T201
        install()
    found = find()
    if found is None:
        print("browser: none; install Chromium or set TEST_CHROMIUM", file=sys.stderr)  # noqa: T201
        return 1
    print(f"browser: {found}")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())

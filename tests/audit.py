"""Ask whether a leak is known in what the app runs on. Run by ``make audit``.

With more words on the command line these go to pip-audit, such as ``-s osv``.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import tempfile
from pathlib import Path

__all__ = ["audit"]

ROOT = Path(__file__).resolve().parents[1]
FILES = ("requirements.txt", "requirements-compiled.txt", "requirements-ogc.txt")
# A version with known leaks. Where this one is called sound nobody was asked: a mirror of the
# packages alone answers that it knows nothing, which pip-audit takes for good news.
_CANARY = "jinja2==2.10"
_SKIPPED = "audit: overgeslagen, want {why}. Er is dus niets nagekeken."


def audit(*more: str) -> int:
    """Print what was found, or why nothing was looked at; give an exit status.

    Returns
    -------
    int
        1 if a package has a known leak, or is not known where leaks are kept; else 0.
    """
    if importlib.util.find_spec("pip_audit") is None:
        print(_SKIPPED.format(why="pip-audit is hier niet te installeren"))  # noqa: T201
        return 0
    with tempfile.TemporaryDirectory() as folder:
        canary = Path(folder) / "requirements.txt"
        canary.write_text(f"{_CANARY}\n", encoding="utf-8")
        if not _leaks(_asked([canary], more) or []):
            why = "de databank van bekende lekken is niet te bereiken"
            print(_SKIPPED.format(why=why))  # noqa: T201
            return 0
    packages = _asked([ROOT / file for file in FILES], more)
    if packages is None:
        print("audit: halverwege viel de databank weg. Probeer het later weer.", file=sys.stderr)  # noqa: T201
        return 1
    wrong = [*_leaks(packages), *(f"{p['name']}: {p['skip_reason']}" for p in _unknown(packages))]
    print("\n".join(wrong) or f"audit: {len(packages)} pakketten, geen bekend lek.")  # noqa: T201
    return 1 if wrong else 0


def _asked(files: list[Path], more: tuple[str, ...]) -> list[dict] | None:
    """Give what is known of each package; None if it could not be asked."""
    command = [sys.executable, "-m", "pip_audit", "--no-deps", "--disable-pip", "-f", "json"]
    command += ["--progress-spinner", "off", "--timeout", "10", *more]
    for file in files:
        command += ["-r", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        return json.loads(done.stdout)["dependencies"]
    except (json.JSONDecodeError, KeyError):
        return None


def _leaks(packages: list[dict]) -> list[str]:
    return [
        f"{package['name']} {package['version']}: {leak['id']}"
        + (f", opgelost in {', '.join(leak['fix_versions'])}" if leak["fix_versions"] else "")
        for package in packages
        for leak in package.get("vulns", ())
    ]


def _unknown(packages: list[dict]) -> list[dict]:
    return [package for package in packages if "skip_reason" in package]


if __name__ == "__main__":
    sys.exit(audit(*sys.argv[1:]))

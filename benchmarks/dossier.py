"""The dossier of a camera area, gathered and as a file of each kind; opened, where that can be.

LibreOffice turns the Word file into a PDF, which has to have the same headings and questions.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import time
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from pypdf import PdfReader

from benchmarks.finding import at_most, duration, plain
from benchmarks.timing import say
from ivbgeo.atlas import Atlas
from ivbgeo.cameradossier import Purpose, dossier_of
from ivbgeo.demo import load_demo
from ivbgeo.register import designations
from ivbgeo.settings import ROOT
from ivbgeo.store import Store
from ivbgeo.viewer import Role, Viewer
from layers.dossier.paper import FORMS, dossier_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.finding import Finding
    from ivbgeo.cameradossier import CameraDossier

__all__ = ["measure"]

_BOUND = 1.0
_TURNS = 10
_MADE = date(2026, 11, 27)


def measure(fewer: int) -> Iterator[Finding]:
    """Make each ten times, divided by ``fewer`` but three at least."""
    turns = max(_TURNS // fewer, 3)
    planner = Viewer(Role.PLANNER)
    with (
        TemporaryDirectory() as folder,
        closing(Store.open(f"sqlite:///{folder}/store.sqlite")) as store,
    ):
        load_demo(store, ROOT / "data")
        edition = Atlas(store).edition()
        first = designations(edition, planner)[0]
        for purpose in Purpose:
            gather = partial(dossier_of, edition, planner, first, _MADE, purpose=purpose)
            yield from _timed(f"{purpose}, gathered", gather, turns)
            dossier = gather()
            for form in FORMS:
                make = partial(dossier_bytes, edition, dossier, form)
                yield from _timed(f"{purpose}, {form}", make, turns)
                yield plain(f"{purpose}, {form}", "size", f"{len(make()) / 1000:,.0f} kB")
            yield from _opened(dossier, dossier_bytes(edition, dossier, "docx"), Path(folder))


def _timed(what: str, make: Callable[[], object], turns: int) -> Iterator[Finding]:
    say(what)
    seconds = []
    for _ in range(turns + 1):
        before = time.perf_counter()
        make()
        seconds.append(time.perf_counter() - before)
    middle = statistics.median(seconds[1:])
    yield plain(what, "the first one", duration(seconds[0]))
    yield at_most(what, "warm", middle, _BOUND, duration(middle), duration(_BOUND))


def _opened(dossier: CameraDossier, content: bytes, folder: Path) -> Iterator[Finding]:
    """Open the Word file with LibreOffice, where it is, and count what is missing in it."""
    office = shutil.which("soffice")
    what = f"{dossier.purpose}, opened by LibreOffice"
    if office is None:
        yield plain(what, "pages", "there is no LibreOffice here")
        return
    say(what)
    file = folder / f"{dossier.purpose}.docx"
    file.write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder}/office"
    subprocess.run(
        [office, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, file],
        check=True, capture_output=True,
    )  # fmt: skip
    pages = PdfReader(file.with_suffix(".pdf")).pages
    said = "".join("".join(page.extract_text().split()) for page in pages)
    wanted = [
        *(chapter.heading for chapter in dossier.chapters),
        *(f"{one.mark}{one.question}" for one in dossier.questions),
    ]
    missing = sum("".join(text.split()) not in said for text in wanted)
    yield plain(what, "pages", f"{len(pages)}")
    yield at_most(what, "headings and questions that are not in it", missing, 0, f"{missing}", "0")

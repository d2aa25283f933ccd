"""``ivbgeo counts``."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from ivbgeo.answering import answer
from ivbgeo.atlas import Atlas
from ivbgeo.cli import output
from ivbgeo.errors import UsageError
from ivbgeo.export import Format, export
from ivbgeo.messages import sentence
from ivbgeo.offered import years_of
from ivbgeo.period import Period
from ivbgeo.question import Per, Question
from ivbgeo.settings import Settings
from ivbgeo.store import Store
from ivbgeo.whole import write_whole

if TYPE_CHECKING:
    from geo import Level
    from ivbgeo.atlas import Edition
    from ivbgeo.viewer import Viewer

__all__ = ["run_counts"]


def run_counts(
    viewer: Viewer,
    level: Level,
    categories: list[str] | None,
    ends: tuple[str | None, str | None],
    per: Per,
    division_year: int | None,
    form: str,
    out: Path | None,
) -> None:
    """Answer for each category and write one file."""
    try:
        wanted = Format(form)
    except ValueError:
        raise UsageError("export.format", value=form, known=", ".join(Format)) from None
    with closing(Store.open(Settings.load().database_url)) as store:
        edition = Atlas(store).edition()
        questions = [
            Question(code, level, _period(edition, code, viewer, ends), per, division_year)
            for code in categories or _published(edition, level, viewer)
        ]
        answers = [answer(edition, question, viewer) for question in questions]
        there = [one for one in Per if one in edition.taxonomy and edition.years_of(one, viewer)]
        if per not in there:
            known = ", ".join(there) or "niets"
            output.say(sentence("counts.no_denominator", value=per, known=known))
    content = export(answers, wanted)
    if out is not None:
        write_whole(out, content)
    else:
        sys.stdout.buffer.write(content)


def _published(edition: Edition, level: Level, viewer: Viewer) -> list[str]:
    """Give every category that there are figures of at this level."""
    found = [c.code for c in edition.taxonomy if level in edition.levels_of(c.code, viewer)]
    if not found:
        raise UsageError("export.nothing", level=level)
    return found


def _period(
    edition: Edition, code: str, viewer: Viewer, ends: tuple[str | None, str | None]
) -> Period:
    """Give the asked period, else the newest year or the part of it that is known."""
    first, last = ends
    if first is None and last is None:
        years = years_of(edition, code, viewer)
        if not years:
            raise UsageError("export.no_years", value=code)
        return years[0]
    return Period.parse(first or str(last), last or first)

"""What ``ivbgeo import --dry-run`` shows of a file before it is read in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.cli import output
from ivbgeo.dutch import number
from ivbgeo.sources.guess import fields_of

if TYPE_CHECKING:
    from ivbgeo.preview import Preview

__all__ = ["tell_preview"]

_MOST = 20


def tell_preview(seen: Preview) -> None:
    """Say which column is what, what is wrong by rule, the first rows, and where the rows lie."""
    titles = {each.name: each.title for each in fields_of(seen.mapping.kind)}
    columns = ", ".join(
        f"‘{column}’ is {titles.get(name, name).lower()}"
        for name, column in seen.mapping.columns.items()
    )
    output.say(f"  Kolommen: {columns}.")
    if seen.report.refused:
        # The first ones are told already.
        if len(seen.report.rejections) > _MOST:
            for sentence, count in seen.rejected[:_MOST]:
                output.say(f"  {number(count)} keer zoals: {sentence}")
        return
    for at, row in enumerate(seen.first_rows, 1):
        told = ", ".join(f"{title.lower()} {text}" for title, text in row.items())
        output.say(f"  Rij {at}: {told}")
    places = ", ".join(f"{name} {number(count)}" for name, count in seen.places[:_MOST])
    more = f" en nog {len(seen.places) - _MOST}" if len(seen.places) > _MOST else ""
    output.say(f"  Rijen per {seen.level}: {places}{more}.")

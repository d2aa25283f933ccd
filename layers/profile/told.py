"""The words of a wijkprofiel, block by block: what is known, what isn't, and what is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.attribution import ATTRIBUTION
from ivbgeo.dutch import day, moment, number
from ivbgeo.measures.words import area_name, speerpunt_title, when
from ivbgeo.words import origin
from layers.document import (
    Bullets,
    Column,
    KeyFigure,
    KeyFigures,
    Note,
    Paragraph,
    Sources,
    Strong,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ivbgeo.atlas import Edition
    from ivbgeo.casework import Casework
    from ivbgeo.viewer import Viewer
    from ivbgeo.wijk import KeyFigure as Known
    from ivbgeo.wijk import WijkProfile
    from layers.document import Block, Line

__all__ = [
    "attention",
    "cameras",
    "casework",
    "figures_beside",
    "findings",
    "indicators",
    "key_figures",
    "measures",
    "sources",
]

_NOTHING = "niet bekend"
_SHOWN = 6  # key figures


def attention(profile: WijkProfile) -> Note:
    """Say which high impact crime needs the most attention, and why."""
    found = profile.attention
    name = "" if found.category is None else f": {found.category.title}"
    sentences = " ".join(one.sentence for one in found.because)
    reason = f"{found.reason} {sentences}".strip()
    return Note(reason, f"High Impact Crime met de meeste aandacht{name}")


def key_figures(profile: WijkProfile) -> Block:
    """Give the numbers that count, with their intervals."""
    if not profile.figures:
        return Paragraph("Er zijn geen cijfers over deze wijk.")
    return KeyFigures(tuple(_card(one) for one in profile.figures[:_SHOWN]))


def _card(one: Known) -> KeyFigure:
    figure = one.figure
    if figure.count is None:
        return KeyFigure(one.category.title, None, state=figure.state, note=figure.reason)
    notes = (
        ("geschat", figure.estimated),
        ("voorlopig", figure.provisional),
        # Why it could not be compared is in the table.
        (one.against_city, figure.verdict is not None),
    )
    note = "; ".join(text for text, holds in notes if holds)
    return KeyFigure(one.category.title, number(figure.count), one.rate, figure.state, note)


def findings(profile: WijkProfile, most: int) -> list[Block]:
    """Say what stands out, the surest and largest first, and what was not found."""
    found = profile.found.findings
    blocks: list[Block] = []
    if found:
        more = len(found) - most
        rest = [f"En nog {more}: zie de pagina Mijn wijk."] if more > 0 else []
        blocks.append(Bullets((*(one.sentence for one in found[:most]), *rest)))
    return [*blocks, Paragraph(" ".join(profile.found.sentences))]


def figures_beside(profile: WijkProfile) -> Table | None:
    """Give the key figures beside the city and the period before."""
    if not profile.figures:
        return None
    rows = tuple(
        (one.category.title, one.counted, one.rate or "niet te zeggen", one.against_city,
         one.against_before)
        for one in profile.figures
    )  # fmt: skip
    headings = ("Soort", "Aantal", "Per 1.000 (95%-interval)", "Naast de stad", "Naast eerder")
    columns = tuple(
        Column(text, share=share) for text, share in zip(headings, (3, 3, 4, 4, 4), strict=True)
    )
    return Table(f"{profile.name} naast de stad en naast eerder, {profile.period}", columns, rows)


def casework(cases: Sequence[Casework]) -> list[Block]:
    """Give the cases of woonoverlast by tenure."""
    blocks: list[Block] = []
    for one in cases:
        if one.about and one.about not in [
            block.line for block in blocks if isinstance(block, Paragraph)
        ]:
            blocks.append(Paragraph(one.about))
        names = [name for name, _ in one.table[0][1]]
        columns = (
            Column("Soort woning", share=2),
            *(Column(n, numeric=True, share=1) for n in names),
        )
        rows = tuple((label, *(text for _, text in cells)) for label, cells in one.table)
        caption = f"Casussen woonoverlast in {one.area_name}, {one.period}"
        blocks.append(Table(caption, columns, rows))
    return blocks


def measures(edition: Edition, viewer: Viewer, profile: WijkProfile, most: int) -> list[Block]:
    """Give what is done: in the wijk first, then in the whole city."""
    found = profile.measures
    if not found:
        return [Paragraph("Er zijn geen inspanningen bekend voor deze wijk.")]
    columns = (
        Column("Wat", share=5), Column("Wie", share=5), Column("Waar", share=2.5),
        Column("Stand en tijd", share=3), Column("Speerpunt", share=4),
    )  # fmt: skip
    rows = tuple(
        (
            one.measure.title,
            ", ".join(filter(None, (one.measure.lead, *one.measure.partners))) or _NOTHING,
            area_name(edition, one.measure.area),
            "; ".join(dict.fromkeys((one.measure.status.words, when(one.measure)))),
            speerpunt_title(edition, viewer, one.measure.speerpunt_code),
        )
        for one in found[:most]
    )
    blocks: list[Block] = [Table("Inspanningen", columns, rows)]
    if len(found) > most:
        more = len(found) - most
        text = f"En nog {more} {'inspanning' if more == 1 else 'inspanningen'}: zie de app."
        blocks.append(Paragraph(text))
    return blocks


def cameras(profile: WijkProfile, most: int) -> list[Block]:
    """Give the camera areas with their dates."""
    if not profile.cameras:
        return [Paragraph("In deze wijk is geen cameragebied bekend.")]
    rows = tuple(
        (
            one.name,
            one.kind,
            moment(one.starts) if one.starts else _NOTHING,
            day(one.last_day) if one.last_day else _NOTHING,
            day(one.evaluation) if one.evaluation else one.evaluation_every or _NOTHING,
        )
        for one in profile.cameras[:most]
    )
    headings = ("Gebied", "Soort", "Sinds", "Tot", "Evaluatie")
    columns = tuple(
        Column(text, share=share) for text, share in zip(headings, (4, 2, 2, 3, 4), strict=True)
    )
    rest = len(profile.cameras) - most
    more: list[Block] = [Paragraph(f"En nog {rest}: zie de app.")] if rest > 0 else []
    return [Table("Cameragebieden", columns, rows), *more]


def indicators(profile: WijkProfile, most: int) -> list[Block]:
    """Give the newest indicators of the wijk."""
    newest = sorted(profile.indicators, key=lambda one: one.period, reverse=True)[:most]
    if not newest:
        return []
    columns = (
        Column("Indicator", share=5), Column("Periode", share=2),
        Column("Waarde", numeric=True, share=2), Column("Streven", share=3),
    )  # fmt: skip
    rows = tuple(
        (
            one.title,
            one.period_note or str(one.period),
            " ".join(filter(None, (one.qualifier, number(one.value), one.unit)))
            if one.value is not None
            else _NOTHING,
            one.target or "geen",
        )
        for one in newest
    )
    return [Table(f"Indicatoren over {profile.name}", columns, rows)]


def sources(profile: WijkProfile, more: Sequence[str]) -> Sources:
    """Say where all of it comes from; ``more``: sources of pictures."""
    lines: list[Line] = [
        (Strong(f"{what}: "), f"{one.title}. {origin(one)}.") for what, one in profile.sources
    ]
    named = " ".join(one.citation for _, one in profile.sources)
    lines += [f"Kaart: {text}." for text in more if text not in named]
    documents = dict.fromkeys(
        text
        for text in (
            *(one.measure.source for one in profile.measures),
            *(one.source for one in profile.cameras),
            *(one.source for one in profile.indicators),
        )
        if text
    )
    if documents:
        lines.append((Strong("Inspanningen, camera’s, indicatoren: "), f"{'; '.join(documents)}."))
    lines.append((Strong("Grenzen: "), f"{ATTRIBUTION}, indeling van {profile.area.year}."))
    return Sources(tuple(lines))

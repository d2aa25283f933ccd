"""The words of a sheet for a round, block by block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.attribution import ATTRIBUTION
from ivbgeo.dutch import day
from ivbgeo.prevention.kind import Light, PreventionKind, SpotStatus
from ivbgeo.textfilter import take_out
from ivbgeo.viewer import Role
from ivbgeo.words import origin
from layers.document import (
    Bullets,
    Column,
    KeyFigure,
    KeyFigures,
    Note,
    Paragraph,
    Section,
    Sources,
    Strong,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ivbgeo.prevention.prevention import Prevention
    from ivbgeo.prevention.roundsheet import RoundSheet
    from ivbgeo.prevention.spot import SpotVersion
    from layers.document import Block, Line
    from layers.roundsheet.drawn import RoundMap

__all__ = [
    "about",
    "alternative",
    "careful",
    "for_whom",
    "lookout",
    "missing",
    "phones",
    "plekken",
    "rounds",
    "section",
    "sources",
]

_NAME, _TIMES, _CONTACT, _ADDRESS = 60, 80, 70, 50  # characters on paper
_FOR = {
    Role.PUBLIEK: "Voor iedereen.",
    Role.WAS: "Voor het WAS-team van deze wijk.",
    Role.WIJKREGISSEUR: "Voor het WAS-team en de wijkregisseur.",
}
_LIGHT = {one: one.value for one in Light} | {Light.ONBEKEND: "niet bekend"}
_INTERN = "Intern: voor wie bij de gemeente met deze wijk werkt."


def for_whom(sheet: RoundSheet) -> str:
    """Say who it is for."""
    if sheet.role in {Role.WAS, Role.WIJKREGISSEUR} and not sheet.sees_spots:
        return _INTERN
    return _FOR.get(sheet.role, _INTERN)


def phones(phone: str) -> Block:
    """Give the numbers to call; ``phone``: of the gemeente, empty where it is not known."""
    known = (
        KeyFigure("Gevaar, of het gebeurt nu", "112"),
        KeyFigure("Politie, geen haast", "0900-8844"),
    )
    if not phone:
        return KeyFigures(known)
    return KeyFigures((*known, KeyFigure("Gemeente: lamp kapot, troep", phone)))


def careful() -> Block:
    """Say what comes before all else."""
    return Paragraph("Grijp niet zelf in. Houd afstand, bel, en onthoud wat u ziet.")


def missing(drawn: RoundMap, *, asked: bool) -> str:
    """Say what of the streets is missing; nothing where all is there, or none were asked for."""
    if not asked or (drawn.attribution and drawn.complete):
        return ""
    if not drawn.attribution:
        return "De straten ontbreken: de bron ervan gaf geen antwoord."
    return "Van een deel ontbreken de straten: de bron gaf ze niet."


def alternative(sheet: RoundSheet, most: int) -> str:
    """Say what the map shows, to who does not see it."""
    shown = min(len(sheet.plekken), most)
    names = [one.prevention.name for one in sheet.rounds if one.prevention.border is not None]
    said = [f"Kaart van de wijk {sheet.name} met haar buurten."]
    if shown:
        said.append(f"De plekken 1 tot en met {shown} van de lijst hieronder staan erop.")
    if names:
        said.append(f"Ook: {'; '.join(_cut(name, _NAME) for name in names[:4])}.")
    return " ".join(said)


def plekken(sheet: RoundSheet, most: int, remark: int) -> tuple[Block, ...]:
    """List the plekken by their number on the map, the first so many; or say why there are none."""
    if not sheet.sees_spots:
        return (
            Paragraph(
                "Die staan niet op dit blad. Alleen het WAS-team en de wijkregisseur van deze wijk "
                "zien ze."
            ),
        )
    if not sheet.plekken:
        return (Paragraph("Er is nu geen plek gemeld die nog niet is opgelost."),)
    rows = tuple(
        _row(at, one, buurt, remark)
        for at, (one, buurt) in enumerate(zip(sheet.plekken[:most], sheet.buurten, strict=False), 1)
    )
    columns = (
        Column("Nr.", numeric=True, share=2),
        Column("Wat", share=21),
        Column("Licht", share=5),
        Column("Gemeld", share=8),
    )
    caption = "De nummers staan op de kaart; tussen haakjes die van de app."
    if not remark and any(one.spot.remark for one in sheet.plekken):
        caption += " Opmerkingen: zie de app."
    table = Table(caption, columns, rows)
    more = len(sheet.plekken) - most
    if more <= 0:
        return (table,)
    rest = "Nog 1 andere plek staat" if more == 1 else f"Nog {more} andere plekken staan"
    return (table, Paragraph(f"{rest} op de kaart zonder nummer, en in de app."))


def _row(at: int, one: SpotVersion, buurt: str, remark: int) -> tuple[Line, ...]:
    spot = one.spot
    where = f" in {_cut(buurt, _NAME)}" if buurt else ""
    kind = spot.kind.words[0].upper() + spot.kind.words[1:]
    working = "" if spot.status is SpotStatus.GEMELD else f", {spot.status.words}"
    # Once more: what looks personal may be found better by now.
    told = _cut(take_out(spot.remark).text, remark) if remark else ""
    told = _ended(told) if told else ""
    return (
        str(at),
        f"{kind}{where} (plek {one.number}{working}). {told}".rstrip(),
        _LIGHT[spot.light],
        day(spot.reported),
    )


def rounds(sheet: RoundSheet, most: int) -> tuple[Block, ...]:
    """Tell of areas and rounds, with their times and whom to ask by function."""
    said: list[Line] = [_round(one.prevention) for one in sheet.rounds[:most]]
    more = len(sheet.rounds) - most
    if more > 0:
        said.append(f"Nog {more} andere: zie de app.")
    return (Bullets(tuple(said)),) if said else ()


def _round(said: Prevention) -> Line:
    # A part of an address is none.
    fits = len(said.contact) <= _ADDRESS
    address = said.contact if fits else "adres in de app"
    role = _cut(said.contact_role, _CONTACT - len(address))
    contact = " ".join(filter(None, (role, address)))
    parts = [
        _cut(said.times, _TIMES),
        f"contact: {contact}" if contact else "",
        "" if said.border is not None else "staat niet precies op de kaart",
    ]
    rest = "; ".join(filter(None, parts))
    kind = "ronde" if said.kind is PreventionKind.RONDE else "gebied"
    return (Strong(_cut(said.name, _NAME)), f" ({kind})" + (f": {_ended(rest)}" if rest else "."))


def lookout(sheet: RoundSheet, most: int) -> tuple[Block, ...]:
    """Say what to look out for, the surest first; or calmly that there is no reason to."""
    found = sheet.lookout
    if found.nothing:
        return (Paragraph(found.nothing),)
    said = found.sentences[:most]
    more = len(found.sentences) - len(said)
    rest = (Paragraph(f"Nog {more} andere: zie de app."),) if more else ()
    if found.about_age:
        rest = (*rest, Paragraph(found.about_age))
    first = Paragraph("Hiervan is er meer dan toeval verklaart:")
    return (first, Bullets(said), *rest) if said else rest


def about(sheet: RoundSheet) -> Block:
    """Say until when it holds, and what becomes of it then."""
    until = f"Geldig tot en met {day(sheet.valid_to)}."
    if sheet.is_open:
        return Note(f"{until} Er staat alleen op wat openbaar is. Daarna: bij het oud papier.")
    return Note(
        f"{until} Geef dit blad niet door en laat het niet liggen. Versnipper het daarna, of lever "
        "het in bij de wijkregisseur. Er staan geen namen op: schrijf die er ook niet bij."
    )


def sources(sheet: RoundSheet, drawn: RoundMap) -> Sources:
    """Say where all of it comes from."""
    said = [f"grenzen {ATTRIBUTION}, indeling van {sheet.wijk.year}", drawn.attribution]
    said += [f"{one.title}: {origin(one)}" for one in sheet.lookout.sources]
    # On one line as far as that goes: there is one page.
    return Sources((f"Bronnen: {'; '.join(filter(None, said))}.",))


def section(heading: str, blocks: Sequence[Block]) -> tuple[Section, ...]:
    """Give a section, or none where there is nothing under its heading."""
    return (Section(heading, tuple(blocks)),) if blocks else ()


def _ended(text: str) -> str:
    return text if text[-1] in ".!?…" else f"{text}."


def _cut(text: str, most: int) -> str:
    """Cut a text off where it is too long for paper."""
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= most else f"{one_line[: most - 1].rstrip()}…"

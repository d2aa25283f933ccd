"""What came of it: the zones on the map, the answer in words, the figures, what is known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from ivbgeo.camera import Camera
from ivbgeo.dutch import day, number
from ivbgeo.workedout import Basis, findings_for
from ivbgeo.workedout.words import (
    TECHNICAL,
    around_words,
    cautions,
    chance_words,
    compared,
    fewer_words,
    gone_words,
    in_short,
    interval_words,
    meanings,
    ratio_words,
    title_of,
    unlike_words,
    warnings,
)
from layers.shapes import Shape, ShapeKind, Spot, SpotKind, shape_layer
from views.components.markdown import plain
from views.components.plain_table import plain_table
from views.components.shape_map import shape_map
from views.components.worked_chart import worked_chart

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ivbgeo.atlas import Edition
    from ivbgeo.evaluation import Zone
    from ivbgeo.workedout import Control, Outcome, Place, Subject, Worked

__all__ = ["draw_answer", "draw_map", "draw_words"]

_MAP = "worked-map"
_TITLE, _WITHOUT = "Waar is vergeleken", "Waar het om gaat"


def draw_map(
    edition: Edition, subject: Subject | None, place: Place | None, worked: Worked | None
) -> None:
    """Draw the zones; where nothing could be compared only the place, or what lies around it."""
    said = None if subject is None else subject.said
    spots = []
    if isinstance(said, Camera) and said.x is not None and said.y is not None:
        spots.append(Spot(said.name, SpotKind.CAMERA, said.x, said.y))
    if worked is not None:
        shapes, about = list(_zones(worked)), worked.ask.place.words
    elif place is not None:
        shapes, about = [Shape(place.name, ShapeKind.CAMERAZONE, place.polygon)], place.words
    else:
        shapes, about = list(_around(edition, subject)), ""
    name = about or (said.name if said is not None else "")
    title = _WITHOUT if worked is None else _TITLE
    shape_map(edition, shape_layer(shapes, spots), _MAP, title, about=about, subject=name)


def _zones(worked: Worked) -> Iterable[Shape]:
    layout, division = worked.layout, worked.layout.division
    for control, of in (
        (worked.control, worked.called.place),
        (worked.buffer_control, worked.called.around),
    ):
        for code in control.codes if control is not None else ():
            at = division.codes.index(code)
            text = f"Om mee te vergelijken: {of}."
            yield Shape(division.names[at], ShapeKind.CONTROLE, division.polygons[at], text)
    if layout.buffer is not None:
        yield Shape(title_of(worked.called.around), ShapeKind.BUFFER, layout.buffer)
    if worked.basis is Basis.PUNTEN or worked.ask.place.areas:
        yield Shape(worked.ask.place.name, ShapeKind.CAMERAZONE, layout.response)
        return
    names = ", ".join(division.names[at] for at in layout.inside)
    text = f"{title_of(worked.called.place)}. Hier is geteld."
    yield Shape(names, ShapeKind.CAMERABUURTEN, layout.response, text)
    # Over it where the cameras are: everybody sees how much larger the buurten are.
    yield Shape(worked.ask.place.name, ShapeKind.CAMERAZONE, worked.ask.place.polygon)


def _around(edition: Edition, subject: Subject | None) -> Iterable[Shape]:
    """Give the border of a camera area, or the area that it lies in where that is not known."""
    said = None if subject is None else subject.said
    if said is None or isinstance(said, Camera):
        return
    if said.border is not None:
        yield Shape(said.name, ShapeKind.GEBIED, said.border)
    elif said.area is not None and said.area.division in edition.numbers:
        polygon = edition.division(said.area.division).area(said.area.code).polygon
        yield Shape(said.name, ShapeKind.OMGEVING, polygon, "De grens is niet bekend.")


def draw_words(worked: Worked) -> None:
    """Say what came of it, and draw the zones of the map as a table."""
    first = worked.outcomes[0]
    short, _, rest = first.verdict.partition(". ")
    st.markdown(f"**{plain(short)}.** {plain(rest)}")
    gone = gone_words(worked)
    if gone is not None:
        st.markdown(plain(gone))
    for line in warnings(worked):
        st.warning(plain(line))
    zones = first.zones
    rows: list[tuple[str, str, Zone | None]] = [
        (title_of(worked.called.place), _where(worked), zones.response),
        (title_of(worked.called.around), _where_around(worked), zones.buffer),
        ("Controlegebied", _named(worked.control), zones.control),
        (
            f"Controlegebied van {worked.called.around}",
            _named(worked.buffer_control),
            zones.buffer_control,
        ),
    ]
    told = [(name, where, zone) for name, where, zone in rows if zone is not None]
    plain_table(
        {
            "Zone": [name for name, _, _ in told],
            "Waar": [where for _, where, _ in told],
            "Ervoor": [number(zone.before) for _, _, zone in told],
            "Erna": [number(zone.after) for _, _, zone in told],
        },
        f"De zones, {first.row.title.lower()}",
    )


def _where(worked: Worked) -> str:
    """Name the place; of whole buurten those, for the place is smaller."""
    if worked.basis is Basis.PUNTEN:
        return worked.ask.place.name
    names = worked.layout.division.names
    return ", ".join(names[at] for at in worked.layout.inside)


def _where_around(worked: Worked) -> str:
    if worked.layout.around:
        names = worked.layout.division.names
        return ", ".join(names[at] for at in worked.layout.around)
    if worked.ask.ring is None:
        return "de buurten eromheen"
    return f"{number(worked.ask.ring)} meter eromheen"


def _named(control: Control | None) -> str:
    return "" if control is None else ", ".join(control.names)


def draw_answer(edition: Edition, worked: Worked) -> None:
    """Draw the figures by kind, the course, how sure it is, and what research says."""
    st.subheader("Per soort", anchor=False)
    _by_kind(worked.outcomes, "Ervoor en erna, per soort")
    beside = [one for one in (unlike_words(worked.outcomes), chance_words(worked.outcomes)) if one]
    for line in beside:
        st.markdown(plain(line))
    with st.expander("Wat de getallen betekenen"):
        for name, meaning in meanings(worked.called).items():
            st.markdown(f"- **{name}**: {plain(meaning)}")
    with st.expander("Voor onderzoekers: WDD, TNE en WDQ"):
        _technical(worked.outcomes)
    if worked.gone_outcomes:
        st.subheader(f"Nadat het voorbij was ({worked.gone})", anchor=False)
        _by_kind(worked.gone_outcomes, "Nadat het voorbij was, per soort")
    st.subheader("Verloop per maand", anchor=False)
    st.write(plain(worked.outcomes[0].row.title))
    worked_chart(worked)
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader("Wat is vergeleken, en hoe zeker is het?", anchor=False)
        said = [one for one in cautions(worked) if one not in (*warnings(worked), *beside)]
        st.markdown("\n".join(f"- {plain(one)}" for one in (*compared(worked), *said)))
    with right:
        st.subheader("Wat uit onderzoek bekend is", anchor=False)
        _research(edition, worked.outcomes)
    source = worked.source.provenance
    if source is not None:
        st.caption(plain(f"Bron: {source.source}, opgehaald op {day(source.retrieved)}."))


def _by_kind(outcomes: Sequence[Outcome], name: str) -> None:
    called = outcomes[0].called
    around = title_of(called.around)
    columns = {
        "": [one.row.title for one in outcomes],
        title_of(called.place): [_change(one.zones.response) for one in outcomes],
        around: [_change(one.zones.buffer) for one in outcomes],
        "Controlegebied": [_with_ratio(one) for one in outcomes],
        "Verschil": [interval_words(one.alone) for one in outcomes],
        "Verschil samen": [interval_words(one.difference) for one in outcomes],
        "Minder dan verwacht": [fewer_words(one) for one in outcomes],
        "Verplaatst?": [around_words(one) for one in outcomes],
        "In het kort": [in_short(one) for one in outcomes],
    }
    if all(one.zones.buffer is None for one in outcomes):
        for title in (around, "Verschil samen", "Verplaatst?"):
            del columns[title]
    plain_table(columns, name)


def _technical(outcomes: Sequence[Outcome]) -> None:
    """Draw the measures as numbers, for who knows them."""
    told = [(one, one.difference) for one in outcomes]
    plain_table(
        {
            "": [one.row.title for one in outcomes],
            "WDD": [interval_words(found) for _, found in told],
            "Standaardfout": [_amount(found.error if found else None, 1) for _, found in told],
            "TNE": [_amount(one.net_effect, 1) for one in outcomes],
            "WDQ": [_amount(one.quotient, 2) for one in outcomes],
        },
        "WDD, TNE en WDQ, per soort",
    )
    for name, meaning in TECHNICAL.items():
        st.markdown(f"- **{name}**: {plain(meaning)}")


def _research(edition: Edition, outcomes: Sequence[Outcome]) -> None:
    kinds = {kind for one in outcomes for kind in one.row.kinds}
    leaves = frozenset[str]().union(*(edition.taxonomy.leaves(kind) for kind in kinds))
    found = findings_for(leaves)
    st.markdown("\n".join(f"- {plain(one.text)}" for one in found))
    with st.expander("Bronnen"):
        for source in dict.fromkeys(one.source for one in found):
            st.markdown(f"- {plain(source)}")


def _change(zone: Zone | None) -> str:
    return "" if zone is None else f"{number(zone.before)} naar {number(zone.after)}"


def _with_ratio(one: Outcome) -> str:
    """Write the control zone's counts; marked where they are far from as many."""
    ratio = ratio_words(one)
    return _change(one.zones.control) + (f" ({ratio})" if ratio else "")


def _amount(value: float | None, decimals: int) -> str:
    return "" if value is None else number(value, decimals)

"""All that is said of one wijk: the map and the answer beside it, and below what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo import DivisionId, Level
from ivbgeo.city import value_words
from ivbgeo.measures.listing import marks as dates_of
from ivbgeo.measures.words import UNKNOWN, speerpunt_title, when
from ivbgeo.question import Question
from ivbgeo.register.words import summary
from ivbgeo.speerpunten import speerpunten_of
from ivbgeo.wijk import course_of
from ivbgeo.words import origin
from layers.assets import STATIC
from layers.background import background_command
from layers.command import Scene
from layers.legend import legend_command
from layers.thematic import camera_marks
from layers.wijk_map import wijk_map
from views.components import session
from views.components.area_panel import area_panel
from views.components.looked import looked, of_question, words
from views.components.map_panel import heard, map_panel
from views.components.markdown import plain
from views.components.plain_table import plain_table
from views.components.selection import Selection
from views.components.wijk_chart import course_chart
from views.components.wijk_more import all_kinds, help_with, signals, speerpunten
from views.components.wijk_paper import paper
from views.components.wijk_sheet import FIRST
from views.components.wijk_times import times

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ivbgeo.measure import Measure
    from ivbgeo.standout import Comparison
    from views.components.wijk_sheet import WijkSheet

__all__ = ["answer", "below", "map_of"]

_MOST = 8  # findings that are said at once
_AT = "wijk-at"


def map_of(sheet: WijkSheet) -> None:
    """Draw the map of the wijk's buurten; the chosen one is told below it."""
    profile, edition = sheet.profile, sheet.edition
    st.header(plain(f"{profile.name}, {profile.period}"), anchor=False)
    if DivisionId(Level.BUURT, profile.area.year) not in edition.numbers:
        st.info(f"Van {profile.area.year} zijn er geen buurten, dus ook geen kaart ervan.")
        return
    question = Question(sheet.category.code, Level.BUURT, profile.period)
    shown = wijk_map(edition, sheet.viewer, profile.area, question, sheet.statistic, STATIC)
    made = shown.made
    looked(
        sheet.viewer, "kaart van een wijk", of_question(edition, sheet.viewer, question),
        area=profile.area, detail=words(question),
    )  # fmt: skip
    selection = Selection(made.reading)
    selection.take(heard(sheet.key).area)
    map_panel(
        Scene(
            made.choropleth,
            # Those of the wijk alone: others would lie half under the edge.
            camera_marks(edition, profile.cameras),
            selection.code,
            legend=legend_command(made.choropleth, made.reading.unit, made.reading.when),
            go=_go(sheet, shown.bounds),
            background=background_command(session.settings()),
            outline=shown.outline,
        ),
        sheet.key,
    )
    with st.container(key=f"area-{sheet.key}"):
        if selection.code is not None:
            area_panel(edition, sheet.viewer, made.reading, selection.code, sheet.key)
            selection.closer(sheet.key)


def answer(sheet: WijkSheet) -> None:
    """Say what stands out, and which high impact crime needs the most attention."""
    found, attention = sheet.profile.found, sheet.profile.attention
    st.header("Welke HIC vraagt hier de meeste aandacht?", anchor=False)
    st.markdown(f"**{plain(attention.reason)}**" if attention.category else plain(attention.reason))
    for one in attention.because:
        st.markdown(plain(one.sentence))
    st.header("Wat valt op?", anchor=False)
    findings = found.findings
    if not found.compared:
        st.markdown("Er is hier niets dat vergeleken kan worden, dus ook niets dat opvalt.")
    elif not findings:
        st.markdown("Er valt niets op dat toeval niet kan verklaren.")
    else:
        st.markdown(_list(sheet, findings[:_MOST]))
    rest = findings[_MOST:]
    if rest:
        with st.expander(f"Nog {len(rest)} die opvallen"):
            st.markdown(_list(sheet, rest))
    st.caption(plain(" ".join(found.sentences)))
    signals(sheet)
    help_with(sheet)


def _list(sheet: WijkSheet, findings: Sequence[Comparison]) -> str:
    """Write findings as a list, each with the speerpunt that it tells of."""
    year = sheet.profile.period.last_year
    speerpunten = speerpunten_of(sheet.edition, sheet.viewer, year)
    lines = []
    for one in findings:
        titles = speerpunten.get(one.category.code)
        of = f" *Speerpunt: {plain(titles)}.*" if titles else ""
        lines.append(f"- {plain(one.sentence)}{of}")
    return "\n".join(lines)


def below(sheet: WijkSheet) -> None:
    """Draw what the answer rests on, what is done, the button for paper, and the sources."""
    _figures(sheet)
    _course(sheet)
    _casework(sheet)
    speerpunten(sheet)
    _cameras(sheet)
    _indicators(sheet)
    _measures(sheet)
    paper(sheet)
    _sources(sheet)


def _figures(sheet: WijkSheet) -> None:
    figures = sheet.profile.figures
    st.header("Kerncijfers", anchor=False)
    if not figures:
        st.write("Hiervan staan nog geen cijfers in de opslag.")
        return
    plain_table(
        {
            "": [one.category.title for one in figures],
            "Aantal": [one.counted for one in figures],
            "Per 1.000 (95%-interval)": [one.rate or "niet te zeggen" for one in figures],
            "Naast de stad": [one.against_city for one in figures],
            "Naast eerder": [one.against_before for one in figures],
        },
        f"Kerncijfers van {sheet.profile.name}, {sheet.profile.period}",
    )
    all_kinds(sheet)


def _course(sheet: WijkSheet) -> None:
    profile = sheet.profile
    st.header(plain(f"{sheet.category.title}: hoe liep het?"), anchor=False)
    course = course_of(sheet.edition, sheet.viewer, sheet.category, profile.area, profile.period)
    course_chart(course, dates_of(profile.measures))
    times(sheet)


def _casework(sheet: WijkSheet) -> None:
    st.header("Woonoverlast", anchor=False)
    if not sheet.profile.casework:
        st.write("Er is geen cijfer van woonoverlast hier.")
    for one in sheet.profile.casework:
        columns = [title for title, _ in one.table[0][1]]
        cells = zip(*([text for _, text in row] for _, row in one.table), strict=True)
        plain_table(
            {"": [name for name, _ in one.table], **dict(zip(columns, cells, strict=True))},
            f"Casussen woonoverlast in {one.area_name}, {one.period}",
        )
        st.caption(plain(f"Casussen in {one.period}. {one.about}".strip()))


def _cameras(sheet: WijkSheet) -> None:
    st.header("Cameratoezicht", anchor=False)
    if not sheet.profile.cameras:
        st.write("Hier is geen cameragebied aangewezen, voor zover bekend.")
    for one in sheet.profile.cameras:
        st.markdown(f"**{plain(one.name)}** ({one.kind}). {plain(summary(one))}")


def _indicators(sheet: WijkSheet) -> None:
    if not sheet.profile.indicators:
        return
    st.header("Indicatoren van deze wijk", anchor=False)
    for one in sheet.profile.indicators:
        st.markdown(plain(f"{one.title}, {one.period}: {value_words(one)} {one.unit}."))
        st.caption(plain(f"Bron: {one.source}"))


def _measures(sheet: WijkSheet) -> None:
    st.header("Wat doen wij?", anchor=False)
    measures = [one.measure for one in sheet.profile.measures]
    own = [one for one in measures if one.area is not None]
    city = [one for one in measures if one.area is None]
    if own:
        plain_table(
            {
                "": [one.title for one in own],
                "Wie": [_who(one) for one in own],
                "Speerpunt": [
                    speerpunt_title(sheet.edition, sheet.viewer, one.speerpunt_code) for one in own
                ],
                "Wanneer": [when(one) for one in own],
                "Stand": [one.status.words for one in own],
            },
            f"Inspanningen in {sheet.profile.name}",
        )
    else:
        st.write(
            "Er is geen inspanning die alleen hier is. Nieuwe staan op de pagina Inspanningen."
        )
    if city:
        with st.expander(f"Inspanningen van de hele stad ({len(city)})"):
            st.markdown("\n".join(f"- {plain(one.title)}" for one in city))


def _who(one: Measure) -> str:
    return ", ".join(filter(None, [one.lead, *one.partners])) or UNKNOWN


def _sources(sheet: WijkSheet) -> None:
    with st.expander("Waar komt dit vandaan?"):
        for what, provenance in sheet.profile.sources:
            st.markdown(f"**{what}:** {plain(origin(provenance))}.")
        if sheet.profile.documents:
            named = "; ".join(sheet.profile.documents)
            st.markdown(f"**Camera’s, indicatoren en inspanningen:** {plain(named)}.")


def _go(sheet: WijkSheet, bounds: list[float]) -> dict[str, object] | None:
    """Tell the map where to go, once for each wijk that is chosen; not where a link says it."""
    memory = f"{_AT}-{sheet.key}"
    at, n = st.session_state.get(memory, (None, 0))
    if at is None and sheet.key == FIRST and st.query_params.get("beeld"):
        at = sheet.profile.area
    if at != sheet.profile.area:
        at, n = sheet.profile.area, n + 1
    st.session_state[memory] = at, n
    west, south, east, north = bounds
    return {"n": n, "at": [(west + east) / 2, (south + north) / 2], "bounds": bounds} if n else None

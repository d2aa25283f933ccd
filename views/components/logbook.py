"""The record of access as a list: chosen by day, act, role and area, and whether it is whole."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import streamlit as st

from geo import Level
from ivbgeo.dutch import day, number
from ivbgeo.errors import DataError, StoreError
from ivbgeo.measures.choosing import newest_areas
from ivbgeo.measures.words import area_name
from ivbgeo.messages import sentence
from ivbgeo.places import is_known
from ivbgeo.record import Act
from ivbgeo.record.aside import read_aside
from ivbgeo.record.asked import Asked
from ivbgeo.record.keeping import ITSELF, count_lines, faults, read_lines
from ivbgeo.record.table import as_csv
from ivbgeo.viewer import Role
from views.components import session
from views.components.looked import looked, taken
from views.components.markdown import plain
from views.components.plain_table import plain_table

if TYPE_CHECKING:
    from ivbgeo.atlas import Edition
    from ivbgeo.record.chain import Broken, Line, Mark
    from ivbgeo.viewer import Viewer

__all__ = ["chain", "lines"]

_HERE = ZoneInfo("Europe/Amsterdam")
_AT_ONCE = 50
_MOST = 100_000  # lines in a file; more is for the command line
_SOON_DONE = 20_000  # lines that are looked through within a second
_BACK = timedelta(days=30)
_CHECKED, _SHOWN = "logboek-checked", "logboek-shown"
_ALL = "alle"


def chain(viewer: Viewer) -> None:
    """Say whether all lines are as they were written; of a long record when that is asked."""
    count = count_lines(session.store(), viewer)
    days = number(session.settings().days_kept)
    kept = f"Er zijn nu {number(count)} regels. Een regel blijft {days} dagen."
    found: tuple[int, str, tuple[Broken, ...]] | None = st.session_state.get(_CHECKED)
    asked = st.button("Controleer het logboek opnieuw", key="logboek-check") if found else False
    if found is None and count > _SOON_DONE:
        asked = st.button("Controleer of het logboek heel is", key="logboek-first")
        if not asked:
            st.info(f"{kept} Of het logboek heel is, is nog niet gecontroleerd.")
            return
    if found is None or asked:
        with st.spinner("De regels worden gecontroleerd …"):
            broken = faults(session.store(), viewer, _aside())
        now = f"{datetime.now(_HERE):%H:%M}"
        found = st.session_state[_CHECKED] = (count, now, broken)
    looked_at, when, broken = found
    if not broken:
        st.success(
            f"Het logboek is heel: om {when} uur zijn {number(looked_at)} regels nagekeken. Regels "
            f"van daarna niet. {kept}"
        )
        return
    st.error(
        "Het logboek is niet heel. Iemand heeft er iets aan veranderd buiten ivbgeo om, of de "
        "opslag is beschadigd. Bewaar de opslag zoals zij is en meld dit."
    )
    told = (sentence(one.rule, first=one.first, last=one.last) for one in broken)
    st.markdown("\n".join(f"- {plain(line)}" for line in told))


def _aside() -> tuple[Mark, ...]:
    """Read which lines were the newest at each ``ivbgeo check``, where that is kept."""
    settings = session.settings()
    try:
        return read_aside(settings.record_file, settings.days_kept) if settings.record_file else ()
    except DataError as error:
        st.error(plain(str(error)))
        return ()


def lines(viewer: Viewer) -> None:
    """Draw the choices, the lines that fit, the newest first, and the button for a file."""
    edition = _edition()
    areas = {} if edition is None else _areas(edition)
    with st.container(horizontal=True, vertical_alignment="bottom", key="logboek-choices"):
        today = datetime.now(_HERE).date()
        first = _day("Vanaf", "logboek-from", today - _BACK)
        last = _day("Tot en met", "logboek-to", today)
        acts = st.multiselect("Wat er gebeurde", list(Act), placeholder="Alles", key="logboek-acts")
        roles = st.multiselect("Als rol", list(Role), placeholder="Alle", key="logboek-roles")
        area = st.selectbox(
            "Gebied", [_ALL, *areas], format_func=lambda one: areas.get(one, "Alle gebieden"),
            key="logboek-area",
        )  # fmt: skip
    asked = Asked(
        count=_MOST,
        since=_start(first),
        until=_start(last + timedelta(days=1)),
        acts=tuple(acts),
        roles=tuple(roles),
        area_code=None if area == _ALL else area,
    )
    looked(viewer, ITSELF, detail=f"{first} tot en met {last}")
    _table(edition, viewer, asked)
    store = session.store()
    if count_lines(store, viewer) > _MOST:
        st.caption(
            f"Het bestand heeft hoogstens {number(_MOST)} regels, de nieuwste. Alle regels geeft "
            "‘ivbgeo record list’."
        )

    def make() -> bytes:
        return as_csv(read_lines(store, viewer, asked))

    st.download_button(
        "Bewaar deze regels als bestand (CSV)",
        taken(viewer, ITSELF, make, detail=f"{first} tot en met {last}; csv"),
        f"logboek {first.isoformat()} {last.isoformat()}.csv",
        "text/csv",
        key="logboek-csv",
        on_click="ignore",
    )


def _table(edition: Edition | None, viewer: Viewer, asked: Asked) -> None:
    if st.session_state.get(_SHOWN, (None, 0))[0] != asked:
        st.session_state[_SHOWN] = (asked, _AT_ONCE)
    shown = st.session_state[_SHOWN][1]
    # One more than is shown tells whether there are more.
    wanted = Asked(
        count=shown + 1, since=asked.since, until=asked.until, acts=asked.acts, roles=asked.roles,
        area_code=asked.area_code,
    )  # fmt: skip
    found = read_lines(session.store(), viewer, wanted)
    if not found:
        st.write("Er zijn geen regels die hierbij passen.")
        return
    listed = found[:shown]
    plain_table(
        {
            "Nummer": [number(line.number) for line in listed],
            "Wanneer": [_moment(line) for line in listed],
            "Wat er gebeurde": [line.act for line in listed],
            "Waarmee": [line.what for line in listed],
            "Waar": [_where(edition, line) for line in listed],
            "Wie": [line.who or "niet bekend" for line in listed],
            "Als": [line.role for line in listed],
            "Meer": [line.detail for line in listed],
        },
        "Regels van het logboek, de nieuwste eerst",
    )
    if len(found) > shown and st.button("Toon oudere regels", key="logboek-older"):
        st.session_state[_SHOWN] = (asked, shown + _AT_ONCE)
        st.rerun(scope="fragment")


def _day(label: str, key: str, start: date) -> date:
    chosen = st.date_input(label, start, format="DD-MM-YYYY", key=key, width=150)
    return chosen if isinstance(chosen, date) else start


def _start(of: date) -> datetime:
    return datetime.combine(of, time(), _HERE)


def _moment(line: Line) -> str:
    at = line.at.astimezone(_HERE)
    return f"{day(at.date())} {at:%H:%M:%S}"


def _edition() -> Edition | None:
    """Give what names areas; None where nothing was loaded yet, or all of it went."""
    try:
        return session.edition()
    except StoreError:
        return None


def _areas(edition: Edition) -> dict[str, str]:
    """Give the names of the newest wijken and buurten, by their codes."""
    found = newest_areas(edition, Level.WIJK, Level.BUURT)
    return {one.code: f"{area_name(edition, one)} ({one.level})" for one in found}


def _where(edition: Edition | None, line: Line) -> str:
    """Name an area; by its code where the store has it no more, or a hand wrote the line."""
    if line.area_code is None:
        return ""
    try:
        area = line.entry.area
        if edition is not None and area is not None and is_known(edition, area):
            return f"{area_name(edition, area)} ({area.level}, {area.year})"
    except ValueError:
        pass
    return f"{line.area_code} ({line.division_year})"

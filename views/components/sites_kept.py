"""Scenarios that were kept: opening one, keeping this one, sharing it, and two side by side.

Owns which scenario is open.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

import streamlit as st

from geo import GeoError
from ivbgeo.errors import DataError, IvbgeoError, UsageError
from ivbgeo.messages import sentence
from ivbgeo.scenario import KeptScenario, compare, keep, measured, read, scenarios, withdraw
from ivbgeo.scenario.naming import told_question
from ivbgeo.scenario.words import share
from views.components import page_address
from views.components.markdown import plain
from views.components.plain_table import plain_table

if TYPE_CHECKING:
    from ivbgeo.atlas import Edition
    from ivbgeo.scenario import Scenario, ScenarioAnswer
    from ivbgeo.viewer import Viewer

__all__ = ["Opened", "beside", "choose", "keep_this", "opened", "opened_by_address", "show"]

_OPEN = "sites-open"
_PAGE, _NAME = "cameras-sites", "scenario"


@dataclass(frozen=True, slots=True)
class Opened:
    """The scenario on the screen; ``token`` is empty as long as it is not kept."""

    asked: Scenario
    answer: ScenarioAnswer
    token: str = ""
    name: str = ""


def opened() -> Opened | None:
    """Give the scenario on the screen; None where there is none."""
    found: Opened | None = st.session_state.get(_OPEN)
    return found


def show(one: Opened | None) -> None:
    """Put a scenario on the screen from the next run on."""
    st.session_state[_OPEN] = one


def opened_by_address(edition: Edition, viewer: Viewer) -> Opened | None:
    """Open the scenario that the address names, if it is another than the one on the screen.

    Gives it when it was opened just now. One that is not there is told, and the address forgets it.
    """
    token = (page_address.asked(_PAGE, (_NAME,)) or {}).get(_NAME)
    shown = opened()
    if not token or (shown is not None and shown.token == token):
        return None
    try:
        return _open(read(edition, viewer, token))
    except (DataError, UsageError) as error:
        st.warning(plain(str(error)))
        return None


def choose(edition: Edition, viewer: Viewer) -> Opened | None:
    """Draw the choice among kept scenarios; gives one that was opened just now."""
    offered = {one.token: one.words for one in scenarios(edition, viewer)}
    shown = opened()
    token = shown.token if shown else ""
    if shown and token and token not in offered:
        offered[token] = shown.name
    page_address.keep(_PAGE, {_NAME: token})
    if not offered:
        return None
    key = f"sites-choice-{token}"
    chosen = st.selectbox(
        "Scenario",
        ["", *offered],
        list(offered).index(token) + 1 if token else 0,
        format_func=lambda one: offered.get(one, "Een nieuw scenario"),
        key=key,
    )
    if chosen == token:
        return None
    if not chosen:
        show(None)
        st.rerun()
    return _open(read(edition, viewer, chosen))


def _open(found: KeptScenario) -> Opened:
    one = Opened(found.asked, found.answer, found.kept.token, found.kept.name)
    show(one)
    return one


def keep_this(edition: Edition, viewer: Viewer, one: Opened) -> None:
    """Draw what can be done with the scenario on the screen: keep it, share it, take it away."""
    st.subheader("Bewaren en delen", anchor=False)
    if not one.token:
        with st.form("sites-keep", border=False):
            name = st.text_input("Naam van dit scenario", key="sites-name")
            pressed = st.form_submit_button("Bewaar dit scenario")
        if pressed:
            try:
                kept = keep(edition, viewer, name, one.asked, one.answer)
            except DataError as error:
                st.error(plain(str(error)))
                return
            show(Opened(one.asked, one.answer, kept.token, kept.name))
            st.rerun()
        return
    link = urlsplit(st.context.url or "")
    path = urlunsplit((link.scheme, link.netloc, link.path, "", ""))
    st.write("Wie hier ook plekken mag kiezen, opent dit scenario met deze link:")
    st.code(f"{path}?stap=plekken&{_NAME}={one.token}", language=None, wrap_lines=True)
    if st.button("Haal dit scenario van de lijst", key=f"sites-away-{one.token}"):
        withdraw(edition, viewer, one.token)
        show(Opened(one.asked, one.answer))
        st.rerun()


def beside(edition: Edition, viewer: Viewer, one: Opened) -> None:
    """Draw another kept scenario beside this one, as rows of what differs."""
    others = {kept.token: kept.words for kept in scenarios(edition, viewer)}
    others.pop(one.token, None)
    if not others:
        return
    st.subheader("Naast een ander scenario", anchor=False)
    chosen = st.selectbox(
        "Vergelijk met",
        ["", *others],
        format_func=lambda token: others.get(token, "Geen"),
        key="sites-beside",
    )
    if not chosen:
        return
    other = read(edition, viewer, chosen)
    found = compare(
        (one.asked, one.answer),
        (other.asked, other.answer),
        (told_question(edition, viewer, one.asked), told_question(edition, viewer, other.asked)),
    )
    mine, theirs = one.name or "Dit scenario", other.kept.name
    if not found.alike:
        st.info(
            "Deze twee tellen niet dezelfde incidenten. Leg de percentages daarom niet zomaar "
            "naast elkaar."
        )
    _by_one_measure(edition, viewer, one, other)
    for title, rows in (("Wat er uitkwam", found.answered), ("Wat er anders is", found.asked)):
        if rows:
            names, left, right = zip(*rows, strict=True)
            plain_table({title: names, mine: left, theirs: right}, title)
    st.write(
        plain(
            f"Beide kiezen: {'; '.join(found.both) or 'geen enkele plek'}. "
            f"Alleen {mine}: {'; '.join(found.only_one) or 'geen'}. "
            f"Alleen {theirs}: {'; '.join(found.only_other) or 'geen'}."
        )
    )


def _by_one_measure(edition: Edition, viewer: Viewer, one: Opened, other: KeptScenario) -> None:
    """Say what both choices see, each time by the question of one of them."""
    mine, theirs = (f"‘{name}’" if name else "dit scenario" for name in (one.name, other.kept.name))
    choices = [one.answer.chosen.places, other.answer.chosen.places]
    for asked, name in ((one.asked, mine), (other.asked, theirs)):
        try:
            left, right = (measured(edition, viewer, asked, places) for places in choices)
        except (IvbgeoError, GeoError) as error:
            st.caption(
                plain(
                    f"Met de vraag van {name} is nu niet te meten: "
                    f"{sentence(error.rule, **error.values)}"
                )
            )
            continue
        st.write(
            plain(
                f"Gemeten met de vraag van {name}, op de gegevens van nu: {mine} brengt "
                f"{share(left, 1.0)} in beeld, {theirs} {share(right, 1.0)}."
            )
        )

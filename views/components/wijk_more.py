"""What takes longer to find or to read, when it is opened: signals, speerpunten, help."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from geo import DivisionId, Level
from ivbgeo.history import history
from ivbgeo.places import lies_in
from ivbgeo.signals import watch
from ivbgeo.signals.words import NO_MONTHS, amounts, doubts, not_judged, source, title
from ivbgeo.speerpunten import figures_by_speerpunt, period_of
from ivbgeo.wijk import all_figures
from views.components.looked import looked, told_to
from views.components.markdown import plain
from views.components.plain_table import plain_table
from views.components.speerpunten import speerpunt_figures

if TYPE_CHECKING:
    from views.components.wijk_sheet import WijkSheet

__all__ = ["all_kinds", "help_with", "signals", "speerpunten"]

_MEANING = (
    (
        "Bij ‘Wat valt op?’ staat alleen wat toeval niet verklaart. Elk aantal is vergeleken met "
        "de hele stad (naar het aantal inwoners of woningen) en met eerder in hetzelfde gebied."
    ),
    (
        "Hoger dan de stad betekent: buiten de grenzen van 99,8% rond het cijfer van de stad. Van "
        "duizend gebieden die net zo zijn als de stad, vallen er dan hooguit twee daarbuiten."
    ),
    (
        "Zijn er minder dan 10, en waren er ook minder dan 10 te verwachten, dan noemen wij dat "
        "niet hoog of laag: zo klein schommelt het vanzelf."
    ),
    (
        "Bij ‘Welke HIC vraagt hier de meeste aandacht?’ staat de soort waarvan er het zekerst "
        "meer zijn dan verwacht. Staat er ‘geen’, dan is er geen soort waarvan dat te zeggen is."
    ),
)
_LIMITS = (
    "Waardoor het komt. Ook niet dat een inspanning heeft gewerkt of niet.",
    "Hoe veilig mensen zich voelen, of wat niet is gemeld of geregistreerd.",
    "Dat er niets is, als er niets opvalt: bij kleine aantallen blijft veel onzichtbaar.",
    (
        "Een volgorde van goede en slechte wijken. Een centrum met winkels heeft meer bezoekers "
        "dan inwoners, en dus meer misdrijven per inwoner."
    ),
)


def signals(sheet: WijkSheet) -> None:
    """Draw the signals of the newest month in the wijk and its buurten."""
    panel = st.expander(
        "Signalen van de nieuwste maand", key=f"signals-{sheet.key}", on_change="rerun"
    )
    if not panel.open:
        return
    with panel:
        looked(
            sheet.viewer, "signalen", told_to(sheet.edition, sheet.viewer),
            area=sheet.profile.area, detail="nieuwste maand",
        )  # fmt: skip
        seen = [
            watched
            for level in (Level.WIJK, Level.BUURT)
            if (wanted := DivisionId(level, sheet.profile.area.year)) in sheet.edition.numbers
            and (watched := watch(history(sheet.edition, sheet.viewer, wanted))) is not None
        ]
        if not seen:
            st.markdown(plain(NO_MONTHS))
            return
        area = sheet.profile.area
        found = [s for one in seen for s in one.signals if lies_in(sheet.edition, s.area, area)]
        month = " en ".join(dict.fromkeys(str(one.month) for one in seen))
        if not any(one.judged for one in seen):
            st.markdown(plain(f"Over {month} kon geen enkele reeks worden beoordeeld."))
            for line in not_judged(seen[0]):
                st.markdown(plain(line))
            return
        if not found:
            st.markdown(f"In {month} is er hier geen signaal.")
        lines = [
            f"- **{plain(title(one))}**: {plain(f'{amounts(one)} {doubts(one)}'.strip())}"
            for one in found
        ]
        st.markdown("\n".join(lines))
        for line in dict.fromkeys(source(one) for one in found):
            st.caption(plain(line))
        st.caption("Wat er met een signaal is gedaan, staat op de pagina Signalen.")


def all_kinds(sheet: WijkSheet) -> None:
    """Draw every kind of the wijk in one table: how many, beside the city and beside earlier."""
    panel = st.expander("Alle soorten", key=f"kinds-{sheet.key}", on_change="rerun")
    if not panel.open:
        return
    with panel:
        profile = sheet.profile
        figures = all_figures(sheet.edition, sheet.viewer, profile.area, profile.period)
        if not figures:
            st.markdown("Hiervan staan nog geen cijfers in de opslag.")
            return
        plain_table(
            {
                "": [one.category.title for one in figures],
                "Aantal": [one.counted for one in figures],
                "Naast de stad": [one.against_city for one in figures],
                "Naast eerder": [one.against_before for one in figures],
            },
            f"Alle soorten in {profile.name}, {profile.period}",
        )


def speerpunten(sheet: WijkSheet) -> None:
    """Draw what counts tell of the speerpunten that were in force in the period."""
    panel = st.expander(
        "Cijfers bij de speerpunten", key=f"speerpunten-{sheet.key}", on_change="rerun"
    )
    if not panel.open:
        return
    with panel:
        edition, viewer = sheet.edition, sheet.viewer
        of = period_of(edition, viewer, sheet.profile.period.last_year)
        found = figures_by_speerpunt(edition, viewer, sheet.profile.area, of) if of else ()
        if not found:
            st.markdown("Van deze jaren staan er geen speerpunten in de opslag.")
            return
        st.markdown(f"Speerpunten van {plain(of)}.")
        for one in found:
            speerpunt_figures(one)


def help_with(sheet: WijkSheet) -> None:
    """Draw what the page means, and what can't be concluded from it."""
    panel = st.expander(
        "Wat zegt deze pagina, en wat niet?", key=f"help-{sheet.key}", on_change="rerun"
    )
    if not panel.open:
        return
    for what, lines in (
        ("Wat betekent dit?", _MEANING),
        ("Wat kan ik hier niet uit halen?", _LIMITS),
    ):
        listed = "\n".join(f"- {plain(line)}" for line in lines)
        panel.markdown(f"**{what}**\n\n{listed}")

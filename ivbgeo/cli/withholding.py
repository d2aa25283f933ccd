"""``ivbgeo withhold``, and the same after whatever changes the rows."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from ivbgeo.cli import output
from ivbgeo.messages import sentence
from ivbgeo.settings import Settings

if TYPE_CHECKING:
    from ivbgeo.shielding.outcome import Outcome
    from ivbgeo.store import Store

__all__ = ["decide_after", "withhold"]


def withhold() -> None:
    """Reken uit welke aantallen incidenten en casussen getoond mogen worden."""
    if not decide_after(changed=True):
        output.say(sentence("shielding.nothing"))


def decide_after(*, changed: bool) -> bool:
    """Decide what is not decided yet, if something changed; tells whether there was anything."""
    from ivbgeo.store import Store

    if not changed:
        return False
    with closing(Store.open(Settings.load().database_url)) as store:
        return _decide(store)


def _decide(store: Store) -> bool:
    from ivbgeo.shielding.deciding import shield, undecided
    from ivbgeo.shielding.threshold import threshold_of

    threshold = threshold_of(Settings.load())
    if not undecided(store, threshold):
        return False
    output.say(sentence("shielding.deciding"))
    with output.following() as show:
        outcomes = shield(
            store,
            threshold,
            lambda _, done, total: show("Uitrekenen wat getoond mag worden", done, total),
        )
    for outcome in outcomes:
        if outcome.decided:
            _tell(outcome)
    return True


def _tell(outcome: Outcome) -> None:
    from ivbgeo.dutch import number

    output.say(f"{outcome.title}, in de gebieden van {outcome.division_year}:")
    for one in outcome.spans:
        along = one.along / (one.along + one.shown) if one.along + one.shown else 0.0
        output.say(
            f"  {one.span} ({one.how}): {number(one.shown)} aantallen getoond, "
            f"{number(one.small)} te klein, {number(one.along)} verborgen om die te beschermen "
            f"({number(100 * along, 1)}% van wat groot genoeg is), {number(one.left_out)} nooit "
            "getoond."
        )
        if one.exposed:
            output.error(f"  {sentence('shielding.exposed', span=one.span, value=one.exposed)}")
        if one.apart:
            output.error(f"  {sentence('shielding.apart', span=one.span)}")
    if outcome.apart:
        output.error(f"  {sentence('shielding.other_year', value=outcome.division_year)}")

"""``ivbgeo withhold``, and the same after whatever changes the rows."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from ivbgeo.cli import output
from ivbgeo.messages import sentence
from ivbgeo.settings import Settings

if TYPE_CHECKING:
    from ivbgeo.shielding.outcome import Outcome

__all__ = ["decide_after", "withhold"]

_WORKING = "Uitrekenen wat getoond mag worden, per jaar (stoppen kan)"
_STOPPED = 1


def withhold() -> None:
    """Reken uit welke aantallen incidenten en casussen getoond mogen worden."""
    outcomes = _decided()
    for outcome in outcomes:
        _tell(outcome)
    if not outcomes:
        output.say(sentence("shielding.nothing"))


def decide_after(*, changed: bool) -> None:
    """Decide what is not decided yet, if something changed; says only what is the matter."""
    for outcome in _decided() if changed else ():
        _warn(outcome)


def _decided() -> tuple[Outcome, ...]:
    """Decide; gives what came of the datasets of which there was anything to decide."""
    from ivbgeo.atlas import Edition
    from ivbgeo.shielding.deciding import shield
    from ivbgeo.shielding.fitting import undecided
    from ivbgeo.store import Store

    settings = Settings.load()
    threshold = settings.least_count
    with closing(Store.open(settings.database_url)) as store:
        if not undecided(Edition.read(store), threshold):
            return ()
        try:
            with output.following() as show:
                outcomes = shield(
                    store, threshold, lambda _, done, total: show(_WORKING, done, total)
                )
        except KeyboardInterrupt:
            output.error(sentence("shielding.interrupted"))
            raise SystemExit(_STOPPED) from None
    return tuple(one for one in outcomes if one.decided)


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
    _warn(outcome)


def _warn(outcome: Outcome) -> None:
    from ivbgeo.shielding.outcome import FORGOTTEN

    for one in outcome.spans:
        if one.exposed:
            output.error(sentence("shielding.exposed", span=one.span, value=one.exposed))
        if one.apart:
            output.error(sentence("shielding.apart", span=one.span))
    if outcome.forgotten:
        output.error(sentence(FORGOTTEN, value=outcome.title))
    if outcome.apart:
        output.error(sentence("shielding.other_year", value=outcome.division_year))

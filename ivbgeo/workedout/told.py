"""What was found as plain data, for a file or another program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ivbgeo.workedout.research import findings_for
from ivbgeo.workedout.words import cautions, compared

if TYPE_CHECKING:
    from ivbgeo.atlas import Edition
    from ivbgeo.evaluation import Zones
    from ivbgeo.period import Period
    from ivbgeo.workedout.controls import Control
    from ivbgeo.workedout.outcome import Outcome, Worked

__all__ = ["as_plain"]


def as_plain(edition: Edition, worked: Worked) -> dict[str, Any]:
    """Give it all as numbers, texts, lists and dictionaries; what is not known is None."""
    place, source = worked.ask.place, worked.source.provenance
    kinds = {kind for one in worked.outcomes for kind in one.row.kinds}
    leaves = frozenset[str]().union(*(edition.taxonomy.leaves(kind) for kind in kinds))
    return {
        "place": place.name,
        "from": place.starts,
        "to": None if place.ends is None else place.ends.isoformat(),
        "basis": worked.basis.value,
        "called": {"response": worked.called.place, "buffer": worked.called.around},
        "before": _months(worked.before),
        "after": _months(worked.after),
        "gone_before": _months(worked.gone_before),
        "gone": _months(worked.gone),
        "control": _control(worked.control),
        "buffer_control": _control(worked.buffer_control),
        "outcomes": [_outcome(one) for one in worked.outcomes],
        "gone_outcomes": [_outcome(one) for one in worked.gone_outcomes],
        "compared": list(compared(worked)),
        "cautions": list(cautions(worked)),
        "research": [{"text": one.text, "source": one.source} for one in findings_for(leaves)],
        "source": None if source is None else source.source,
        "retrieved": None if source is None else source.retrieved.isoformat(),
    }


def _months(period: Period | None) -> dict[str, str] | None:
    return None if period is None else {"from": period.start, "to": period.end}


def _control(control: Control | None) -> dict[str, Any] | None:
    if control is None:
        return None
    return {
        "areas": list(control.codes),
        "names": list(control.names),
        "found": control.found,
        "difference": control.likeness.difference,
        "alike": control.likeness.is_good,
    }


def _outcome(one: Outcome) -> dict[str, Any]:
    alone, both = one.alone, one.difference
    return {
        "category": one.row.code or None,
        "title": one.row.title,
        "counts": _counts(one.zones),
        "refused": not one.zones.enough,
        "control_ratio": one.ratio,
        "wdq": one.quotient,
        "tne": one.net_effect,
        "wdd": None if both is None else both.value,
        "wdd_se": None if both is None else both.error,
        "wdd_low": None if both is None else both.low,
        "wdd_high": None if both is None else both.high,
        "wdd_alone": None if alone is None else alone.value,
        "wdd_alone_low": None if alone is None else alone.low,
        "wdd_alone_high": None if alone is None else alone.high,
        "verdict": one.verdict,
    }


def _counts(zones: Zones) -> dict[str, Any]:
    named = {
        "response": zones.response,
        "buffer": zones.buffer,
        "control": zones.control,
        "buffer_control": zones.buffer_control,
    }
    return {
        name: None if zone is None else {"before": zone.before, "after": zone.after}
        for name, zone in named.items()
    }

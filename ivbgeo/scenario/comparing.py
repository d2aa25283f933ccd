"""Two scenarios side by side: what differs in the question, and what in the answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.spatial import cKDTree

from ivbgeo.dutch import number
from ivbgeo.scenario.words import cameras, proof, share

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ivbgeo.scenario.answer import Place, ScenarioAnswer
    from ivbgeo.scenario.question import Scenario

__all__ = ["Comparison", "compare"]

_SAME = 5.0  # metres: nearer is the same place


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs. ``asked`` and ``answered``: rows of what it is called, the one, the other.

    ``both``, ``only_one``, ``only_other``: places by name. ``alike``: whether both count the same
    demand, so that their shares can be laid side by side.
    """

    asked: tuple[tuple[str, str, str], ...]
    answered: tuple[tuple[str, str, str], ...]
    both: tuple[str, ...]
    only_one: tuple[str, ...]
    only_other: tuple[str, ...]
    alike: bool


def compare(
    one: tuple[Scenario, ScenarioAnswer],
    other: tuple[Scenario, ScenarioAnswer],
    words: tuple[Mapping[str, str], Mapping[str, str]],
) -> Comparison:
    """Lay two scenarios side by side.

    Parameters
    ----------
    words
        Both questions as :func:`ivbgeo.scenario.words.question_words` tells them.
    """
    names = list(dict.fromkeys([*words[0], *words[1]]))
    asked = tuple(
        (name, words[0].get(name, "–"), words[1].get(name, "–"))
        for name in names
        if words[0].get(name) != words[1].get(name)
    )
    left, right = _told(*one), _told(*other)
    answered = tuple((name, left[name], right[name]) for name in left)
    both, only_one, only_other = _places(one[1], other[1])
    return Comparison(asked, answered, both, only_one, only_other, _demand(*one) == _demand(*other))


def _demand(asked: Scenario, answer: ScenarioAnswer) -> tuple[object, ...]:
    """Give what decides what counts, and how much it was."""
    return (
        asked.demand, asked.files.get("demand_file"), asked.kinds, asked.period, asked.hours,
        asked.half_life, round(answer.total, 6),
    )  # fmt: skip


def _told(asked: Scenario, answer: ScenarioAnswer) -> dict[str, str]:
    chosen = answer.chosen
    by = {tested.name: tested for tested in answer.hindsight}
    pai = by["chosen"].pai if by else None
    frontage = [place.frontage for place in chosen.places if place.frontage is not None]
    return {
        "Gekozen": cameras(len(chosen.places)),
        "In beeld": share(answer.covered, answer.total),
        "Nu in beeld": share(answer.today, answer.total),
        "Hoe zeker": proof(chosen.gap, proven=chosen.proven),
        "Stap voor stap gekozen": share(answer.greedy.covered, answer.total),
        "Kosten": "niet bekend"
        if chosen.cost is None
        else f"{number(chosen.cost, 0)} euro over {number(asked.months)} maanden",
        "Gevel in beeld, alle camera’s opgeteld": f"{number(sum(frontage), 0)} meter"
        if frontage
        else "niet bekend",
        "Het laatste jaar, vooraf gekozen": share(by["chosen"].reached, answer.tested_total)
        if by
        else "niet getoetst",
        "PAI": "niet bekend" if pai is None else number(pai, 1),
        "Gebouwen": "meegerekend" if answer.obstacles else "niet meegerekend",
    }


def _named(place: Place) -> str:
    return f"{place.where} ({place.name})" if place.where else place.name


def _places(
    one: ScenarioAnswer, other: ScenarioAnswer
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Tell which places both choose, and which only one of them."""
    left, right = (
        np.array([[place.x, place.y] for place in each.chosen.places]).reshape(-1, 2)
        for each in (one, other)
    )
    names, others = (list(map(_named, each.chosen.places)) for each in (one, other))
    if not len(left) or not len(right):
        return (), tuple(names), tuple(others)
    near = cKDTree(right).query(left)[0] <= _SAME
    far = cKDTree(left).query(right)[0] > _SAME
    return (
        tuple(name for name, same in zip(names, near, strict=True) if same),
        tuple(name for name, same in zip(names, near, strict=True) if not same),
        tuple(name for name, apart in zip(others, far, strict=True) if apart),
    )

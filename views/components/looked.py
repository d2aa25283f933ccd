"""Looks at what is not open come in the record of access. Owns the memory of what was noted.

A look is noted once a session for each thing, area and question, before it is drawn: where that
can't be written, it is not drawn either. What is open is nobody's business, and of a visitor
without a role nothing else is shown.
"""

from __future__ import annotations

import hashlib
import logging
import time
from datetime import UTC
from typing import TYPE_CHECKING, Protocol

import streamlit as st

from ivbgeo.errors import IvbgeoError, NotAllowedError
from ivbgeo.figure import Classification
from ivbgeo.record import Act, Entry
from ivbgeo.record.keeping import note
from ivbgeo.record.told import refusal_entry
from ivbgeo.viewer import Role
from views.components import session

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from geo import AreaId
    from ivbgeo.atlas import Edition
    from ivbgeo.figure import Provenance
    from ivbgeo.question import Answer, Question
    from ivbgeo.viewer import Viewer

__all__ = [
    "looked",
    "of_answers",
    "of_question",
    "refused",
    "signed_in",
    "signed_out",
    "taken",
    "told_to",
    "words",
]

_SEEN = "looked-at"
_HOUR = 3_600
_MOST = 2_000  # sign-ins that are remembered
_log = logging.getLogger(__name__)


class Classified(Protocol):
    """What says who it is for."""

    @property
    def classification(self) -> Classification:
        """Who it is for."""


def looked(
    viewer: Viewer,
    what: str,
    sources: Iterable[Classified | None] | None = None,
    *,
    area: AreaId | None = None,
    detail: str = "",
) -> None:
    """Note that a viewer looks at something, unless all of it is open.

    Parameters
    ----------
    what, area, detail
        As in ``Entry``: a name of ours, never what somebody typed.
    sources
        What it comes from, or is: sources, inspanningen, camera areas; None: what is never open,
        such as points.

    Raises
    ------
    StoreError
        If it can't be noted.
    """
    if viewer.role is Role.PUBLIEK:
        return
    seen: set[Entry] = st.session_state.setdefault(_SEEN, set())
    entry = Entry.by(viewer, Act.BEKEKEN, what, area, detail)
    if entry in seen or _is_open(sources):
        return
    note(session.store(), entry)
    seen.add(entry)


def taken(
    viewer: Viewer,
    what: str,
    make: Callable[[], bytes],
    sources: Iterable[Classified | None] | None = None,
    *,
    area: AreaId | None = None,
    detail: str = "",
) -> Callable[[], bytes]:
    """Give what makes a file, and notes each time that it is taken along before it is made.

    A button that was drawn before the sign-in ended gives nothing any more. Parameters as for
    ``looked``.
    """
    if viewer.role is Role.PUBLIEK or _is_open(sources):
        return make
    # Here, for a button is pressed outside of the session.
    store, entry = session.store(), Entry.by(viewer, Act.UITGEVOERD, what, area, detail)
    who_then = session.viewer_later()

    def made() -> bytes:
        then = who_then()
        if (then.role, then.wijken, then.who) != (viewer.role, viewer.wijken, viewer.who):
            raise NotAllowedError("signin.ended")
        note(store, entry)
        return make()

    return made


def refused(error: NotAllowedError) -> None:
    """Note that somebody asked for what is not for them; the refusal stands, whatever comes of it.

    Once a session for each rule. Of visitors whom nobody knows once an hour: whoever can open the
    app could fill the record.
    """
    try:
        viewer = session.viewer()
        entry = refusal_entry(viewer, error.rule)
        if viewer.who:
            seen: set[Entry] = st.session_state.setdefault(_SEEN, set())
            if entry not in seen:
                note(session.store(), entry)
                seen.add(entry)
        elif time.time() - _strangers().get(error.rule, 0.0) > _HOUR:
            _strangers()[error.rule] = time.time()
            note(session.store(), entry)
    except IvbgeoError:
        _log.exception("a refusal could not be noted")


def signed_in(viewer: Viewer, until: datetime | None) -> None:
    """Note that somebody signed in, once for each sign-in, in however many tabs.

    Raises
    ------
    StoreError
        If it can't be noted.
    """
    subject = str(st.user.to_dict().get("sub", ""))
    known, this = _sign_ins(), (subject, viewer.who, until)
    if this not in known:
        ends = f"tot {until.astimezone(UTC):%Y-%m-%d %H:%M} UTC, " if until else ""
        # A name may change, or come to be somebody else's; this does not.
        detail = f"{ends}kenmerk {hashlib.sha256(subject.encode()).hexdigest()[:16]}"
        note(session.store(), Entry.by(viewer, Act.AANGEMELD, "ivbgeo", detail=detail))
        known[this] = None
        # What is over by now is of no use.
        for old in list(known)[:-_MOST]:
            known.pop(old, None)


def signed_out(viewer: Viewer) -> None:
    """Note that somebody signs out; nobody is kept in where that can't be noted."""
    try:
        note(session.store(), Entry.by(viewer, Act.AFGEMELD, "ivbgeo"))
    except IvbgeoError:
        _log.exception("a sign-out could not be noted")


def of_answers(answers: Iterable[Answer]) -> Iterator[Provenance | None]:
    """Give where all figures of some answers come from, and what they are per 1,000 of."""
    for answer in answers:
        for figure in answer.figures:
            yield figure.provenance
            yield figure.population_provenance


def of_question(edition: Edition, viewer: Viewer, question: Question) -> tuple[Provenance, ...]:
    """Give what a question can be answered from, in whatever period, and what rates are of.

    A map tells of more than the period that it shows: its classes hold for all years, its timeline
    and its panel have their figures.
    """
    asked, per = question.category, question.per

    def find() -> tuple[Provenance, ...]:
        kinds = [one for one in (asked, per) if one in edition.taxonomy]
        known = {row.dataset_id for one in kinds for row in edition.coverage_of(one)}
        return tuple(
            edition.datasets[number].provenance
            for number in edition.readable(viewer)
            if number in known or edition.months_of_rows(number, asked, viewer)
        )

    return edition.once(("of question", asked, per, viewer), find)


def told_to(edition: Edition, viewer: Viewer, *more: Classified) -> Iterator[Classified]:
    """Give what something is put together from: all that may be told to a viewer, and ``more``."""
    yield from more
    for number in edition.readable(viewer):
        yield edition.datasets[number].provenance


def words(question: Question) -> str:
    """Say what was asked, by codes: ``1.1.1, buurt, 2024``."""
    return f"{question.category}, {question.level}, {question.period}"


@st.cache_resource(show_spinner=False)
def _strangers() -> dict[str, float]:
    """Give when a stranger was last noted for a rule."""
    return {}


@st.cache_resource(show_spinner=False)
def _sign_ins() -> dict[tuple[str, str, datetime | None], None]:
    """Give the sign-ins that were noted by this process, by whom and until when."""
    return {}


def _is_open(sources: Iterable[Classified | None] | None) -> bool:
    return sources is not None and all(
        one is None or one.classification is Classification.OPEN for one in sources
    )

"""Deciding what of the intern rows is shown: part by part, and it holds when all are there.

A part that was decided is kept at once, so that who is interrupted goes on from there. What holds
is written last, in one transaction, with the data that it is of.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ivbgeo.atlas import Edition
from ivbgeo.errors import StoreError
from ivbgeo.machine import beheerder
from ivbgeo.record import Act, Entry
from ivbgeo.shielding.cohorts import Cohorts, aligned
from ivbgeo.shielding.fitting import fingerprint, is_meant
from ivbgeo.shielding.ground import Ground
from ivbgeo.shielding.incidents import Incidents
from ivbgeo.shielding.naming import CASES
from ivbgeo.shielding.outcome import APART, FORGOTTEN, OTHER_YEAR, How, Outcome, SpanOutcome
from ivbgeo.shielding.subject import Memory, kept_of, memory_of, told_of
from ivbgeo.shielding.year import division_year
from ivbgeo.store import shields
from ivbgeo.store.record import add_lines, lines_of
from ivbgeo.withholding import State, large_slices, withhold

if TYPE_CHECKING:
    from collections.abc import Callable

    from ivbgeo.shielding.subject import Subject
    from ivbgeo.store import Store
    from ivbgeo.withholding import Published

    Progress = Callable[[str, int, int], None]

__all__ = ["shield"]

_ATTEMPTS = 5
# Of a part so many versions that were shown, each other than the next, are kept: this one with it.
_REMEMBERED = 2


def shield(store: Store, threshold: int, progress: Progress | None = None) -> tuple[Outcome, ...]:
    """Decide of every dataset of intern rows what is shown; what is decided already stays.

    Parameters
    ----------
    threshold
        The least count that is shown.
    progress
        Called now and then with a span, and how many were done of how many; what it raises stops
        the work, and what was decided is kept.

    Raises
    ------
    StoreError
        If others keep on writing meanwhile.
    """
    edition = Edition.read(store)
    found = [
        _shield_one(store, number, threshold, progress)
        for number in sorted(edition.row_months)
        if is_meant(edition, number)
    ]
    return tuple(one for one in found if one is not None)


def _shield_one(
    store: Store, dataset_id: int, threshold: int, progress: Progress | None
) -> Outcome | None:
    """Decide of one dataset, at its newest; None where it is gone, or there are no areas."""
    for _ in range(_ATTEMPTS):
        edition = Edition.read(store)
        if dataset_id not in edition.row_months:
            return None
        try:
            return _Work(store, edition, dataset_id, threshold).done(progress)
        except StoreError as error:
            # Somebody wrote meanwhile; what was decided of parts that did not change is kept.
            if error.rule != "store.moved_on":
                raise
    raise StoreError("store.moved_on")


class _Work:
    """Deciding of one dataset, at one version of the data."""

    def __init__(self, store: Store, edition: Edition, dataset_id: int, threshold: int) -> None:
        self.store, self.edition = store, edition
        self.dataset_id, self.threshold = dataset_id, threshold
        with edition.reading() as connection:
            self.head = shields.read_head(connection, dataset_id)
            before = self.head.division_year if self.head else None
            self.year = division_year(edition, connection, dataset_id, before)
            self.marks = shields.import_marks(connection, dataset_id)
            self.what = f"afscherming {edition.datasets[dataset_id].provenance.dataset}"
            # Of data that was taken away whole nothing is remembered, but that something was shown.
            self.forgotten = self.head is None and any(
                line.what == self.what for line in lines_of(connection, Act.GEWIJZIGD)
            )
        # Other borders: nothing of what was published can be found back in what is now.
        self.apart = before not in {None, self.year}
        self.memory: dict[str, tuple[str, ...]] = {}
        if self.head and not self.apart:
            self.memory = dict(self.head.before)
            for span, key in self.head.parts.items():
                self.memory[span] = (key, *self.memory.get(span, ()))

    def done(self, progress: Progress | None) -> Outcome | None:
        """Decide, and let it hold; None where there is nothing to count by."""
        if self.year is None:
            return None
        dataset = self.edition.datasets[self.dataset_id]
        mark = fingerprint(self.edition, self.dataset_id, self.year, self.marks)
        head = self.head
        if head and (head.threshold, head.fingerprint) == (self.threshold, mark):
            return Outcome(dataset.provenance.title, self.year, decided=False)
        ground = Ground(self.edition, self.year, dataset.kind)
        counted = (Cohorts if dataset.kind == CASES else Incidents)(
            self.edition, ground, self.dataset_id
        )
        keys: dict[str, str] = {}
        spans: list[SpanOutcome] = []
        for span in counted.spans:

            def tell(span: str = span) -> None:
                if progress is not None:
                    progress(span, len(keys), len(counted.spans))

            tell()
            keys[span], told = self._part(counted, span, tell)
            spans.append(told)
        self._hold(mark, keys)
        if progress is not None:
            progress("", len(keys), len(keys))
        return Outcome(
            dataset.provenance.title,
            self.year,
            decided=True,
            spans=tuple(spans),
            apart=self.apart,
            forgotten=self.forgotten,
        )

    def _part(
        self, counted: Incidents | Cohorts, span: str, tell: Callable[[], None]
    ) -> tuple[str, SpanOutcome]:
        """Decide of a part, or find that it was decided; gives its key."""
        keys = self.memory.get(span, ())
        then = [self._memory(key) for key in keys]
        # What was shown last, and what was shown before that: these were decided together.
        for number, (key, memory) in enumerate(zip(keys, then, strict=True)):
            if memory is None or memory.published.threshold != self.threshold:
                continue
            now = counted.subject(span, (memory,))
            if now.content == memory.content:
                how = How.BACK if number else How.SAME
                return key, SpanOutcome.of(span, how, memory.published, now.named, apart=False)
        subject = counted.subject(span, [memory for memory in then if memory])
        usable = [_usable(memory, subject, self.threshold) for memory in then]
        earlier = [one for one in usable if one is not None]
        held = [key for key, one in zip(keys, usable, strict=True) if one is not None]
        apart = len(held) < len(keys)
        content = hashlib.sha256(f"{subject.content} {self.threshold}".encode()).hexdigest()
        own = hashlib.sha256(f"{content} {' '.join(held)}".encode()).hexdigest()
        kept = self._memory(own)
        if kept is not None:
            told = SpanOutcome.of(span, How.RESUMED, kept.published, subject.named, apart=apart)
            return own, told
        offered = large_slices(subject.table, self.threshold) & subject.offered
        for memory in then:
            if memory and memory.content == subject.content:
                # The same counts by another threshold: what was secret then has to stay so.
                offered |= memory.published.states != State.LEFT_OUT
        published = withhold(
            subject.table, self.threshold, offered=offered, earlier=earlier, tell=tell
        )
        part = shields.Part(
            span,
            content,
            own,
            told_of(subject, published),
            kept_of(subject, published, self._worry(apart=apart)),
        )
        with self.store.writing(figures=False) as connection:
            shields.add_part(connection, self.dataset_id, part)
        return own, SpanOutcome.of(span, How.DECIDED, published, subject.named, apart=apart)

    def _worry(self, *, apart: bool) -> str:
        """Give the rule of why a part was not held to all that was shown; empty if it was."""
        if self.apart:
            return OTHER_YEAR
        return FORGOTTEN if self.forgotten else APART if apart else ""

    def _memory(self, key: str) -> Memory | None:
        """Read a part back; None where it is not there."""
        with self.edition.reading() as connection:
            if shields.find_part(connection, self.dataset_id, key) is None:
                return None
            return memory_of(shields.read_kept(connection, self.dataset_id, key))

    def _hold(self, mark: str, keys: dict[str, str]) -> None:
        """Let what was decided hold, if the data is still what it was decided about."""
        before = {
            span: [key for key in were if key != keys.get(span)][: _REMEMBERED - (span in keys)]
            for span, were in self.memory.items()
        }
        head = shields.Head(
            fingerprint=mark,
            threshold=self.threshold,
            division_year=self.year or 0,
            decided_at=datetime.now(UTC),
            parts=keys,
            before={span: tuple(were) for span, were in before.items() if were},
        )
        with self.store.writing() as connection:
            if self.store.version_in(connection) != self.edition.version + 1:
                raise StoreError("store.moved_on")
            shields.write_head(connection, self.dataset_id, head)
            shields.keep_only(connection, self.dataset_id, head.keys)
            told = f"drempel {self.threshold}, {mark}"
            add_lines(connection, [Entry.by(beheerder(), Act.GEWIJZIGD, self.what, detail=told)])


def _usable(memory: Memory | None, subject: Subject, threshold: int) -> Published | None:
    """Give what was published before, as the next decision is held to it; None where it can't."""
    if memory is None:
        return None
    table, published = subject.table, memory.published
    for old, new in zip(published.table.sides[:2], table.sides[:2], strict=True):
        if not set(old.leaves) <= set(new.leaves):
            return None
    earlier = aligned(published, table)
    if not set(earlier.table.periods.leaves) <= set(table.periods.leaves):
        return None
    if published.threshold != threshold and memory.content == subject.content:
        # The same counts by another threshold: what is known stays known, the rest is free again.
        states = earlier.states.copy()
        states[earlier.withheld] = State.LEFT_OUT
        return replace(earlier, states=states)
    return earlier

"""What all forms share that write a version: who wrote meanwhile, doubts, and what is taken off.

Owns what was done, which version was on the screen, and what was written on it. ``what`` names
one of which there are versions within the session, ``form`` a form.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

import streamlit as st

from ivbgeo.errors import DataError
from ivbgeo.measures.merging import clashes, merged
from views.components.markdown import plain
from views.components.plain_table import plain_table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

__all__ = [
    "Base",
    "attempt",
    "back_button",
    "base_of",
    "done",
    "keep",
    "off_button",
    "say_done",
    "say_moved_on",
    "settle",
    "sure",
    "taken_off",
    "turn",
]

_DONE, _SEEN, _SHOWN, _MINE, _PERSONAL, _TURN = (
    f"version-{kept}" for kept in ("done", "seen", "shown", "mine", "personal", "turn")
)


class _Numbered(Protocol):
    @property
    def version(self) -> int: ...


_Said = TypeVar("_Said", bound=Any)
_Version = TypeVar("_Version", bound=_Numbered)


@dataclass(frozen=True, slots=True)
class Base(Generic[_Said]):
    """What is written on, where another version may have come meanwhile.

    Parameters
    ----------
    seen, newest
        The number of the version that was read, and of the one that is there now.
    read, now
        What these two say.
    called
        What one is called.
    moved_on
        The rule that is broken by who writes on another version than the newest.
    told
        Gives all that is said, by what it is called.
    write
        Writes over the newest version.
    """

    what: str
    seen: int
    newest: int
    read: _Said
    now: _Said
    called: Callable[[_Said], str]
    moved_on: str
    told: Callable[[_Said], Mapping[str, str]]
    write: Callable[[_Said], object]


def done() -> None:
    """Say what was kept, if anything was."""
    words = st.session_state.pop(_DONE, None)
    # A place of its own: what comes and goes leaves what is open below it open.
    with st.container():
        if words is not None:
            st.success(plain(words))
            # The page may be scrolled down to where the button was.
            st.toast(plain(words))


def say_done(words: str, what: str) -> None:
    """Keep what to say for after the page is made again, and forget what was typed of one."""
    st.session_state[_DONE] = words
    _forget(what)
    st.rerun()


def say_moved_on(what: str, newest: _Numbered) -> None:
    """Say that another version came since the page was last made."""
    shown = st.session_state.get(f"{_SHOWN}-{what}", newest.version)
    st.session_state[f"{_SHOWN}-{what}"] = newest.version
    with st.container():
        if shown != newest.version:
            words = f"U ziet nu versie {newest.version}."
            st.info(f"Iemand anders heeft dit intussen veranderd. {words}")


def turn(noun: str) -> int:
    """Give the number of the form for a new one: after each that was kept it is an empty one."""
    number: int = st.session_state.get(f"{_TURN}-{noun}", 0)
    return number


def base_of(what: str, versions: Sequence[_Version]) -> _Version:
    """Give the version that is written on, of all of them, the newest first.

    What is typed belongs to the version that was read, also if another came meanwhile.
    """
    newest = versions[0]
    seen = st.session_state.setdefault(f"{_SEEN}-{what}", newest.version)
    return next((one for one in versions if one.version == seen), newest)


def settle(base: Base[_Said]) -> None:
    """Where another version came meanwhile: say so, and ask what is to be kept."""
    if base.seen == base.newest:
        return
    mine: _Said | None = st.session_state.get(f"{_MINE}-{base.what}")
    if mine is not None:
        _two_at_once(base, mine)
        return
    st.info(f"Hieronder staat nog versie {base.seen}, die u het eerst zag.")
    if st.button("Begin met wat er nu staat", key=f"{base.what}-anew"):
        _forget(base.what)
        st.rerun()


def attempt(write: Callable[[], object]) -> bool:
    """Write something, or say why not; tells whether it was written."""
    try:
        write()
    except DataError as error:
        st.error(plain(str(error)))
        return False
    return True


def sure(form: str) -> frozenset[str]:
    """Ask, of each piece that looks like a fact of a person; gives those that are said not to be.

    To be drawn within the form.
    """
    confirmed = set()
    for piece, doubt in st.session_state.get(f"{_PERSONAL}-{form}", {}).items():
        st.warning(plain(doubt))
        words = plain(f"‘{piece}’ gaat niet over een persoon")
        if st.checkbox(words, key=f"{form}-sure-{piece}"):
            confirmed.add(piece)
    return frozenset(confirmed)


def keep(
    form: str,
    said: Callable[[], _Said],
    write: Callable[[_Said], object],
    *,
    on: Base[_Said] | None = None,
    noun: str = "",
) -> _Said | None:
    """Write what was typed, or say why not; gives what was written, else None.

    Parameters
    ----------
    said
        Makes it of what was typed.
    on
        What it is written on; None for a new one.
    noun
        Of a new one: whose form is to be empty for the next.
    """
    try:
        mine = said()
        try:
            write(mine)
        except DataError as error:
            if on is None or error.rule != on.moved_on:
                raise
            st.session_state[f"{_MINE}-{on.what}"] = mine
            st.rerun()
    except DataError as error:
        if error.rule == "measure.personal":
            # What was not confirmed and is still there is asked about again.
            asked = {
                piece: doubt
                for piece, doubt in st.session_state.get(f"{_PERSONAL}-{form}", {}).items()
                if st.session_state.get(f"{form}-sure-{piece}")
            }
            asked[str(error.values["value"])] = str(error)
            st.session_state[f"{_PERSONAL}-{form}"] = asked
            st.rerun()
        st.error(plain(str(error)))
        return None
    st.session_state.pop(f"{_PERSONAL}-{form}", None)
    if on is None:
        st.session_state[f"{_TURN}-{noun}"] = turn(noun) + 1
    return mine


def off_button(what: str, version: int, name: str, withdraw: Callable[[], object]) -> None:
    """Draw the button that takes one off the list."""
    # Of the version in the name: who presses it for another one is told first.
    if st.button("Van de lijst halen", key=f"{what}-off-{version}") and attempt(withdraw):
        say_done(f"‘{name}’ is van de lijst. Wat er stond is bewaard.", what)


def taken_off(found: Sequence[tuple[str, str, str, Callable[[], object]]]) -> None:
    """Draw what was taken off the list: ``what``, its name, its label, and what puts it back."""
    if not found:
        return
    with st.expander(f"Van de lijst gehaald ({len(found)})"):
        for what, name, label, back in found:
            left, right = st.columns([0.75, 0.25], vertical_alignment="center")
            left.write(plain(label))
            if right.button("Zet weer op de lijst", key=f"{what}-on") and attempt(back):
                say_done(f"‘{name}’ staat weer op de lijst.", what)


def back_button(
    what: str, newest: int, earlier: Sequence[int], back: Callable[[int], object]
) -> None:
    """Draw the choice of an earlier version, and the button that says it again."""
    if not earlier:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        version = st.selectbox(
            "Terug naar een eerdere versie",
            earlier,
            format_func=lambda number: f"Versie {number}",
            key=f"{what}-back-{newest}",
        )
        if st.button("Zet die versie terug", key=f"{what}-back-do-{newest}") and attempt(
            lambda: back(version)
        ):
            say_done(f"Versie {version} staat er weer. Wat er tussendoor stond is bewaard.", what)


def _forget(what: str) -> None:
    for kept in (_SEEN, _SHOWN, _MINE):
        st.session_state.pop(f"{kept}-{what}", None)


def _two_at_once(base: Base[_Said], mine: _Said) -> None:
    """Say what another wrote meanwhile, and ask what is to be kept."""
    st.warning(plain(str(DataError(base.moved_on, value=base.called(base.now)))))
    before, theirs, own = (base.told(one) for one in (base.read, base.now, mine))
    differing = [what for what in own if len({before[what], theirs[what], own[what]}) > 1]
    plain_table(
        {
            "": differing,
            "U las": [before[what] for what in differing],
            "Nu staat er": [theirs[what] for what in differing],
            "U schreef": [own[what] for what in differing],
        },
        "Wat een ander en wat u veranderde",
    )
    if clashes(base.read, base.now, mine):
        st.write("Wat u allebei veranderde, wordt zoals u het schreef.")
    # Of the version in the name: a third may have come.
    if st.button("Bewaar mijn wijzigingen erbij", key=f"{base.what}-merge-{base.newest}"):
        try:
            together = merged(base.read, base.now, mine)
            base.write(together)
        except DataError as error:
            # The two can't be together: what is wrong is to be mended in the fields below.
            st.error(plain(str(error)))
            return
        say_done(
            f"‘{base.called(together)}’ is bewaard, met wat een ander schreef erbij.", base.what
        )
    if st.button("Laat staan wat er nu staat", key=f"{base.what}-leave"):
        say_done("Wat u schreef is niet bewaard. Er staat wat een ander schreef.", base.what)

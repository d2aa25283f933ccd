"""What is made once: by one of many at once, again after a failure, and not too much of it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from time import sleep

import pytest

from ivbgeo.keeping import Keeper


def test_who_ask_at_once_get_the_same_one_thing():
    keeper, together, made = Keeper(), Barrier(8), []

    def make():
        sleep(0.05)  # time for the others to come by
        made.append(object())
        return made[-1]

    def ask(_):
        together.wait()
        return keeper.once("key", make)

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(ask, range(8)))
    assert found == made * 8


def test_another_key_need_not_wait():
    keeper, going, done = Keeper(), Event(), Event()

    def slow():
        going.set()
        assert done.wait(10)
        return "slow"

    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(keeper.once, "slow", slow)
        assert going.wait(10)
        assert keeper.once("quick", lambda: "quick") == "quick"
        done.set()
        assert waiting.result() == "slow"


def test_what_failed_is_tried_again_and_none_is_a_result():
    keeper = Keeper()
    with pytest.raises(ZeroDivisionError):
        keeper.once("key", lambda: 1 / 0)
    assert keeper.once("key", lambda: None) is None
    assert keeper.once("key", lambda: 1 / 0) is None


def test_one_thing_may_need_another_but_not_itself():
    keeper = Keeper()
    assert keeper.once("a", lambda: keeper.once("b", lambda: 2) + 1) == 3

    def itself():
        return keeper.once("c", itself)

    with pytest.raises(RecursionError):
        keeper.once("c", itself)


def test_only_the_latest_asked_for_are_kept():
    keeper = Keeper(most=2)
    for key in ("a", "b", "a", "c"):
        keeper.once(key, lambda: 1)
    assert len(keeper) == 2
    assert [keeper.once(key, lambda: 2) for key in ("a", "c", "b")] == [1, 1, 2]

from __future__ import annotations

import threading

import numpy as np
import pytest

from geo.threads import share_out, threads


@pytest.mark.parametrize(("told", "number"), [("1", 1), ("3", 3)])
def test_the_usual_variable_is_followed(monkeypatch, told, number):
    monkeypatch.setenv("OMP_NUM_THREADS", told)
    assert threads() == number


@pytest.mark.parametrize("told", ["", "0", "many", "-2"])
def test_anything_else_means_every_core(monkeypatch, told):
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    every = threads()
    monkeypatch.setenv("OMP_NUM_THREADS", told)
    assert threads() == every >= 1


@pytest.mark.parametrize("number", [0, 1, 10, 11])
@pytest.mark.parametrize("most", ["1", "3"])
def test_every_item_is_done_once(monkeypatch, number, most):
    monkeypatch.setenv("OMP_NUM_THREADS", most)
    done = np.zeros(number, dtype=int)
    used = set()

    def work(part):
        done[part] += 1
        used.add(threading.get_ident())

    share_out(number, 5, work)
    assert (done == 1).all()
    assert len(used) <= int(most)
    assert most != "1" or used <= {threading.get_ident()}


def test_pieces_are_done_at_the_same_time(monkeypatch):
    monkeypatch.setenv("OMP_NUM_THREADS", "3")
    together = threading.Barrier(3, timeout=20)
    share_out(3, 1, lambda _: together.wait())
    assert not together.broken


def test_what_a_piece_raises_is_raised(monkeypatch):
    monkeypatch.setenv("OMP_NUM_THREADS", "2")

    def work(part):
        if part.start == 5:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        share_out(20, 5, work)

"""Deciding beside an app that goes on: once at a time, and it says what went wrong."""

import sys
import time

from ivbgeo.shielding.worker import Worker


def until(wanted):
    end = time.monotonic() + 20
    while not wanted() and time.monotonic() < end:
        time.sleep(0.05)
    assert wanted()


def test_it_runs_once_at_a_time_and_can_be_stopped(tmp_path):
    started = tmp_path / "started"
    script = f"open({str(started)!r}, 'a').write('x'); import time; time.sleep(60)"
    worker = Worker((sys.executable, "-c", script))
    assert not worker.is_running
    worker.start()
    worker.start()
    until(lambda: started.exists() and started.read_text())
    assert (worker.is_running, worker.trouble, started.read_text()) == (True, None, "x")
    worker.stop()
    assert (worker.is_running, worker.trouble) == (False, None)


def test_what_went_wrong_is_what_the_command_said_last():
    worker = Worker((sys.executable, "-c", "import sys; sys.exit('eerst\\nDe schijf is vol.')"))
    worker.start()
    until(lambda: not worker.is_running)
    assert worker.trouble == "De schijf is vol."
    worker.stop()
    fine = Worker((sys.executable, "-c", "import sys; print('Klaar.', file=sys.stderr)"))
    fine.start()
    until(lambda: not fine.is_running)
    assert fine.trouble is None
    fine.stop()

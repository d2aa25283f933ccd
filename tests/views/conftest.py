"""What the tests of the pages share."""

import sys

import pytest

from tests import somebody


@pytest.fixture(autouse=True)
def _main_module(monkeypatch):
    """Put back the main module, which a page that Streamlit runs takes the place of.

    A process that is started later would run that page.
    """
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])


@pytest.fixture
def signed_in(monkeypatch):
    """Give a function that lets somebody be signed in on a page that is to run."""
    for name, value in somebody.settings().items():
        monkeypatch.setenv(name, value)

    def be(shown, role, wijken=""):
        shown.user = somebody.claims(role, wijken)
        return shown

    return be

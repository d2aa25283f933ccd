"""What the tests of the pages share."""

import sys

import pytest


@pytest.fixture(autouse=True)
def _main_module(monkeypatch):
    """Put back the main module, which a page that Streamlit runs takes the place of.

    A process that is started later would run that page.
    """
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])

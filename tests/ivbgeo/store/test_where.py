"""An address of a database is shown without what is secret in it, whatever is wrong with it."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import DBAPIError

from ivbgeo.errors import IvbgeoError
from ivbgeo.settings import Settings
from ivbgeo.store import Store
from ivbgeo.store.where import shown

MARK = "gemerkt"
WRONG = [
    f"postgresql://u:{MARK}@127.0.0.1:9/d",
    f"postgresql://u@127.0.0.1:9/d?password={MARK}",
    f"postgresql://u@127.0.0.1:9/d?password={MARK}&onzin=1",
    f"postgresql://u:{MARK}@h:poort/d",
    f"postgresql://u:ge/{MARK}@h/d",
    f"postgresql://u:ge@{MARK}@h:poort/d",
    f"postgresql+psycopg2://u:{MARK}@h/d",
    f"postgres://u:{MARK}@h/d",
    f"mysql://u:{MARK}@h/d?ssl_password={MARK}",
    f"u:{MARK}@h",
]


@pytest.mark.parametrize("address", WRONG)
def test_nothing_secret_is_said(address):
    # Of psycopg: an option that it doesn't know.
    with pytest.raises((IvbgeoError, DBAPIError)) as caught:
        Store.open(address)
    told = [str(caught.value), repr(vars(caught.value)), shown(address)]
    assert [one for one in told if MARK in one] == []


def test_what_is_not_secret_is_said():
    assert shown("postgresql://kaart:x@server:5433/ivbgeo?sslmode=require&sslpassword=y") == (
        "postgresql://kaart:***@server:5433/ivbgeo?sslmode=require"
    )
    assert shown("sqlite:////var/kaart.sqlite") == "sqlite:////var/kaart.sqlite"
    assert shown("kaart.sqlite") == "kaart.sqlite"


def test_settings_say_no_address_of_a_database_where_they_are_printed():
    assert MARK not in repr(Settings(database_url=WRONG[0]))

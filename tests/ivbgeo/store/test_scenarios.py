"""Scenarios in either kind of database: kept, listed, read and taken off the list."""

import pytest
from sqlalchemy.exc import IntegrityError

from ivbgeo.store.scenarios import (
    add_scenario,
    all_tokens,
    list_scenarios,
    read_scenario,
    withdraw_scenario,
)


def test_a_scenario_is_kept_whole_and_only_comes(store):
    before = store.version
    with store.writing(figures=False) as connection:
        for token in ("eerste-token", "tweede-token"):
            add_scenario(connection, token, f"Van {token}", '{"p": 1}', '{"é": [1]}', "planner")
    # Figures are none the older for it.
    assert store.version == before
    with store.reading() as connection:
        assert [row.token for row in list_scenarios(connection)] == ["tweede-token", "eerste-token"]
        row = read_scenario(connection, "eerste-token")
        assert (row.name, row.question, row.answer) == (
            "Van eerste-token", '{"p": 1}', '{"é": [1]}',
        )  # fmt: skip
        assert read_scenario(connection, "derde-token") is None
    with store.writing(figures=False) as connection:
        assert withdraw_scenario(connection, "eerste-token")
        assert not withdraw_scenario(connection, "eerste-token")
    with store.reading() as connection:
        assert [row.token for row in list_scenarios(connection)] == ["tweede-token"]
        assert read_scenario(connection, "eerste-token").withdrawn_at is not None
        assert all_tokens(connection) == ("eerste-token", "tweede-token")


def test_a_token_is_of_one_scenario(store):
    with store.writing(figures=False) as connection:
        add_scenario(connection, "zelfde-token", "A", "{}", "{}", "planner")
    with pytest.raises(IntegrityError), store.writing(figures=False) as connection:
        add_scenario(connection, "zelfde-token", "B", "{}", "{}", "planner")

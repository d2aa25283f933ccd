"""Tables of the CBS: what they say of themselves, rows in small answers, links where there are."""

import pytest

from ivbgeo.fetch.http import Client, FetchError
from ivbgeo.fetch.odata import MOST_ROWS, Table, TooManyError
from tests.replica.faults import Answer

TOTAL = "SoortMisdrijf eq '0.0.0 '"


@pytest.fixture
def client(replica):
    with Client(replica.url, sleep=lambda _: None) as client:
        yield client


@pytest.fixture
def table(client):
    return Table(client, "47022NED")


def test_a_table_says_when_it_changed_and_which_columns_it_has(replica, table):
    assert table.modified() == replica.modified["47022NED"]
    columns = {column.key: column.kind for column in table.columns()}
    assert columns["GeregistreerdeMisdrijven_1"] == "Topic"
    assert columns["Perioden"] == "TimeDimension"


def test_keys_come_as_the_rows_have_them(table):
    (total, *_) = table.entries("SoortMisdrijf")
    assert (total.key, total.code, total.title) == ("0.0.0 ", "0.0.0", "Totaal misdrijven")
    (town,) = table.entries("WijkenEnBuurten", "GM0637")
    assert (town.key, town.code) == ("GM0637    ", "GM0637")


def test_only_the_keys_that_begin_so_are_asked_and_given(replica, table):
    wijken = table.entries("WijkenEnBuurten", "WK0637")
    assert [entry.code for entry in wijken] == [
        area.code
        for area in replica.areas(2025)
        if area.code.startswith("WK0637") and not area.water
    ]
    assert "startswith(Key,'WK0637')" in replica.requests[-1]


def test_rows_answer_to_the_filter(replica, table):
    condition = f"startswith(WijkenEnBuurten,'GM0637') and Perioden eq '2025MM03' and {TOTAL}"
    (row,) = table.rows(condition)
    (known,) = replica.rows(
        "47022NED", WijkenEnBuurten="GM0637", Perioden="2025MM03", SoortMisdrijf="0.0.0"
    )
    assert row == known


def test_what_is_too_much_is_told_apart(table):
    # 176 regions and 168 months: almost three times what may be asked.
    with pytest.raises(TooManyError):
        table.rows(TOTAL)


def test_an_answer_of_exactly_so_many_may_not_be_whole(table, monkeypatch):
    """A service that stops there without a word is not trusted either."""
    # The replica's own limit, so that it stays silent.
    monkeypatch.setattr("tests.replica.odata.MOST", 10**9)
    few = "startswith(WijkenEnBuurten,'BU0637') and startswith(Perioden,'202')"
    with pytest.raises(TooManyError, match=f"geeft {MOST_ROWS} rijen"):
        table.rows(f"{few} and {TOTAL}")


def test_links_to_a_next_page_are_followed(replica, client):
    replica.odata.page = 5
    feed = Table(client, "47022NED", "/ODataFeed/odata")
    found = feed.rows(f"Perioden eq '2025MM01' and {TOTAL}")
    known = replica.rows("47022NED", Perioden="2025MM01", SoortMisdrijf="0.0.0")
    assert len(known) > 100
    assert found == known


@pytest.mark.parametrize("body", [b"[]", b'{"value": 3}', b'{"value": [3]}', b"{}", b"null"])
def test_an_answer_of_another_form_is_refused(replica, table, body):
    _answers(replica, body)
    with pytest.raises(FetchError, match="andere vorm"):
        table.modified()


@pytest.mark.parametrize("body", [b'{"value": []}', b'{"value": [{"Modified": null}]}'])
def test_a_table_that_does_not_say_when_it_changed_is_refused(replica, table, body):
    _answers(replica, body)
    with pytest.raises(FetchError, match="‘Modified’ ontbreekt"):
        table.modified()


def test_a_link_that_goes_round_is_refused(replica, table):
    _answers(replica, b'{"value": [], "odata.nextLink": "/ODataApi/OData/47022NED/TableInfos"}')
    with pytest.raises(FetchError, match="nextLink"):
        table.columns()


def _answers(replica, body):
    """Let the replica answer to everything with this."""
    replica.answer = lambda *_: Answer(200, body)

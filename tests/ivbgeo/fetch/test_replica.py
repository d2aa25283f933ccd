"""The replica of the outside services is faithful: the client that others use can read it."""

import cbsodata
import pytest


@pytest.fixture
def catalog(replica):
    """The replica as cbsodata names a catalogue; that takes http by an option of its own."""
    before = cbsodata.options.use_https
    cbsodata.options.use_https = False
    yield replica.url.removeprefix("http://")
    cbsodata.options.use_https = before


def test_cbsodata_reads_what_a_table_tells_of_itself(catalog):
    tables = cbsodata.get_table_list(filters="Catalog eq 'Politie'", catalog_url=catalog)
    assert {table["Identifier"] for table in tables} == {
        *("47013NED", "47018NED", "47021NED", "47022NED", "47024NED")
    }
    assert cbsodata.get_info("47022NED", catalog_url=catalog)["Modified"] == "2026-01-15T02:00:00"
    crimes = cbsodata.get_meta("47022NED", "SoortMisdrijf", catalog_url=catalog)
    assert len(crimes) == 59
    assert crimes[0]["Key"] == "0.0.0 "


def test_cbsodata_reads_filtered_data(replica, catalog):
    rows = cbsodata.get_data(
        "47022NED",
        filters="WijkenEnBuurten eq 'GM0637    ' and Perioden eq '2025MM03'",
        catalog_url=catalog,
    )
    told = [row["GeregistreerdeMisdrijven_1"] for row in rows]
    known = replica.rows("47022NED", WijkenEnBuurten="GM0637", Perioden="2025MM03")
    assert told == [row["GeregistreerdeMisdrijven_1"] for row in known]
    assert rows[0]["SoortMisdrijf"] == "Totaal misdrijven"
    assert told[0] == sum(told[1:]) > 0

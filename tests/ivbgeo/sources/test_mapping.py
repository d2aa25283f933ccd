import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivbgeo.errors import DataError
from ivbgeo.sources import ColumnMapping, Kind

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(
    st.builds(
        ColumnMapping,
        st.sampled_from(Kind),
        st.dictionaries(TEXT, TEXT, max_size=4),
        st.sampled_from([None, 28992, 4326]),
        st.none() | st.integers(1995, 2100),
    )
)
def test_what_is_written_is_read(mapping):
    assert ColumnMapping.loads(mapping.dumps()) == mapping


def test_the_file_is_small_and_plain(tmp_path):
    mapping = ColumnMapping(Kind.CASES, {"tenure": 'Soort "bezit"'}, 28992, 2025)
    mapping.save(tmp_path / "map.toml")
    assert (tmp_path / "map.toml").read_text() == (
        'kind = "cases"\ncrs = 28992\ndivision_year = 2025\n\n'
        '[columns]\n"tenure" = "Soort \\"bezit\\""\n'
    )
    assert ColumnMapping.load(tmp_path / "map.toml") == mapping


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("kind =", "mapping.broken"),
        ('kind = "personen"', "mapping.kind"),
        ("", "mapping.kind"),
        ('kind = "cases"\nsoort = 1', "mapping.key"),
        ('kind = "cases"\ncrs = "28992"', "mapping.number"),
        ('kind = "cases"\ndivision_year = true', "mapping.number"),
        ('kind = "cases"\ncrs = 3857', "mapping.crs"),
        ('kind = "cases"\ncolumns = 3', "mapping.columns"),
        ('kind = "cases"\n[columns]\nx = 3', "mapping.columns"),
        ("kind = ['cases']", "mapping.kind"),
    ],
)
def test_files_that_are_no_mapping(tmp_path, text, rule):
    path = tmp_path / "map.toml"
    path.write_text(text)
    with pytest.raises(DataError) as caught:
        ColumnMapping.load(path)
    assert caught.value.rule == rule
    assert str(caught.value)


def test_no_file_and_no_text(tmp_path):
    (tmp_path / "map.toml").write_bytes(b"\xff")
    for name, rule in (("niet.toml", "file.unreadable"), ("map.toml", "mapping.broken")):
        with pytest.raises(DataError) as caught:
            ColumnMapping.load(tmp_path / name)
        assert caught.value.rule == rule

"""What a first look guesses is what is read, wherever reading does not refuse."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ivbgeo.errors import DataError
from ivbgeo.sources import ColumnMapping, Kind
from ivbgeo.sources.columns import find_columns, guess_columns, places_of
from ivbgeo.sources.guess import fields_of, first_look
from ivbgeo.sources.schemas import SCHEMAS
from ivbgeo.sources.table import Table
from ivbgeo.sources.text import plain

_NAMES = [
    *{name for schema in SCHEMAS.values() for each in schema.fields for name in each.synonyms},
    *("x", "y", "rd_x", "rd_y", "lon", "lat", "buurtcode", "buurtnaam", "wijkcode_2025", "code"),
    *("gebiedsnaam", "indelingsjaar", "postcode", "straat", "huisnummer", "woonplaats"),
    *("kleur", "melder", "toelichting", ""),
]
_TAKEN = [name for name in _NAMES if name]


def table(columns, *, has_points=False):
    return Table("Regel", tuple(columns), iter(()), has_points=has_points)


@given(
    st.sampled_from(list(SCHEMAS)),
    st.lists(st.sampled_from(_TAKEN), max_size=9, unique_by=plain),
    st.booleans(),
)
def test_the_guess_is_what_is_read(kind, columns, has_points):
    schema = SCHEMAS[kind]
    # What every row needs is there, so that it is seldom refused.
    known = {plain(name) for name in columns}
    needed = [each.synonyms for each in schema.fields if each.required]
    columns = columns + [
        names[0] for names in needed if not known & {plain(name) for name in names}
    ]
    assume(len({plain(name) for name in columns}) == len(columns))
    seen = table(columns, has_points=has_points)
    guess = guess_columns(seen, schema, "bestand.csv")
    assert guess.keys() <= {each.name for each in schema.fields} | set(places_of(kind))
    assert len(set(guess.values())) == len(guess)
    try:
        read = find_columns(seen, schema, ColumnMapping(kind), "bestand.csv")
    except DataError:
        return
    assert guess == {field: columns[at] for field, at in read.positions.items()}
    # Told by who looked, it is read as it was guessed.
    again = find_columns(seen, schema, ColumnMapping(kind, guess), "bestand.csv")
    assert again.positions == read.positions


def test_what_could_be_two_is_left_to_the_user(write):
    content = "soort;pleegdatum;begindatum;x;melder\n1.1.1;1-1-2024;;;\n"
    seen = first_look(write(content), Kind.INCIDENTS)
    assert "start" not in seen.guess
    assert seen.guess["category"] == "soort"
    assert seen.withheld == ("melder",)
    assert seen.columns == ("soort", "pleegdatum", "begindatum", "x")


def test_what_may_be_of_persons_is_offered_only_for_a_place(write):
    content = "soort;datum;straatnaam;huisnummer;postcode\n1.1.1;1-1-2024;;;\n"
    seen = first_look(write(content), Kind.INCIDENTS)
    assert {"street", "house_number", "postcode"} <= seen.guess.keys()
    assert seen.withheld == ()
    of_people = "jaar;inwoners;wijkcode;straatnaam\n2024;1;WK063705;\n"
    seen = first_look(write(of_people), Kind.POPULATION)
    assert seen.withheld == ("straatnaam",)
    assert set(seen.guess) == {"year", "inwoners", "area_code"}


@pytest.mark.parametrize("kind", SCHEMAS)
def test_every_field_has_a_dutch_title(kind):
    fields = fields_of(kind)
    assert [each.name for each in fields][-len(places_of(kind)) :] == list(places_of(kind))
    assert all(each.title[0].isupper() for each in fields)
    assert {each.name for each in fields if each.required} == {
        each.name for each in SCHEMAS[kind].fields if each.required
    }


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(DataError) as caught:
        first_look(tmp_path / "nergens.csv", Kind.CASES)
    assert caught.value.rule == "file.unreadable"

import pytest

from ivbgeo.sources import ColumnMapping, Kind
from ivbgeo.sources.columns import is_personal
from ivbgeo.sources.mapping import ColumnMapping as Mapping

ROW = "1.4.6;31-12-2023"


@pytest.mark.parametrize(
    "header",
    ["soort;datum", "Soort Delict;Begin_Datum", "DELICT;pleeg-datum", "category;start date"],
)
def test_names_in_use(read, header):
    assert len(read(f"{header}\n{ROW}\n").rows) == 1


def test_a_missing_column_says_what_would_do(refusal):
    error = refusal("Delicten;datum\n1.4.6;31-12-2023\n")
    assert error.rule == "columns.missing"
    for word in ("‘categorie’", "‘soort delict’", "‘Delicten’", "bestand.csv", "--map"):
        assert word in str(error)


def test_double_names(refusal):
    error = refusal("soort;datum;Datum \n1.4.6;1-1-2023;2-1-2023\n")
    assert error.rule == "columns.double"
    assert "‘datum’ en ‘Datum’" in str(error)


def test_two_columns_for_one_field(refusal):
    error = refusal("soort;pleegdatum;begindatum\n1.4.6;1-1-2023;2-1-2023\n")
    assert error.rule == "columns.ambiguous"
    assert "‘pleegdatum’ en ‘begindatum’" in str(error)


@pytest.mark.parametrize(
    ("header", "cells", "crs"),
    [
        ("x;y", "94000;452000", 28992),
        ("X-coördinaat;Y-coördinaat", "94000;452000", 28992),
        ("rd_x;rd_y", "94000;452000", 28992),
        ("lon;lat", "4,49;52,06", 4326),
        ("Longitude;Latitude", "4.49;52.06", 4326),
        ("lengtegraad;breedtegraad", "4.49;52.06", 4326),
        ("x;y", "4.49;52.06", 4326),
        ("lat;lon", "52.06;4.49", 4326),
        ("x;y;lon;lat", "94000;452000;4.49;52.06", 28992),
    ],
)
def test_coordinates(read, header, cells, crs):
    parsed = read(f"soort;datum;{header}\n{ROW};{cells}\n")
    assert parsed.crs == crs
    assert 91_000 < parsed.rows[0].x < 97_000
    assert 448_000 < parsed.rows[0].y < 456_000


def test_of_two_pairs_the_one_of_the_crs_is_used(read):
    parsed = read(f"soort;datum;rd_x;rd_y;lon;lat\n{ROW};1;1;4.49;52.06\n", crs=4326)
    assert parsed.ignored_columns == ("rd_x", "rd_y")
    assert parsed.rows[0].x is not None


def test_half_a_pair(refusal):
    assert refusal(f"soort;datum;x\n{ROW};1\n").rule == "columns.half_pair"


def test_the_year_of_area_codes(read, refusal):
    text = f"soort;datum;wijkcode;wijk\n{ROW};WK063705;Rokkeveen\n"
    error = refusal(text)
    assert error.rule == "area.no_year"
    assert "kolom ‘wijkcode’" in str(error)
    (row,) = read(text, division_year=2024).rows
    assert (row.area_code, row.division_year, row.area_name) == ("WK063705", 2024, "Rokkeveen")
    assert read(text.replace("wijkcode", "wijkcode_2025")).rows[0].division_year == 2025
    text = f"soort;datum;wijkcode;jaar indeling\n{ROW};WK063705;2024\n{ROW};;\n{ROW};WK063705;\n"
    parsed = read(text)
    assert [(r.area_code, r.division_year) for r in parsed.rows] == [
        ("WK063705", 2024),
        (None, None),
    ]
    assert [(r.line, r.rule, r.column) for r in parsed.rejections] == [
        (4, "value.missing", "jaar indeling")
    ]


def test_the_finest_level_is_used(read):
    text = "soort;datum;wijkcode;wijknaam;buurtcode;buurtnaam\n"
    text += f"{ROW};WK063701;Dorp;BU06370101;Dorpsstraat\n"
    (row,) = read(text, division_year=2025).rows
    assert (row.area_code, row.area_name) == ("BU06370101", "Dorpsstraat")


@pytest.mark.parametrize(
    "column",
    [
        "Naam",
        "Voornaam",
        "naam melder",
        "Adres",
        "Straatnaam",
        "huisnr",
        "E-mail",
        "Telefoon",
        "BSN",
        "comment",
        "Burgerservicenummer",
        "Toelichting",
        "omschrijving",
        "Opmerkingen",
        "Geboortedatum",
    ],
)
def test_persons_are_nowhere(read, column):
    parsed = read(f"soort;datum;{column}\n{ROW};Jansen\n")
    assert parsed.ignored_columns == parsed.personal_columns == (column,)
    assert "Jansen" not in str(parsed)


def test_other_columns_are_told_as_well(read):
    parsed = read(f"soort;datum;weekdag;\n{ROW};zondag;\n")
    assert (parsed.ignored_columns, parsed.personal_columns) == (("weekdag",), ())


@pytest.mark.parametrize("column", ["wijknaam", "Buurtnaam", "cameranaam", "statnaam", "datum"])
def test_names_of_places_are_not_personal(column):
    assert not is_personal(column)


def test_a_mapping_goes_before_names(read):
    text = "wat;wanneer;datum;Kolom 1;Kolom 2\n1.4.6;31-12-2023;onbekend;94000;452000\n"
    told = {"category": "wat", "start": "Wanneer", "x": "Kolom 1", "y": "Kolom 2"}
    parsed = read(text, mapping=ColumnMapping(Kind.INCIDENTS, told))
    assert parsed.rows[0].x == 94000.0
    assert parsed.ignored_columns == ("datum",)
    assert parsed.mapping.columns == told | {"start": "wanneer"}
    assert parsed.mapping.crs == 28992
    assert read(text, mapping=parsed.mapping) == parsed


@pytest.mark.parametrize(
    ("told", "rule"),
    [
        ({"soort": "wat"}, "mapping.field"),
        ({"category": "niet"}, "mapping.column"),
        ({"category": "toelichting"}, "mapping.personal"),
        ({"category": "wat", "start": "wat"}, "mapping.twice"),
        ({"x": "wat"}, "columns.half_pair"),
    ],
)
def test_mappings_that_can_not_be(refusal, told, rule):
    text = "wat;soort;datum;toelichting\n1;1.4.6;1-1-2023;a\n"
    assert refusal(text, mapping=ColumnMapping(Kind.INCIDENTS, told)).rule == rule


def test_a_mapping_of_another_kind(refusal):
    text = f"soort;datum\n{ROW}\n"
    assert refusal(text, mapping=Mapping(Kind.CASES)).rule == "mapping.other_kind"


def test_what_is_said_now_goes_before_the_mapping(read):
    text = f"soort;datum;wijkcode\n{ROW};WK063705\n"
    mapping = Mapping(Kind.INCIDENTS, {}, None, 2024)
    assert read(text, mapping=mapping).rows[0].division_year == 2024
    assert read(text, mapping=mapping, division_year=2025).rows[0].division_year == 2025


ADDRESS = "Straatnaam;huisnr;huisletter;toevoeging;PC6;woonplaats"


def test_an_address_is_a_clue_and_no_part_of_a_row(read):
    parsed = read(f"soort;datum;{ADDRESS}\n{ROW};Proefstraat;7;a;2;2711 zz;Zoetermeer\n")
    assert parsed.placing_columns == tuple(ADDRESS.split(";"))
    assert parsed.ignored_columns == parsed.personal_columns == ()
    (address,) = parsed.rows.clues.addresses
    assert (address.street, address.number) == ("Proefstraat", ("7", "a", "2"))
    assert (address.postcode, address.town) == ("2711ZZ", "Zoetermeer")
    assert parsed.rows.clues.postcodes == ["2711"]
    assert {"street", "postcode", "town"}.isdisjoint(parsed.rows.columns)
    for word in ("Proefstraat", "2711"):
        assert word not in f"{parsed} {parsed.rows.clues} {list(parsed.rows)}"
    # What it tells of itself makes the next time silent.
    again = read(f"soort;datum;{ADDRESS}\n{ROW};;;;;;\n", mapping=parsed.mapping)
    assert again.rows.clues.addresses == [None]


@pytest.mark.parametrize(
    ("header", "used"),
    [
        ("postcode", ["postcode"]),
        ("pc4", ["postcode"]),
        ("pc4;postcode", ["postcode"]),
        ("straat;huisnummer;postcode", ["house_number", "postcode", "street"]),
        ("huisnummer;postcode", ["house_number", "postcode"]),
        ("straat;postcode", ["postcode", "street"]),
        ("straat;woonplaats", ["street", "town"]),
        ("straat;huisnummer", []),
        ("huisnummer;woonplaats", []),
        ("woonplaats", []),
        ("toevoeging;postcode", ["postcode"]),
    ],
)
def test_of_half_an_address_nothing_is_used(read, header, used):
    parsed = read(f"soort;datum;{header}\n{ROW};{';' * header.count(';')}\n")
    assert sorted(parsed.mapping.columns.keys() - {"category", "start"}) == used


@pytest.mark.parametrize(
    ("header", "scope"),
    [
        ("buurt", "buurt"),
        ("Wijknaam", "wijk"),
        ("wijk;buurtnaam", "buurt"),
        ("gebied", "gebied"),
        ("wijk;wijknaam", "wijk"),
    ],
)
def test_the_column_of_a_name_tells_its_level(read, header, scope):
    cells = ";".join(["Meerzicht"] * len(header.split(";")))
    parsed = read(f"soort;datum;{header}\n{ROW};{cells}\n{ROW};-{';' * header.count(';')}\n")
    assert (parsed.scope, parsed.rejections) == (scope, ())
    assert parsed.rows.clues.names[0] == "Meerzicht"
    assert parsed.rows[0].area_name is None


def test_the_year_of_a_name_is_a_clue(read):
    parsed = read(f"soort;datum;wijk;jaar indeling\n{ROW};Dorp;2024\n{ROW};Dorp;\n")
    assert parsed.rows.clues.years == [2024, None]
    assert parsed.rows[0].division_year is None
    parsed = read(f"soort;datum;wijk\n{ROW};Dorp\n", division_year=2025)
    assert parsed.rows.clues.years == [2025]


def test_a_mapping_may_name_an_address_but_no_person_as_one(read, refusal):
    text = f"soort;datum;straat melder;pc;naam melder\n{ROW};Proefstraat 7;2711ZZ;Jansen\n"
    told = {"street": "straat melder", "postcode": "pc"}
    parsed = read(text, mapping=ColumnMapping(Kind.INCIDENTS, told))
    assert parsed.rows.clues.addresses[0].number == ("7",)
    assert parsed.personal_columns == ("naam melder",)
    told = {"street": "naam melder", "postcode": "pc"}
    error = refusal(text, mapping=ColumnMapping(Kind.INCIDENTS, told))
    assert error.rule == "mapping.personal"


def test_what_is_no_clue_is_not_refused(read):
    text = f"soort;datum;buurt;straat;huisnummer;postcode\n{ROW};=1+1;=x;-;nvt\n"
    parsed = read(text)
    assert (len(parsed.rows), parsed.rejections) == (1, ())
    assert parsed.rows.clues.addresses == parsed.rows.clues.postcodes == [None]


def test_clues_stay_with_their_rows(read):
    good, bad = f"{ROW};2711;Een", "1.4.6;32-12-2023;2712;Twee"
    parsed = read("soort;datum;pc4;wijk\n" + "\n".join([good, bad, f"{ROW};2713;Drie"]) + "\n")
    assert parsed.rows.clues.postcodes == ["2711", "2713"]
    assert parsed.rows.clues.names == ["Een", "Drie"]
    assert parsed.rows.line.tolist() == [2, 4]

import io
import zipfile
from datetime import date, datetime

import pandas as pd
import pyogrio
import pytest
import python_calamine

from ivbgeo.sources import Kind

moment = datetime.fromisoformat
NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "style", "draw")
)
CALCEXT = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"


def text(value, more=""):
    return of_texts(f"<text:p>{value}</text:p>", more)


def of_texts(content, more=""):
    return f'<table:table-cell office:value-type="string" {more}>{content}</table:table-cell>'


def number(value, more=""):
    return f'<table:table-cell office:value-type="float" office:value="{value}" {more}/>'


def day(value, more=""):
    return f'<table:table-cell office:value-type="date" office:date-value="{value}" {more}/>'


def row(*cells, more=""):
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def sheet(*rows, name="Blad1", more=""):
    return f'<table:table table:name="{name}" {more}>{"".join(rows)}</table:table>'


def document(*sheets, styles=""):
    return (
        f'<?xml version="1.0"?><office:document-content {NAMESPACES} {CALCEXT}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{''.join(sheets)}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )


def ods(*sheets, manifest="<manifest/>", mimetype=MIMETYPE, **options):
    content = (
        sheets[0] if sheets and sheets[0].startswith("<?xml") else document(*sheets, **options)
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", mimetype, zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", content)
    return stream.getvalue()


HEADER = row(text("soort"), text("datum"), text("x"), text("y"))
GOOD = row(text("1.4.6"), day("2023-12-31T14:30:00"), number("94000.5"), number(452000))
NAME = "a.ods"


def test_cells_are_numbers_dates_and_texts(read):
    second = row(text("Straat<text:span>roof</text:span>"), day("2023-12-31"))
    parsed = read(ods(sheet(HEADER, GOOD, second)), name=NAME)
    one, two = parsed.rows
    assert (parsed.unit, one.line, one.x) == ("Rij", 2, 94000.5)
    assert (one.start, two.start) == (moment("2023-12-31T14:30"), date(2023, 12, 31))
    assert (two.category, two.x) == ("1.4.6", None)


def test_what_others_write_is_read(read, tmp_path):
    frame = pd.DataFrame(
        {"soort": ["1.4.6", "Overval"], "datum": ["31-12-2023", None], "x": [94000.5, None]}
    )
    frame["datum"] = [moment("2023-12-31T14:30"), moment("2023-01-02T00:00")]
    frame["y"] = [452000.0, None]
    pyogrio.write_dataframe(frame, tmp_path / NAME, driver="ODS", layer="blad")
    rows = read(tmp_path / NAME).rows
    assert [(each.category, each.start, each.x) for each in rows] == [
        ("1.4.6", moment("2023-12-31T14:30"), 94000.5),
        ("1.4.7", moment("2023-01-02T00:00"), None),
    ]


def test_another_reader_sees_the_same_cells(write):
    path = write(ods(sheet(HEADER, GOOD)), NAME)
    sheet_of_calamine = python_calamine.load_workbook(path).get_sheet_by_index(0)
    assert sheet_of_calamine.to_python()[1] == [
        "1.4.6",
        moment("2023-12-31T14:30"),
        94000.5,
        452000,
    ]


def test_repeated_cells_and_rows_are_counted(rules, read):
    blank = row("<table:table-cell/>", more='table:number-rows-repeated="7"')
    last = row(
        text("fout"), day("2023-12-31"), '<table:table-cell table:number-columns-repeated="16380"/>'
    )
    rest = row("<table:table-cell/>", more='table:number-rows-repeated="1048565"')
    assert rules(ods(sheet(HEADER, blank, last, rest)), name=NAME) == [(9, "category.not_known")]
    twice = row(text("1.4.6"), day("2023-12-31"), more='table:number-rows-repeated="3"')
    assert [each.line for each in read(ods(sheet(HEADER, twice)), name=NAME).rows] == [2, 3, 4]


def test_formulas_are_refused_with_their_cell(read):
    formula = number(1, 'table:formula="of:=TODAY()"')
    cells = row(
        text("1.4.6"), formula, number(94000), number(452000), more='table:number-rows-repeated="2"'
    )
    parsed = read(ods(sheet(HEADER, row(), cells)), name=NAME)
    assert [(each.rule, each.line) for each in parsed.rejections] == [
        ("cell.formula", 3),
        ("cell.formula", 4),
    ]
    assert "cel B3" in parsed.rejections[0].message
    assert "=TODAY()" in parsed.rejections[0].message
    assert "cel B4" in parsed.rejections[1].message


def test_a_formula_for_a_column_name(refusal):
    header = row(text("soort"), text("datum", 'table:formula="of:=A1"'))
    assert refusal(ods(sheet(header, GOOD)), name=NAME).rule == "xlsx.header_formula"


def test_error_values_are_refused_with_their_cell(read):
    error = text("#N/A", 'calcext:value-type="error"')
    parsed = read(ods(sheet(HEADER, row(error, text("Err:502")))), name=NAME)
    assert [each.rule for each in parsed.rejections] == ["cell.error", "cell.error"]
    assert "cel A2" in parsed.rejections[0].message


def test_several_sheets_with_data(refusal):
    error = refusal(ods(sheet(HEADER, GOOD), sheet(HEADER, name="Meer")), name=NAME)
    assert error.rule == "xlsx.sheets"
    assert "‘Blad1’, ‘Meer’" in str(error)


def test_empty_and_hidden_sheets_do_not_count(read):
    hide = '<style:table-properties table:display="false"/>'
    style = f'<style:style style:name="ta2">{hide}</style:style>'
    hidden = sheet(HEADER, name="Verborgen", more='table:style-name="ta2"')
    data = ods(sheet(row(), name="Leeg"), hidden, sheet(HEADER, GOOD), styles=style)
    assert len(read(data, name=NAME).rows) == 1


def test_what_was_deleted_or_noted_is_no_data(read):
    deleted = f"<table:tracked-changes>{row(text('weg'))}</table:tracked-changes>"
    note = "<office:annotation><text:p>Jansen belde</text:p></office:annotation>"
    noted = of_texts(f"{note}<text:p>1.4.6</text:p>")
    parsed = read(ods(deleted, sheet(HEADER, row(noted, day("2023-12-31")))), name=NAME)
    assert [each.category for each in parsed.rows] == ["1.4.6"]


def test_empty_header_only_and_ragged(refusal, rules):
    assert refusal(ods(sheet()), name=NAME).rule == "file.empty"
    assert refusal(ods(sheet(HEADER)), name=NAME).rule == "file.no_rows"
    loose = row(text("1.4.6"), day("2023-12-31"), number(1), number(2), text("los"))
    assert rules(ods(sheet(HEADER, loose)), name=NAME) == [(2, "row.ragged")]


def test_two_columns_with_one_name(refusal):
    data = ods(sheet(row(text("soort"), text("Soort"), text("datum")), GOOD))
    assert refusal(data, name=NAME).rule == "columns.double"


@pytest.mark.parametrize("keep", [0.05, 0.5, 0.99])
def test_truncated(refusal, keep):
    data = ods(sheet(HEADER, GOOD))
    assert refusal(data[: int(len(data) * keep)], name=NAME).rule == "ods.broken"


@pytest.mark.parametrize(
    "content",
    [
        document(sheet(HEADER, GOOD))[:-20],
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>',
        document(sheet(HEADER, row(text("1"), more='table:number-rows-repeated="veel"'))),
    ],
)
def test_broken_xml(refusal, content):
    assert refusal(ods(content), name=NAME).rule == "ods.broken"


@pytest.mark.parametrize(
    "rows",
    [
        [HEADER, row(text("1.4.6"), more='table:number-rows-repeated="999999999"')],
        [HEADER, row(text("1.4.6", 'table:number-columns-repeated="999999999"'))],
        [HEADER, row(text("x" * 200_000))],
        [HEADER, row(text('<text:s text:c="999999999"/>'))],
        ["<table:table-row-group>" * 200],
    ],
)
def test_more_than_a_sheet_has(refusal, rows):
    content = document(sheet(*rows))
    assert refusal(ods(content), name=NAME).rule == "ods.too_large"


def test_a_bomb_is_not_unpacked(refusal):
    content = document(sheet(HEADER, "<!--" + "x" * (20 << 20) + "-->"))
    error = refusal(ods(content), name=NAME)
    assert error.rule == "geo.zip.too_large"


def test_one_name_that_goes_on(refusal):
    noise = "".join(chr(97 + i * i % 23) for i in range(997)) * 6_000
    content = document(sheet(HEADER, f"<!--{noise}-->"))
    assert refusal(ods(content), name=NAME).rule in ("ods.too_large", "geo.zip.too_large")


def test_locked(refusal):
    manifest = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
    assert refusal(ods(sheet(HEADER), manifest=manifest), name=NAME).rule == "geo.zip.locked"


def test_another_document(refusal):
    data = ods(sheet(HEADER), mimetype="application/vnd.oasis.opendocument.text")
    assert refusal(data, name="a.odt").rule == "file.unknown"
    assert refusal(ods(sheet(HEADER)), name="a.xlsx").rule == "file.other_format"


def test_cameras_with_amounts_and_whole_numbers(read):
    header = row(*map(text, ("naam", "soort", "geldig vanaf", "besluit", "kosten")))
    amount = '<table:table-cell office:value-type="currency" office:value="1250.5"/>'
    camera = row(number(12), text("Vast"), day("2023-01-01"), number("7.0"), amount)
    (found,) = read(ods(sheet(header, camera)), Kind.CAMERAS, name=NAME).rows
    assert (found.name, found.decision, found.yearly_cost) == ("12", "7", 1250.5)

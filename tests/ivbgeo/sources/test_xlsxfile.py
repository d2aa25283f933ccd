import io
import struct
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from ivbgeo.sources import Kind

moment = datetime.fromisoformat


def workbook(*rows, **others):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for title, content in others.items():
        sheet = book.create_sheet(title)
        for row in content:
            sheet.append(row)
    return book


def content(book):
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def replaced(data, name, change):
    """Give the workbook with one of its parts changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for part in old.namelist():
            new.writestr(part, change(old.read(part)) if part == name else old.read(part))
    return stream.getvalue()


HEADER = ("soort", "datum", "x", "y")
GOOD = ("1.4.6", moment("2023-12-31 14:30"), 94000.5, 452000)
SHEET = "xl/worksheets/sheet1.xml"


def test_cells_are_numbers_and_dates(read):
    data = content(workbook(HEADER, GOOD, ("Straatroof", date(2023, 12, 31), None, None)))
    parsed = read(data, name="a.xlsx")
    assert parsed.unit == "Rij"
    first, second = parsed.rows
    assert (first.start, first.x) == (moment("2023-12-31 14:30"), 94000.5)
    assert (second.start, second.x) == (date(2023, 12, 31), None)
    assert type(second.start) is date


def test_midnight_is_a_time_where_the_cell_shows_one(read):
    book = workbook(HEADER, ("1.4.6", moment("2023-12-31"), None, None))
    book.active["B2"].number_format = "dd-mm-yyyy hh:mm"
    (row,) = read(content(book), name="a.xlsx").rows
    assert row.start == moment("2023-12-31")


def test_rows_have_the_numbers_of_excel(rules):
    book = workbook()
    for at, row in ((3, HEADER), (5, GOOD), (9, ("fout", *GOOD[1:]))):
        for column, value in enumerate(row, 1):
            book.active.cell(at, column, value)
    assert rules(content(book), name="a.xlsx") == [(9, "category.not_known")]


def test_formulas_are_refused_with_their_cell(read):
    data = content(workbook((*HEADER, "totaal"), ("1.4.6", "=TODAY()", "=1+1", 452000, "=A1")))
    parsed = read(data, name="a.xlsx")
    assert [(r.rule, r.column) for r in parsed.rejections] == [
        ("cell.formula", "datum"),
        ("cell.formula", "x"),
    ]
    assert "cel B2" in parsed.rejections[0].message
    assert parsed.ignored_columns == ("totaal",)


def test_a_formula_for_a_column_name(refusal):
    assert refusal(content(workbook(("soort", "=A1"), GOOD)), name="a.xlsx").rule == (
        "xlsx.header_formula"
    )


def test_error_values_are_refused_with_their_cell(rules):
    book = workbook(HEADER, ("1.4.6", "#N/A", "#REF!", 452000))
    assert rules(content(book), name="a.xlsx") == [(2, "cell.error"), (2, "cell.error")]


def test_a_number_is_no_date_and_a_date_no_category(rules):
    book = workbook(HEADER, ("1.4.6", 45291, None, None), (moment("2006-04-01"), *GOOD[1:]))
    assert rules(content(book), name="a.xlsx") == [(2, "date.number"), (3, "category.not_known")]


def test_cells_beyond_the_header(rules):
    assert rules(content(workbook(HEADER, (*GOOD, "los"))), name="a.xlsx") == [(2, "row.ragged")]


def test_several_sheets_with_data(refusal):
    error = refusal(content(workbook(HEADER, GOOD, Meer=[HEADER])), name="a.xlsx")
    assert error.rule == "xlsx.sheets"
    assert "‘Meer’" in str(error)


def test_empty_and_hidden_sheets_do_not_count(read):
    book = workbook(HEADER, GOOD, Leeg=[], Verborgen=[("a",)])
    book["Verborgen"].sheet_state = "hidden"
    assert len(read(content(book), name="a.xlsx").rows) == 1


def test_empty_and_header_only(refusal):
    assert refusal(content(workbook()), name="a.xlsx").rule == "file.empty"
    assert refusal(content(workbook(HEADER)), name="a.xlsx").rule == "file.no_rows"


@pytest.mark.parametrize("keep", [0.05, 0.5, 0.99])
def test_truncated(refusal, keep):
    data = content(workbook(HEADER, GOOD))
    assert refusal(data[: int(len(data) * keep)], name="a.xlsx").rule == "xlsx.broken"


def test_not_a_zip(refusal):
    assert refusal("soort;datum\n1.4.6;1-1-2023\n", name="a.xlsx").rule == "xlsx.broken"


def test_another_zip(refusal):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert refusal(stream.getvalue(), name="a.xlsx").rule == "file.other_format"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    assert refusal(stream.getvalue(), name="a.xlsx").rule == "file.unknown"


def test_encrypted_and_old(refusal):
    old = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000)
    assert refusal(old, name="a.xls").rule == "xlsx.old"
    assert refusal(old + "EncryptedPackage".encode("utf-16-le"), name="a.xlsx").rule == (
        "xlsx.encrypted"
    )


def test_a_bomb_is_not_unpacked(refusal):
    data = content(workbook(HEADER, GOOD))
    at = data.rindex(b"PK\x01\x02")  # the last part in the directory: say that it is 3 GB
    bomb = data[: at + 24] + struct.pack("<I", 3 << 30) + data[at + 28 :]
    assert refusal(bomb, name="a.xlsx").rule == "geo.zip.too_large"


def test_a_very_many_parts(refusal):
    stream = io.BytesIO(content(workbook(HEADER, GOOD)))
    with zipfile.ZipFile(stream, "a") as archive:
        for number in range(10_001):
            archive.writestr(f"xl/media/{number}", b"")
    assert refusal(stream.getvalue(), name="a.xlsx").rule == "geo.zip.too_large"


def test_entities_are_not_expanded(refusal):
    entity = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb">]>'
    data = replaced(content(workbook(HEADER, GOOD)), SHEET, lambda part: entity + part)
    assert refusal(data, name="a.xlsx").rule == "xlsx.broken"


def test_a_false_size_and_a_false_row_number(refusal, read):
    def lie(part):
        return part.replace(b'ref="A1:D2"', b'ref="A1:XFD1048576"')

    data = replaced(content(workbook(HEADER, GOOD)), SHEET, lie)
    assert b"XFD1048576" in zipfile.ZipFile(io.BytesIO(data)).read(SHEET)
    assert len(read(data, name="a.xlsx").rows) == 1
    data = replaced(data, SHEET, lambda part: part.replace(b'r="2"', b'r="999999999"'))
    assert refusal(data, name="a.xlsx").rule == "xlsx.broken"


def test_whole_numbers_as_text(read):
    header = ("naam", "soort", "geldig vanaf", "besluit", "kosten")
    data = content(workbook(header, (12, "Vast", date(2023, 1, 1), 7.0, 1250)))
    (row,) = read(data, Kind.CAMERAS, name="a.xlsx").rows
    assert (row.name, row.decision, row.yearly_cost) == ("12", "7", 1250.0)


def test_a_row_of_a_million_cells_is_not_held(refusal):
    row = b"<row>" + b"<c/>" * 1_100_000 + b"</row></sheetData>"
    data = replaced(
        content(workbook(HEADER, GOOD)), SHEET, lambda part: part.replace(b"</sheetData>", row)
    )
    assert refusal(data, name="a.xlsx").rule == "geo.zip.too_large"


def test_a_large_sheet_of_common_rows_is_read(read):
    number = 10_000
    soort = b'<c t="inlineStr"><is><t>1.4.6' + b" " * 400 + b"</t></is></c>"
    row = b"<row>" + soort + b'<c t="str"><v>31-12-2023</v></c></row>'
    data = replaced(
        content(workbook(HEADER, GOOD)),
        SHEET,
        lambda part: part.replace(b"</sheetData>", row * number + b"</sheetData>"),
    )
    assert len(read(data, name="a.xlsx").rows) == 1 + number


def test_a_part_that_is_packed_very_tightly(refusal):
    data = replaced(
        content(workbook(HEADER, GOOD)), "xl/styles.xml", lambda part: part + b" " * (20 << 20)
    )
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, old.read(name))
    assert len(stream.getvalue()) < 100_000
    assert refusal(stream.getvalue(), name="a.xlsx").rule == "geo.zip.too_large"

import codecs
import csv
import io
import random
from datetime import date

import pytest

from ivbgeo.sources import Kind, read_file
from ivbgeo.sources.csvfile import open_csv

CAMERAS = "naam;soort;geldig vanaf;besluit;x;y\n"
CAMERA = "Café De Beiaard;vast;1-1-2023;B1;94000,5;452000\n"


@pytest.mark.parametrize(
    "content",
    [
        (CAMERAS + CAMERA).encode(),
        codecs.BOM_UTF8 + (CAMERAS + CAMERA).encode(),
        (CAMERAS + CAMERA).encode("utf-16"),
        codecs.BOM_UTF16_BE + (CAMERAS + CAMERA).encode("utf-16-be"),
        (CAMERAS + CAMERA).encode("cp1252"),
    ],
    ids=["utf-8", "utf-8 with bom", "utf-16-le", "utf-16-be", "cp1252"],
)
def test_encodings_give_the_same_row(read, content):
    (row,) = read(content, Kind.CAMERAS).rows
    assert row.name == "Café De Beiaard"
    assert (row.x, row.y) == (94000.5, 452000.0)


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_separators_and_newlines(read, separator, newline):
    lines = [["soort", "datum", "x", "y"], ["1.4.6", "31-12-2023", "94000.5", "452000"]]
    parsed = read(newline.join(separator.join(line) for line in lines))
    assert (parsed.rows[0].x, parsed.rows[0].line) == (94000.5, 2)


def test_decimal_commas_do_not_pass_for_separators(read):
    text = (
        "soort;datum, tijd;x;y\n1.4.6;31-12-2023;94000,5;452000,5\n1.4.6;1-1-2023;94000,5;452000,5"
    )
    assert len(read(text).rows) == 2


def test_a_first_line_that_says_the_separator_counts_as_a_line(read):
    assert read("sep=|\nsoort|datum\n1.4.6|1-1-2023\n").rows[0].line == 3


def test_line_numbers_after_quoted_line_breaks_and_blank_lines(rules):
    text = 'soort;datum;opmerking\n1.4.6;1-1-2023;"een\ntwee\ndrie"\n\n;;\nfout;1-1-2023;x\n'
    assert rules(text) == [(7, "category.not_known")]


def test_ragged_rows_are_refused_without_showing_their_cells(read):
    text = (
        "soort;datum;x;y\n1.4.6;1-1-2023;94000;452000;Jansen\n1.4.6;1-1-2023\n1.4.6;1-1-2023;;;;\n"
    )
    parsed = read(text)
    assert [(r.line, r.rule) for r in parsed.rejections] == [(2, "row.ragged"), (3, "row.ragged")]
    assert "Jansen" not in str(parsed)
    assert "5 cellen en 4 kolommen" in parsed.rejections[0].message
    assert [row.line for row in parsed.rows] == [4]


def test_a_stray_quotation_mark_costs_one_row(rules):
    text = 'soort;datum\n"1.4.6"x;1-1-2023\n1.4.6;1-1-2023\n'
    assert rules(text) == [(2, "row.quotes")]


def test_a_quotation_mark_that_never_closes(refusal):
    error = refusal('soort;datum\n1.4.6;1-1-2023\n"1.4.6;1-1-2023\n1.4.6;1-1-2023\n')
    assert (error.rule, error.values["line"]) == ("csv.unclosed", 3)


def test_a_broken_header(refusal):
    assert refusal('"soort"x;datum\n1.4.6;1-1-2023\n').rule == "csv.quotes"


@pytest.mark.parametrize(
    "content", [b"", b" \n\r\n", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, b";;\n;;\n"]
)
def test_empty(refusal, content):
    assert refusal(content).rule == "file.empty"


def test_header_only(refusal):
    assert refusal("soort;datum\n\n;\n").rule == "file.no_rows"


@pytest.mark.parametrize("break_", ["", "\n"], ids=["one line", "many lines"])
def test_ten_megabytes_in_one_field(refusal, break_):
    huge = ("a" * 999 + break_) * 10_000
    error = refusal(f'soort;datum;tekst\n1.4.6;1-1-2023;a\n1.4.6;1-1-2023;"{huge}"\n')
    assert (error.rule, error.values["line"]) == ("csv.field_length", 3)


def test_ten_megabytes_in_the_header(refusal):
    assert refusal("a" * 10_000_000).rule == "csv.field_length"


def test_nul(refusal):
    error = refusal(b"soort;datum\n1.4.6;1-1-2023\n1.4.6\0;1-1-2023\n")
    assert (error.rule, error.values["line"]) == ("csv.nul", 3)


def test_utf_16_without_a_mark_is_no_text(refusal):
    assert refusal("soort;datum\n".encode("utf-16-le")).rule == "csv.nul"


@pytest.mark.parametrize(
    "content",
    [
        "soort;datum;café\n1.4.6;1-1-2023;".encode() + b"caf\xe9\n",
        codecs.BOM_UTF8 + b"soort;datum;a\n1.4.6;1-1-2023;caf\xe9\n",
        b"soort;datum;a\n1.4.6;1-1-2023;caf\xe9\x81\n",
        "soort;datum\n1.4.6;1".encode("utf-16") + b"\x00",
        "soort;datum\n1.4.6;1".encode("utf-16") + b"\x00\xd8\x00\x00",
    ],
    ids=[
        "two encodings",
        "bom and cp1252",
        "no encoding at all",
        "half a character",
        "half a pair",
    ],
)
def test_what_can_not_be_decoded(refusal, content):
    error = refusal(content)
    assert error.rule == "csv.encoding"
    assert error.values["line"] <= 2


def test_the_line_of_a_second_encoding_deep_in_a_large_file(refusal):
    content = "soort;datum;é\n".encode() + b"1.4.6;1-1-2023;a\n" * 100_000 + b"\xe9;;\n"
    assert refusal(content).values["line"] == 100_002


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_large_file_reads_as_the_standard_library_reads_it(write, end):
    chance = random.Random(4)  # noqa: S311 - to mix, not to keep a secret
    odd = [
        f'1.4.6;"a{end}b;c"{end}',  # a record on two lines
        f'"1.4.6";"say ""so"""{end}',
        end,
        f" ;{end}",
        f"1.4.6;x;y{end}",
        f"1.4.6;x;;{end}",
        f"1.4.6{end}",
        f"1.4.6;é\u2028\x0b\x85{end}",  # no ends of lines
    ]
    plain = [f"1.4.6;{'word ' * 9}{number}{end}" for number in range(1_000)]
    # Long runs of plain lines, and places where they are not.
    text = f"soort;tekst{end}" + "".join(
        "".join(chance.choices(plain, k=chance.choice([1, 9_000])))
        + "".join(chance.choices(odd, k=3))
        for _ in range(12)
    )
    path = write(text.removesuffix(end).encode())
    assert path.stat().st_size > 1 << 20
    expected, line = [], 1
    for cells in csv.reader(io.StringIO(text, newline=""), delimiter=";"):
        if any(cell.strip() for cell in cells):
            expected.append((line, cells))
        line += 1 + "".join(cells).replace("\r\n", "\n").replace("\r", "\n").count("\n")
    with open_csv(path) as table:
        found = list(table.records)
    assert [record.line for record in found] == [line for line, _ in expected[1:]]
    for record, (_, cells) in zip(found, expected[1:], strict=True):
        if len(cells) == 2 or (len(cells) > 2 and not any(cells[2:])):
            assert list(record.cells) == cells[:2]
        else:
            assert record.fault.rule == "row.ragged"


def test_how_far_a_file_is_read_is_told(write):
    path = write("soort;datum\n" + "1.4.6;1-1-2023\n" * 100_000)
    told = []
    read_file(
        path,
        Kind.INCIDENTS,
        categories={"Straatroof": "1.4.6"},
        today=date(2026, 11, 1),
        progress=lambda *done: told.append(done),
    )
    size = path.stat().st_size
    assert len(told) > 2
    assert told == sorted(told)
    assert told[-1] == (size, size)


@pytest.mark.parametrize("shift", range(-2, 3))
def test_an_end_of_a_line_that_is_read_in_two_parts(read, shift):
    # Half a MiB is read at a time.
    head = "soort;datum;tekst\r\n1.4.6;1-1-2023;"
    first = head + "x" * 100_000 + "\r\n"
    rest = (1 << 19) + shift - len(first)
    lines = "1.4.6;1-1-2023;\r\n" * (rest // 17)
    padded = lines[:-2] + " " * (rest - len(lines)) + "\r\n"
    parsed = read((first + padded + "fout;1-1-2023;\r\n").encode())
    assert [(r.line, r.rule) for r in parsed.rejections] == [(3 + rest // 17, "category.not_known")]
    assert parsed.rows_read == 2 + rest // 17

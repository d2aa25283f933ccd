"""CSV in blocks: the numbers of each record, and every byte kept."""

import csv
import io
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ivbgeo.bulk.coordinates import WGS84, Coordinates
from ivbgeo.bulk.csvfile import CsvFile
from ivbgeo.bulk.target import CsvTarget
from ivbgeo.errors import DataError, UsageError

XY = Coordinates("x", "y")
CODES = ("BU06370101", "BU06370102")
NUMBERS = {
    "": np.nan, " ": np.nan, "92345": 92345.0, "92345.25": 92345.25, "92345,25": 92345.25,
    "92.345": 92345.0, "92.345,5": 92345.5, " 450000 ": 450000.0, "-1e3": -1000.0, "0": 0.0,
}  # fmt: skip
TEXTS = st.text(alphabet='ab;,"\n\r\té', max_size=6)


@st.composite
def files(draw):
    """The bytes of a file, those of the same with codes, x and y of each record, separator."""
    separator, bom = draw(st.sampled_from(";,\t")), draw(st.sampled_from(["", "\ufeff"]))
    ends = st.sampled_from(["\n", "\r\n", "\r"] if draw(st.booleans()) else ["\n"])
    # Numbers of one kind go the quick way, of all kinds the careful one.
    kinds = draw(st.sampled_from([["92345", "92345.25", ""], ["92345,25", "", "1e5"], [*NUMBERS]]))
    rows = draw(
        st.lists(st.tuples(TEXTS, st.sampled_from(kinds), st.sampled_from(kinds)), max_size=8)
    )
    order = draw(st.permutations(range(3)))

    def record(cells):
        written = io.StringIO()
        quoting = draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
        writer = csv.writer(written, delimiter=separator, quoting=quoting, lineterminator="\r\n")
        writer.writerow(cells[i] for i in order)
        line = written.getvalue().removesuffix("\r\n")
        # Not every program puts a text in quotes because of a mark in the middle of it.
        text = cells[0]
        bare = text[:1] not in ("", '"') and not {*text} & {*";,\n\r\t"}
        quoted = text.replace('"', '""')
        return line.replace(f'"{quoted}"', text) if bare else line

    before = after = bom
    positions = []
    for number, cells in enumerate([("naam", "x", "y"), *rows]):
        position = draw(st.sampled_from([-1, 0, 1])) if number else -1
        code = ("", *CODES)[position + 1] if number else "area_code"
        end = draw(ends)
        if number == len(rows) and draw(st.booleans()):
            end = ""
        elif draw(st.integers(0, 5)) == 0:
            end += draw(ends)
        text = record(cells)
        before += text + end
        after += text + separator + code + end
        positions += [position] if number else []
    values = [[NUMBERS.get(row[i], 1e5) for row in rows] for i in (1, 2)]
    return before.encode(), after.encode(), values, positions


@settings(max_examples=100)
@given(files(), st.sampled_from([1, 5, 17, 1000]), st.sampled_from([1, 30, 1000]))
def test_every_byte_is_kept_and_each_record_gets_its_code(file, block_size, piece_size):
    before, after, values, positions = file
    with tempfile.TemporaryDirectory() as folder:
        path, out = Path(folder, "in.csv"), Path(folder, "uit.csv")
        path.write_bytes(before)
        opened = CsvFile.open(path, ["x", "y"])
        found = [[], []]
        with CsvTarget(out, opened, CODES) as target:
            for piece in opened.partitions(piece_size):
                for block in opened.blocks(piece, block_size):
                    x, y = opened.points(block, XY)
                    target.write(block, np.array(positions[len(found[0]) :][: x.size], np.int32))
                    found[0] += x.tolist()
                    found[1] += y.tolist()
        assert out.read_bytes() == after
        np.testing.assert_array_equal(found, values)


def read(path, coordinates=XY):
    file = CsvFile.open(path, [coordinates.x, coordinates.y])
    blocks = list(file.blocks(file.whole()))
    return file, [file.points(block, coordinates) for block in blocks], blocks


@pytest.mark.parametrize(
    ("text", "rule", "said"),
    [
        (b'n,x,y\n"a\nb",1,2\n\nc,3\n', "points.row", "Regel 5: er zijn 2 cellen en 3 kolommen."),
        (b"x,y\n1,2\n3,4,\n", "points.row", "Regel 3: er zijn 3 cellen en 2 kolommen."),
        (b"x;y\r\n1;2\r\n3;n/a\r\n", "points.row", "Regel 3, kolom ‘y’: ‘n/a’ is geen getal."),
        (b"x,y\n1,2\nnan,4\n", "points.row", "Regel 3, kolom ‘x’: ‘nan’ is geen getal."),
        (b"x,y\r1,2\r3,inf\r", "points.row", "Regel 3, kolom ‘y’: ‘inf’ is geen getal."),
        (b"x;y\n\xe9;2\n", "points.row", "Regel 2, kolom ‘x’: ‘é’ is geen getal."),
        (b'x,y\n1,2\n3,"4\n5,6\n', "csv.unclosed", "op regel 3 begint"),
        (b"x,y\n1,2\n3,\0\n", "csv.nul", "regel 3 heeft een NUL-teken"),
        ("x,y\n1,2\n".encode("utf-16"), "points.utf16", "CSV UTF-8"),
        (b"", "file.empty", "leeg"),
        (b"\xef\xbb\xbf\n\n", "file.empty", "leeg"),
        (b"x,y\n" + b"a" * (17 << 20), "points.long_line", "regel 2 is te lang"),
        (b'x,y\n1,"' + b"abcdefghi\n" * (17 << 17), "csv.unclosed", "op regel 2 begint"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_can_not_be_read_is_refused_with_its_place(tmp_path, text, rule, said):
    path = tmp_path / "in.csv"
    path.write_bytes(text)
    with pytest.raises(DataError) as caught:
        read(path)
    assert caught.value.rule == rule
    assert said in str(caught.value)


def test_a_column_that_is_not_there_or_twice_is_refused(tmp_path):
    path = tmp_path / "in.csv"
    path.write_text("x;y;y\n1;2;3\n")
    file = CsvFile.open(path, ["x", "y"])
    with pytest.raises(UsageError, match="‘y’ staat er meer dan één keer in"):
        XY.columns_of(file.columns, "in.csv")
    with pytest.raises(UsageError, match="Gevonden kolommen: ‘x’, ‘y’, ‘y’"):
        Coordinates("x", "Y").columns_of(file.columns, "in.csv")


def test_in_degrees_a_point_is_never_one_of_thousands(tmp_path):
    path = tmp_path / "in.csv"
    path.write_text('lon;lat\n4.493;52.057\n"4,493";52.057\n')
    _, [(lon, lat)], _ = read(path, Coordinates("lon", "lat", WGS84))
    assert (lon.tolist(), lat.tolist()) == ([4.493] * 2, [52.057] * 2)


def test_the_separator_is_what_the_file_says_or_what_the_columns_show(tmp_path):
    path = tmp_path / "in.csv"
    path.write_bytes(b'"sep=|"\r\nx|y|a;b;c;d\r\n1|2|\r\n')
    file, [(x, _)], _ = read(path)
    assert (file.separator, file.columns, file.line, x.tolist()) == (
        "|",
        ("x", "y", "a;b;c;d"),
        3,
        [1.0],
    )
    path.write_text("naam, adres, plaats;x;y\na, b, c;1;2\n")
    assert read(path)[0].separator == ";"


def test_other_columns_come_as_text_in_the_encoding_of_the_file(tmp_path):
    path = tmp_path / "in.csv"
    for encoding in ("cp1252", "utf-8"):
        path.write_bytes('x,y,soort\n1,2,"€, één"\n3,4,\n'.encode(encoding))
        file, _, [block] = read(path)
        assert file.encoding == encoding
        assert file.texts(block, ["soort"]).to_pydict() == {"soort": ["€, één", None]}


def test_rows_without_an_end_or_without_rows_are_whole(tmp_path):
    path = tmp_path / "in.csv"
    for text, rows in ((b"x,y", 0), (b"x,y\n", 0), (b"x,y\n\n\n", 0), (b"x,y\n1,2", 1)):
        path.write_bytes(text)
        file, points, _ = read(path)
        assert sum(x.size for x, _ in points) == rows
        with CsvTarget(tmp_path / "uit.csv", file, CODES) as target:
            for block in file.blocks(file.whole()):
                target.write(block, np.ones(rows, np.int32))
        written = (tmp_path / "uit.csv").read_bytes()
        assert written == text.replace(b"x,y", b"x,y,area_code").replace(b"1,2", b"1,2,BU06370102")


def test_a_code_is_written_so_that_it_stays_one_field(tmp_path):
    path, out = tmp_path / "in.csv", tmp_path / "uit.csv"
    path.write_bytes("x,y,é\n1,2,\n".encode("cp1252"))
    file, _, [block] = read(path)
    with CsvTarget(out, file, ['A,"é"']) as target:
        target.write(block, np.zeros(1, np.int32))
    assert out.read_bytes() == 'x,y,é,area_code\n1,2,,"A,""é"""\n'.encode("cp1252")

"""Ways to harm a file: its bytes, what a zip holds, the pages of a database, a part of it."""

import io
import random
import zipfile
from pathlib import Path

from hypothesis import strategies as st

TOKENS = (
    b"", b"\0", b"\0" * 64, b"\xff" * 8, b"\xef\xbb\xbf", b"\xff\xfe", b"NaN", b"nan", b"Infinity",
    b"1e400", b"-1e400", b"9" * 400, b"-1", b"4294967295", b"2147483648", b"1_000", b"=1+1",
    b"=cmd|'/c'!A1", b"@SUM(A1)", b"-1+1", b"\\ud800", b"\xed\xa0\x80", b"\xe2\x80\xae",
    b"\xe2\x80\x8f", b"31-02-2023", b"12/31/2023", b"0000-00-00", b"9999-12-31T24:00:00",
    b"-0001-01-01", b"20231399", b"31-12-23", b"1.4.6", b"0.0.0", b"BU06370101", b"92.841,5",
    b"null", b"[]", b"{}", b"[[[[", b"]]", b'"', b"'", b";", b",", b"\t", b"\r", b"\n", b"\r\n",
    b"<", b"&#0;", b"]]>", b"<!DOCTYPE a [<!ENTITY b 'bb'>]>", b"<table:table-row>",
    b'table:number-rows-repeated="999999999"', b'table:number-columns-repeated="16384"',
    b'table:formula="of:=1"', b"Point", b"Polygon", b"MultiPoint", b"EPSG:28992", b"EPSG:3857",
    b"UTF-8", b"cp037", b"utf-16", b"%s%n", b"../../x", b"\x00\x00\x00\x00\x00\x00\xf8\x7f",
    b"\x00\x00\x00\x00\x00\x00\xf0\x7f", b"\xff\xff\xff\x7f", b"\x00\x00\x00\x80",
)  # fmt: skip
_PAGE = 4096
_MANY = 6
# Where in a member the rows begin: what goes before is mostly lay-out.
_ROWS_BEGIN = {
    "content.xml": b"<table:table ", "sheet1.xml": b"<sheetData", "sharedStrings.xml": b"<si",
    ".dbf": b"", ".shp": b"",
}  # fmt: skip

_WAYS = (
    "flip", "flip", "set", "token", "replace", "replace", "insert", "drop", "cut", "swap", "double",
    "page",
)  # fmt: skip


def _harms(seed):
    # Evenly over the file: what hypothesis draws by itself lies at its ends more often than not.
    draw = random.Random(seed)  # noqa: S311 - no secret
    # A file with one harm is read further than one with many.
    return [
        (
            draw.choice(_WAYS),
            draw.random(),
            draw.random(),
            draw.randrange(256),
            draw.choice(TOKENS),
        )
        for _ in range(draw.choice((1, 1, 1, 2, 3, 6)))
    ]


_seeds = st.integers(0, 2**64 - 1)

HARMS = st.builds(_harms, _seeds)
"""What is done to some bytes; places are shares of the length."""


def _where(seed):
    draw = random.Random(seed)  # noqa: S311 - no secret
    return draw.random() < 0.8, draw.random()


WHERE = st.builds(_where, _seeds)
"""For a file of parts: whether inside one of them, and which."""


def harmed(content, harms):
    """Give the bytes after each harm."""
    for way, first, second, number, token in harms:
        at, other = sorted((int(first * len(content)), int(second * len(content))))
        content = _DO[way](content, at, other, number, token)
    return content


def _flip(content, at, _other, number, _token):
    for bit in range(1 + number % 3):
        place = (at + bit * 97) % max(len(content), 1)
        changed = bytes(byte ^ (1 << number % 8) for byte in content[place : place + 1])
        content = content[:place] + changed + content[place + 1 :]
    return content


def _set(content, at, _other, number, _token):
    length = 1 + number % 8
    return content[:at] + bytes([number]) * length + content[at + length :]


def _swap(content, at, other, number, _token):
    length = min(1 + number, other - at, len(content) - other)
    between = content[at + length : other]
    one, two = content[at : at + length], content[other : other + length]
    return content[:at] + two + between + one + content[other + length :]


def _double(content, at, other, number, _token):
    near = min(other, at + 1 + number)
    return content[:near] + content[at:near] * (1 + number % 4) + content[near:]


def _replace(content, at, _other, _number, token):
    """Put a token in the place of a whole word: what stands between signs."""
    signs = b'<>"=;,:{}[] \r\n\t\0'
    start = at
    while start > 0 and content[start - 1] not in signs:
        start -= 1
    stop = at
    while stop < len(content) and content[stop] not in signs:
        stop += 1
    return content[:start] + token + content[stop:]


def _page(content, at, other, number, _token):
    """Change pages of a database: exchange two, empty one, or give one the place of another."""
    pages = [content[i : i + _PAGE] for i in range(0, len(content), _PAGE)]
    if not pages:
        return content
    one, two = at // _PAGE % len(pages), other // _PAGE % len(pages)
    if number % 3 == 0:
        pages[one], pages[two] = pages[two], pages[one]
    elif number % 3 == 1:
        pages[one] = bytes(len(pages[one]))
    else:
        pages[one] = pages[two]
    return b"".join(pages)


_DO = {
    "flip": _flip,
    "set": _set,
    "token": lambda c, at, _other, _number, token: c[:at] + token + c[at + len(token) :],
    "replace": _replace,
    "insert": lambda c, at, _other, _number, token: c[:at] + token + c[at:],
    "drop": lambda c, at, other, number, _token: c[:at] + c[min(other, at + 1 + number) :],
    "cut": lambda c, _at, other, _number, _token: c[:other],
    "swap": _swap,
    "double": _double,
    "page": _page,
}


def harm_file(source: Path, target: Path, harms, where) -> None:
    """Write a harmed copy of a file; of a zip, inside a member, and of a Shapefile, in a part."""
    inside, share = where
    content = source.read_bytes()
    if source.suffix == ".shp":
        parts = sorted(p for p in source.parent.iterdir() if p.stem == source.stem)
        chosen = parts[int(share * len(parts))]
        for part in parts:
            data = part.read_bytes()
            target.with_suffix(part.suffix).write_bytes(
                harmed(data, harms) if part == chosen else data
            )
    elif inside and content.startswith(b"PK"):
        target.write_bytes(_rezipped(content, harms, share))
    else:
        target.write_bytes(harmed(content, harms))


def _rezipped(content, harms, share):
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", 8) as new:
        names = old.namelist()
        # More often than not, in what holds the rows.
        main = [name for name in names if name.endswith(tuple(_ROWS_BEGIN))]
        choice = names + main * 6
        chosen = choice[int(share * len(choice))]
        for name in names:
            data = old.read(name)
            if name == chosen:
                begin = next((b for end, b in _ROWS_BEGIN.items() if name.endswith(end)), b"")
                at = max(data.find(begin), 0) if len(harms) < _MANY else 0
                data = data[:at] + harmed(data[at:], harms)
            new.writestr(name, data)
    return made.getvalue()

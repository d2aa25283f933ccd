"""A document as a file: PDF/UA-1 by Typst, and its pages as pictures to look at.

The data goes to a fixed template as JSON: no text of it is ever read as markup or code. Nothing is
fetched, and no font of the machine is used: the same document gives the same bytes anywhere.
"""

from __future__ import annotations

import base64
import io
import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import matplotlib as mpl
import typst
from PIL import Image

from ivbgeo.dutch import day
from layers.document.content import (
    Bullets,
    KeyFigures,
    Link,
    Note,
    OpenQuestion,
    Paragraph,
    Picture,
    Sources,
    Strong,
    Table,
)
from layers.document.printed import joined, shown
from layers.palette import BORDER, INK
from layers.paper.text import printable, width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layers.document.content import Block, Document, KeyFigure, Line, Section

__all__ = ["page_count", "pdf", "pictures", "raster"]

FONT = "DejaVu Sans"  # of matplotlib, as on our maps: Latin, Greek, Cyrillic, Arabic, Hebrew
_SOFT, _PALE = "#42555c", "#eef2f3"
_WORDS = {"page": "bladzijde", "of": "van"}
_RUNNING = 90  # characters of what stands above each page but the first
_WIDE, _INSET, _CELL = 170.0, 3.2, 8.0  # of a table and within a cell: millimetres, points
_ENDS = " /–-.,;:!?()"
_PARTS = re.compile(r"\s*[^\s/–-]*[\s/–-]*")  # a line may end after each
_BREAK = "\u200b"
_TEMPLATE = Path(__file__).parent / "templates" / "document.typ"
_STANDARDS = ["ua-1", "a-2a"]


def pdf(document: Document) -> bytes:
    """Make an accessible PDF to keep: tagged, PDF/UA-1 and PDF/A-2a, with title and bookmarks."""
    made = _compiled(document, "pdf", pdf_standards=_STANDARDS)
    assert isinstance(made, bytes)  # noqa: S101 - a PDF is one file
    return made


def pictures(document: Document, dpi: float = 110) -> list[bytes]:
    """Make a PNG of each page, as it looks in the PDF."""
    made = _compiled(document, "png", ppi=dpi)
    return [made] if isinstance(made, bytes) else made


def page_count(document: Document) -> int:
    """Count the pages of a document."""
    found = typst.query(
        _files(document), "<pages>", field="value", one=True,
        font_paths=_fonts(), ignore_system_fonts=True,
    )  # fmt: skip
    return int(json.loads(found))


def raster(picture: Picture, millimetres: float, dpi: float = 220) -> bytes:
    """Give a picture as a PNG, drawn so many millimetres wide; a PNG stays what it is."""
    if picture.form == "png":
        return picture.data
    page = (
        f"#set page(width: {millimetres}mm, height: auto, margin: 0pt)\n"
        f'#image("{_file(0)}", width: 100%)'
    )
    files = {"main.typ": page.encode(), _file(0): picture.data}
    made = _typeset(files, "png", ppi=dpi)
    assert isinstance(made, bytes)  # noqa: S101 - it is one page
    return made


def _files(document: Document) -> Any:
    """Give the template and all it reads: files in memory, which the types of Typst don't know."""
    return {
        "main.typ": _TEMPLATE.read_bytes(),
        "document.json": json.dumps(_data(document)).encode(),
        **{_file(at): _drawing(one) for at, one in enumerate(document.pictures)},
    }


def _compiled(document: Document, form: str, **options: Any) -> bytes | list[bytes]:
    return _typeset(_files(document), form, **options)


def _typeset(files: Any, form: str, **options: Any) -> bytes | list[bytes]:
    made = typst.compile(
        files,
        format=cast("Any", form),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        **options,
    )
    return cast("bytes | list[bytes]", made)


def _data(document: Document) -> dict[str, Any]:
    """Give all that the template draws, with every text as the font can draw it."""
    running = f"{document.author}: {document.title}"
    if len(running) > _RUNNING:
        running = running[: _RUNNING - 1].rstrip() + "…"
    made = document.made
    files = iter(range(len(document.pictures)))
    return {
        "title": shown(document.title),
        "subtitle": printable(document.subtitle),
        "author": shown(document.author),
        "running": shown(running),
        "language": document.language,
        "date": [made.year, made.month, made.day],
        "day": day(made),
        "words": _WORDS,
        "look": {
            "font": FONT, "ink": INK, "soft": _SOFT, "edge": BORDER, "pale": _PALE,
            "enlarged": document.enlarged, "tight": document.tight,
        },
        "sections": [
            one
            for section in document.sections
            for one in _section(section, files, document.enlarged)
        ],
    }  # fmt: skip


def _section(section: Section, files: Iterator[int], enlarged: float) -> list[dict[str, Any]]:
    """Give a section and its parts, in the order of reading; what stands beside it within it."""
    found = [
        {
            "level": level,
            "heading": shown(part.heading),
            "blocks": [_block(block, files, enlarged) for block in part.blocks],
            "beside": [],
        }
        for level, part in section.walk()
    ]
    if not section.beside:
        return found
    wide = max(one.share for one in section.blocks if isinstance(one, Picture))
    return [{**found[0], "beside": found[1:], "share": wide}]


def _block(block: Block, files: Iterator[int], enlarged: float) -> dict[str, Any]:
    found: dict[str, Any]
    match block:
        case Paragraph():
            found = {"kind": "paragraph", "line": _line(block.line)}
        case Bullets():
            items = [_line(item) for item in block.items]
            found = {"kind": "bullets", "numbered": block.numbered, "items": items}
        case Note():
            heading = printable(block.heading)
            found = {"kind": "note", "heading": heading, "line": _line(block.line)}
        case OpenQuestion():
            found = {"kind": "question", "mark": shown(block.mark), "line": _line(block.line)}
        case Sources():
            found = {"kind": "sources", "items": [_line(item) for item in block.items]}
        case Table():
            found = _table(block, _CELL * enlarged)
        case Picture():
            found = {
                "kind": "picture",
                "file": _file(next(files)),
                "alternative": shown(block.alternative),
                "caption": printable(block.caption),
                "share": block.share,
            }
        case KeyFigures():
            found = {"kind": "figures", "items": [_key_figure(one) for one in block.items]}
    return found


def _table(block: Table, size: float) -> dict[str, Any]:
    shares = sum(one.share for one in block.columns)
    rooms = [
        _WIDE * (one.share / shares if shares else 1 / len(block.columns)) - _INSET
        for one in block.columns
    ]
    return {
        "kind": "table",
        "caption": shown(block.caption),
        "columns": [
            {
                "heading": _fitting(_line(one.heading), room, size),
                "numeric": one.numeric,
                "share": one.share,
            }
            for one, room in zip(block.columns, rooms, strict=True)
        ],
        "rows": [
            [
                {"line": _fitting(_line(cell), room, size)}
                for cell, room in zip(row, rooms, strict=True)
            ]
            for row in block.rows
        ],
    }


def _fitting(pieces: list[dict[str, str]], room: float, size: float) -> list[dict[str, str]]:
    """Tell the words that are too wide for a cell: hyphens go in these only.

    What is no word has no hyphens: it may be broken anywhere.
    """
    found = []
    for piece in pieces:
        for part in _PARTS.findall(piece["text"]) if piece["kind"] == "text" else ():
            if width(part.rstrip(), size, bold=True) <= room:
                found.append({"kind": "text", "text": part})
            elif part.rstrip(_ENDS).isalpha():
                found.append({"kind": "wide", "text": part})
            else:
                found.append({"kind": "text", "text": _BREAK.join(part)})
        if piece["kind"] != "text":
            found.append(piece)
    return found


def _key_figure(one: KeyFigure) -> dict[str, Any]:
    return {
        "label": shown(one.label),
        "value": shown(one.value or one.state.words),
        "known": one.state.has_value,
        "interval": printable(one.interval),
        "note": printable(one.note),
    }


def _line(line: Line) -> list[dict[str, str]]:
    if isinstance(line, str):
        return [{"kind": "text", "text": shown(line)}]
    found = []
    for piece in line:
        match piece:
            case Strong():
                found.append({"kind": "strong", "text": joined(piece.text)})
            case Link():
                words = {"text": joined(piece.text), "address": piece.address}
                found.append({"kind": "link", **words})
            case _:
                found.append({"kind": "text", "text": joined(piece)})
    return found


def _file(number: int) -> str:
    return f"picture-{number}.svg"


def _drawing(picture: Picture) -> bytes:
    """Give a picture as SVG: files in memory have to be text."""
    if picture.form == "svg":
        return picture.data
    with Image.open(io.BytesIO(picture.data)) as opened:
        wide, high = opened.size
    data = base64.b64encode(picture.data).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}">'
        f'<image width="{wide}" height="{high}" href="data:image/png;base64,{data}"/></svg>'
    ).encode()


@cache
def _fonts() -> typst.Fonts:
    folder = Path(mpl.get_data_path()) / "fonts" / "ttf"
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=cast("Any", [folder]),
    )

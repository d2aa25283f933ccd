"""A document as a Word file: real headings, lists and tables, in Dutch, with alternative texts.

The same plain data as the PDF, the same words; whoever goes on writing does so in the styles. What
only a program can say (alternative texts, headings of tables, the language) is written out, for
Word's own checker and screen readers look at these.
"""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from docx import Document as NewFile
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
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
from layers.document.typeset import raster
from layers.document.wordlook import (
    CELL,
    NOTE,
    QUESTION,
    SOURCE,
    TABLE,
    WIDE,
    dress,
    element,
    field,
)
from layers.paper.text import printable, width

if TYPE_CHECKING:
    from docx.document import Document as File
    from docx.text.paragraph import Paragraph as Lines

    from layers.document.content import Block, Document, KeyFigure, Line

__all__ = ["docx"]

_HIGHEST = 200.0  # millimetres: a picture and its caption fit on a page
_CELL, _INSET = 8.5, 3.2  # of a cell: points, millimetres
_SHORT = 10  # so many rows stay on one page
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # of a file in a zip
_LONGEST = 255  # characters of a property of a file
_OF_THE_EMPTY_FILE = ("/thumbnail", "/stylesWithEffects")


def docx(document: Document) -> bytes:
    """Make a Word file (.docx) of a document: the same document gives the same bytes."""
    file = NewFile()
    dress(file, document.language)
    _describe(file, document)
    _running(file, document)
    file.add_paragraph(shown(document.title), "Title")
    if document.subtitle.strip():
        file.add_paragraph(shown(document.subtitle), "Subtitle")
    counted: Counter[str] = Counter()
    for section in document.sections:
        for level, part in section.walk():
            file.add_paragraph(shown(part.heading), f"Heading {level}")
            _add_all(file, part.blocks, counted)
    made = io.BytesIO()
    file.save(made)
    return _timeless(made.getvalue())


def _describe(file: File, document: Document) -> None:
    about = file.core_properties
    moment = datetime.combine(document.made, time(), UTC)
    about.title = shown(document.title)[:_LONGEST]
    about.subject = printable(document.subtitle)[:_LONGEST]
    about.author = about.last_modified_by = shown(document.author)[:_LONGEST]
    about.created = about.modified = moment
    about.comments = about.keywords = ""
    about.revision = 1
    # Of the empty file that every file begins as: its picture, and a second set of styles for
    # Word 2010, which has to be the same as the first.
    for rels in (file.part.package.rels, file.part.rels):
        for key, one in list(rels.items()):
            if one.reltype.endswith(_OF_THE_EMPTY_FILE):
                rels.pop(key)


def _running(file: File, document: Document) -> None:
    """Say above each page whose it is and of which day, and below it which page of how many."""
    section = file.sections[0]
    above = section.header.paragraphs[0]
    above.text = f"{shown(document.author)}: {shown(document.title)}\t{day(document.made)}"
    below = section.footer.paragraphs[0]
    below.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    below.add_run("bladzijde ")
    field(below, "PAGE")
    below.add_run(" van ")
    field(below, "NUMPAGES")


def _add_all(file: File, blocks: tuple[Block, ...], counted: Counter[str]) -> None:
    for at, block in enumerate(blocks):
        before = len(file.paragraphs)
        _add(file, block, counted)
        if at and isinstance(blocks[at - 1], Table):
            file.paragraphs[before].paragraph_format.space_before = Pt(8)


def _add(file: File, block: Block, counted: Counter[str]) -> None:
    match block:
        case Paragraph():
            _write(file.add_paragraph(), block.line)
        case Bullets() | Sources():
            _list(file, block)
        case Note() | OpenQuestion():
            _apart(file, block)
        case Table():
            _table(file, block, counted)
        case Picture():
            _picture(file, block, counted)
        case KeyFigures():
            for one in block.items:
                _key_figure(file.add_paragraph(style="List Bullet"), one)


def _list(file: File, block: Bullets | Sources) -> None:
    style = SOURCE if isinstance(block, Sources) else "List Bullet"
    numbers = None
    if isinstance(block, Bullets) and block.numbered:
        style, numbers = "List Number", _numbering(file)
    for item in block.items:
        lines = file.add_paragraph(style=style)
        if numbers is not None:
            lines._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = numbers  # noqa: SLF001 - python-docx starts no list anew
        _write(lines, item)


def _apart(file: File, block: Note | OpenQuestion) -> None:
    style, heading = (
        (QUESTION, block.mark) if isinstance(block, OpenQuestion) else (NOTE, block.heading)
    )
    lines = file.add_paragraph(style=style)
    if heading.strip():
        lines.add_run(shown(heading)).bold = True
        lines.add_run().add_break(WD_BREAK.LINE)
    _write(lines, block.line)


def _numbering(file: File) -> int:
    """Give the number of a numbering of its own: otherwise a list goes on where another ended."""
    style: Any = file.styles["List Number"]
    first = style.element.pPr.numPr.numId.val
    numbering: Any = file.part.numbering_part.element
    made = numbering.add_num(numbering.num_having_numId(first).abstractNumId.val)
    made.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(made.numId)


def _key_figure(lines: Lines, one: KeyFigure) -> None:
    lines.add_run(f"{shown(one.label)}: ")
    lines.add_run(shown(one.value or one.state.words)).bold = True
    rest = "; ".join(filter(None, (printable(one.interval), printable(one.note))))
    if rest:
        lines.add_run(f" ({rest})")


def _caption(file: File, what: str, text: str, counted: Counter[str]) -> Lines:
    counted[what] += 1
    lines = file.add_paragraph(f"{what} ", "Caption")
    field(lines, f"SEQ {what} \\* ARABIC", str(counted[what]))
    lines.add_run(f": {shown(text)}")
    return lines


def _table(file: File, block: Table, counted: Counter[str]) -> None:
    _caption(file, "Tabel", block.caption, counted).paragraph_format.keep_with_next = True
    table = file.add_table(1 + len(block.rows), len(block.columns))
    table.autofit = False
    properties = table._tbl.tblPr  # noqa: SLF001 - python-docx sets none of these
    properties.style = TABLE
    for look in properties.findall(qn("w:tblLook")):
        properties.remove(look)
    flags = {"firstRow": "1", "lastRow": "0", "firstColumn": "1", "lastColumn": "0"}
    properties.append(element("tblLook", val="06A0", **flags, noHBand="1", noVBand="1"))
    properties.append(element("tblCaption", val=shown(block.caption)))
    headings = ", ".join(shown(one.heading) for one in block.columns)
    properties.append(element("tblDescription", val=f"Kolommen: {headings}."))
    widths = [Mm(one) for one in _widths(block)]
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = wide
    told = [tuple(one.heading for one in block.columns), *block.rows]
    for at, (row, cells) in enumerate(zip(table.rows, told, strict=True)):
        kept = row._tr.get_or_add_trPr()  # noqa: SLF001
        kept.append(element("cantSplit"))
        if at == 0:
            kept.append(element("tblHeader"))
        stays = len(block.rows) <= _SHORT and at < len(block.rows)
        for cell, line, column, wide in zip(row.cells, cells, block.columns, widths, strict=True):
            cell.width = wide
            lines = cell.paragraphs[0]
            lines.style = CELL
            lines.paragraph_format.keep_with_next = stays
            if column.numeric:
                lines.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            _write(lines, line)


def _widths(block: Table) -> list[float]:
    """Give the width of each column in millimetres, together that of the page.

    A column without a share is as wide as its longest text; those with one share what is left, a
    third of the page at least.
    """
    shares = [one.share for one in block.columns]
    needed = [
        0.0 if share else max(map(_room, (block.columns[at].heading, *(r[at] for r in block.rows))))
        for at, share in enumerate(shares)
    ]
    most = WIDE * 2 / 3 if any(shares) else WIDE
    if sum(needed) > most or not any(shares):
        needed = [most * need / sum(needed) for need in needed]
    rest = WIDE - sum(needed)
    return [need or rest * share / sum(shares) for need, share in zip(needed, shares, strict=True)]


def _room(line: Line) -> float:
    pieces = (line,) if isinstance(line, str) else line
    text = "".join(piece if isinstance(piece, str) else piece.text for piece in pieces)
    return width(shown(text), _CELL, bold=True) + _INSET


def _picture(file: File, block: Picture, counted: Counter[str]) -> None:
    wide = WIDE * block.share
    data = raster(block, wide)
    with Image.open(io.BytesIO(data)) as opened:
        across, down = opened.size
    wide = min(wide, _HIGHEST * across / down)
    lines = file.add_paragraph()
    lines.paragraph_format.keep_with_next = bool(block.caption.strip())
    drawn = lines.add_run().add_picture(io.BytesIO(data), width=Mm(wide))
    inline = drawn._inline  # noqa: SLF001 - python-docx has no alternative texts
    # Where nothing is said some programs leave room around it.
    for side in ("distT", "distB", "distL", "distR"):
        inline.set(side, "0")
    about = inline.docPr
    about.set("descr", shown(block.alternative))
    about.set("name", f"Afbeelding {about.get('id')}")
    if block.caption.strip():
        _caption(file, "Figuur", block.caption, counted)


def _write(lines: Lines, line: Line) -> None:
    for piece in (line,) if isinstance(line, str) else line:
        match piece:
            case Strong():
                lines.add_run(joined(piece.text)).bold = True
            case Link():
                _link(lines, piece)
            case _:
                lines.add_run(joined(piece))


def _link(lines: Lines, link: Link) -> None:
    number = lines.part.relate_to(link.address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    run = lines.add_run(joined(link.text))
    run.underline = True
    anchor = element("hyperlink")
    anchor.set(qn("r:id"), number)
    lines._p.append(anchor)  # noqa: SLF001 - python-docx reads links, and makes none
    anchor.append(run._r)  # noqa: SLF001


def _timeless(data: bytes) -> bytes:
    """Pack a file anew, without the moment at which each part of it was packed."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = zipfile.ZipInfo(name, _EARLIEST)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(name))
    return made.getvalue()

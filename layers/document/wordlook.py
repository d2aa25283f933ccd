"""How a document looks in Word: its styles, its page, and what programs read of it.

Everything is a style, so that whoever goes on writing keeps the look, and a screen reader the
structure. The letters are of the program: a Word file holds none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from layers.palette import BORDER, INK

if TYPE_CHECKING:
    from docx.document import Document as File
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph

__all__ = [
    "CELL",
    "NOTE",
    "QUESTION",
    "SOURCE",
    "TABLE",
    "WIDE",
    "dress",
    "element",
    "field",
    "set_language",
]

WIDE = 170.0
"""Millimetres between the margins of a page."""

CELL, NOTE, QUESTION, SOURCE, TABLE = "Tabelcel", "Noot", "Open vraag", "Bronregel", "Tabel"

_FONT = "Arial"
_SOFT, _PALE = "42555C", "EEF2F3"
_INK, _EDGE = INK.removeprefix("#"), BORDER.removeprefix("#")
_SIZES = {"Title": 22, "Subtitle": 11.5, "Heading 1": 15, "Heading 2": 12, "Heading 3": 10.5}
_BEFORE = {"Title": 0, "Subtitle": 0, "Heading 1": 18, "Heading 2": 13, "Heading 3": 10}
_BODY, _SMALL, _RUNNING = 10.0, 8.5, 8.0
_LOCALES = {"nl": "nl-NL", "en": "en-GB"}
_MODERN = "15"  # Word 2013 and newer: no "compatibility mode"
_FONTS = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")


def element(name: str, **attributes: str) -> Any:
    """Give an element of WordprocessingML: ``w:name`` with attributes of the same namespace."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def field(paragraph: Paragraph, code: str, shown: str = "1") -> None:
    """Add what the program fills in itself, such as ``PAGE``; ``shown``: until it does."""
    for kind in ("begin", "separate", "end"):
        if kind == "separate":
            instruction = element("instrText")
            instruction.text = f" {code} "
            paragraph.add_run()._r.append(instruction)  # noqa: SLF001 - python-docx has no fields
        paragraph.add_run()._r.append(element("fldChar", fldCharType=kind))  # noqa: SLF001
        if kind == "separate":
            paragraph.add_run(shown)


def dress(file: File, language: str) -> None:
    """Give an empty file its page, its styles and its language."""
    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm((210 - WIDE) / 2)
    section.top_margin, section.bottom_margin = Mm(24), Mm(20)
    section.header_distance = section.footer_distance = Mm(11)
    _common(file)
    for name, size in _SIZES.items():
        _heading(_style(file, name), size, _BEFORE[name])
    _styles_of_ours(file)
    set_language(file, language)
    for setting in file.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), _MODERN)


def set_language(file: File, language: str) -> None:
    """Say in which language the text is, so that it is read out and checked in that one."""
    locale = _LOCALES.get(language, language)
    for found in file.styles.element.iter(qn("w:lang")):
        found.set(qn("w:val"), locale)
    for found in file.settings.element.iter(qn("w:themeFontLang")):
        found.set(qn("w:val"), locale)
    file.core_properties.language = locale


def _style(file: File, name: str) -> ParagraphStyle:
    found: Any = file.styles[name]
    return found  # type: ignore[no-any-return] # the styles are told apart by their names


def _common(file: File) -> None:
    normal = _style(file, "Normal")
    _letters(normal, _BODY, _INK)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.15
    for name in ("List Bullet", "List Number"):
        _style(file, name).paragraph_format.space_after = Pt(3)
    for name in ("Header", "Footer"):
        style = _style(file, name)
        _letters(style, _RUNNING, _SOFT)
        stops = style.paragraph_format.tab_stops
        stops.clear_all()
        stops.add_tab_stop(Mm(WIDE), WD_TAB_ALIGNMENT.RIGHT)
    caption = _style(file, "Caption")
    _letters(caption, _SMALL, _SOFT)
    caption.font.bold = False
    caption.paragraph_format.space_before, caption.paragraph_format.space_after = Pt(8), Pt(4)


def _heading(style: ParagraphStyle, size: float, before: float) -> None:
    is_subtitle = style.name == "Subtitle"
    _letters(style, size, _SOFT if is_subtitle else _INK)
    style.font.bold, style.font.italic = not is_subtitle, False
    for spread in style.element.rPr.findall(qn("w:spacing")):
        style.element.rPr.remove(spread)
    properties = style.element.get_or_add_pPr()
    for line in properties.findall(qn("w:pBdr")):
        properties.remove(line)
    shape = style.paragraph_format
    shape.space_before, shape.space_after = Pt(before), Pt(12 if is_subtitle else 4)
    shape.keep_with_next = True


def _styles_of_ours(file: File) -> None:
    add = file.styles.add_style
    cell: Any = add(CELL, WD_STYLE_TYPE.PARAGRAPH)
    source: Any = add(SOURCE, WD_STYLE_TYPE.PARAGRAPH)
    note: Any = add(NOTE, WD_STYLE_TYPE.PARAGRAPH)
    question: Any = add(QUESTION, WD_STYLE_TYPE.PARAGRAPH)
    for style in (cell, note, question):
        style.base_style = file.styles["Normal"]
    source.base_style = file.styles["List Bullet"]
    _letters(cell, _SMALL, _INK)
    cell.paragraph_format.space_after = Pt(0)
    cell.paragraph_format.line_spacing = 1.05
    _letters(source, _SMALL, _INK)
    _boxed(note, "left", 'w:val="single" w:sz="24"', _EDGE, _PALE)
    # Without a line between them, boxes that follow each other become one.
    for side in ("left", "right", "top", "bottom", "between"):
        _boxed(question, side, 'w:val="dashed" w:sz="18"', _INK, None)
    for style in (note, question):
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(8), Pt(10)
        style.paragraph_format.left_indent = style.paragraph_format.right_indent = Mm(3)
        style.paragraph_format.keep_together = True
    # What it is about comes after it.
    note.paragraph_format.keep_with_next = True
    file.styles.element.append(parse_xml(_TABLE_STYLE))


def _letters(style: ParagraphStyle, size: float, colour: str) -> None:
    style.font.name, style.font.size = _FONT, Pt(size)
    style.font.color.rgb = RGBColor.from_string(colour)
    fonts = style.element.get_or_add_rPr().find(qn("w:rFonts"))
    # A font of the theme would go before the one that is named.
    for name in _FONTS:
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name in ("cs", "eastAsia"):
        fonts.set(qn(f"w:{name}"), _FONT)


def _boxed(style: ParagraphStyle, side: str, line: str, colour: str, fill: str | None) -> None:
    properties = style.element.get_or_add_pPr()
    borders = properties.find(qn("w:pBdr"))
    if borders is None:
        borders = parse_xml(f"<w:pBdr {nsdecls('w')}/>")
        properties.insert_element_before(
            borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc"
        )
    # Their order is fixed.
    order = ("top", "left", "bottom", "right", "between")
    made = parse_xml(f'<w:{side} {nsdecls("w")} {line} w:space="6" w:color="{colour}"/>')
    later = [one for one in borders if order.index(one.tag.partition("}")[2]) > order.index(side)]
    if later:
        later[0].addprevious(made)
    else:
        borders.append(made)
    if fill is not None:
        shade = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{fill}"/>')
        borders.addnext(shade)


_TABLE_STYLE = f"""
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{TABLE}">
  <w:name w:val="{TABLE}"/><w:basedOn w:val="TableNormal"/><w:qFormat/>
  <w:tblPr>
    <w:tblBorders>
      <w:bottom w:val="single" w:sz="4" w:color="{_EDGE}"/>
      <w:insideH w:val="single" w:sz="4" w:color="{_EDGE}"/>
    </w:tblBorders>
    <w:tblCellMar>
      <w:top w:w="60" w:type="dxa"/><w:left w:w="80" w:type="dxa"/>
      <w:bottom w:w="60" w:type="dxa"/><w:right w:w="80" w:type="dxa"/>
    </w:tblCellMar>
  </w:tblPr>
  <w:tblStylePr w:type="firstRow">
    <w:rPr><w:b/><w:bCs/></w:rPr>
    <w:tcPr>
      <w:tcBorders><w:bottom w:val="single" w:sz="8" w:color="{_INK}"/></w:tcBorders>
      <w:vAlign w:val="bottom"/>
    </w:tcPr>
  </w:tblStylePr>
</w:style>
"""

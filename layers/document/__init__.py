"""Documents: plain data in, an accessible PDF or Word file out."""

from layers.document.content import (
    Block,
    Bullets,
    Column,
    Document,
    KeyFigure,
    KeyFigures,
    Line,
    Link,
    Note,
    OpenQuestion,
    Paragraph,
    Picture,
    Section,
    Sources,
    Strong,
    Table,
)
from layers.document.typeset import page_count, pdf, pictures
from layers.document.word import docx

__all__ = [
    "Block",
    "Bullets",
    "Column",
    "Document",
    "KeyFigure",
    "KeyFigures",
    "Line",
    "Link",
    "Note",
    "OpenQuestion",
    "Paragraph",
    "Picture",
    "Section",
    "Sources",
    "Strong",
    "Table",
    "docx",
    "page_count",
    "pdf",
    "pictures",
]

"""Documents: plain data in, an accessible PDF out."""

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
    Paragraph,
    Picture,
    Section,
    Sources,
    Strong,
    Table,
)
from layers.document.typeset import page_count, pdf, pictures

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
    "Paragraph",
    "Picture",
    "Section",
    "Sources",
    "Strong",
    "Table",
    "page_count",
    "pdf",
    "pictures",
]

"""XML out of nested parts, with text that can hold anything."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, indent, tostring

__all__ = ["node", "rgba", "written"]

# What XML 1.0 has no place for, however it is written.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def node(tag: str, /, *inside: Element | str, **attributes: object) -> Element:
    """Make an element; strings inside become its text. A tag with ``:`` keeps its prefix."""
    made = Element(tag, {key: _safe(str(value)) for key, value in attributes.items()})
    for part in inside:
        if isinstance(part, str):
            made.text = (made.text or "") + _safe(part)
        else:
            made.append(part)
    return made


def written(root: Element, head: str = "") -> str:
    """Give a document as text."""
    indent(root)
    return f"{head}{tostring(root, encoding='unicode')}\n"


def rgba(colour: str) -> str:
    """Give ``#rrggbb`` as QGIS writes it.

    Examples
    --------
    >>> rgba("#c2e3df")
    '194,227,223,255'
    """
    return ",".join(str(part) for part in (*bytes.fromhex(colour[1:]), 255))


def _safe(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)

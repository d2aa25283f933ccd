"""Text from a file on its way into a script or a page: the only place where it is made safe."""

from __future__ import annotations

import html
import json
import re

__all__ = ["html_text", "script_json"]

_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
# <>&' would end a script or an attribute. Braces would be read as a template by branca (which
# renders every script as Jinja) and by streamlit-folium; the latter also rewrites `_[a-z0-9]+`.
_UNSAFE = {ord(char): f"\\u{ord(char):04x}" for char in "<>&'{}_`\u2028\u2029"}


def script_json(value: object) -> str:
    r"""Write plain data as JSON that is safe inside a script, whatever its strings hold.

    Parameters
    ----------
    value
        Dictionaries, lists, tuples, strings, finite numbers, booleans and None.

    Returns
    -------
    str
        JSON in ASCII without spaces. No string in it holds ``<``, ``>``, ``&``, a quote, a brace,
        an underscore or a line separator: they are written as ``\uXXXX``.

    Raises
    ------
    ValueError
        If a number is not finite: JSON has no word for it.

    Examples
    --------
    >>> script_json({"naam": "</script>{{7*7}}"})
    '{"naam":"\\u003c/script\\u003e\\u007b\\u007b7*7\\u007d\\u007d"}'
    """
    text = json.dumps(value, separators=(",", ":"), allow_nan=False)
    return _STRING.sub(lambda match: match.group().translate(_UNSAFE), text)


def html_text(text: str) -> str:
    """Write text so that it can stand in HTML, as content or as a quoted attribute.

    Examples
    --------
    >>> html_text('<b title="x">')
    '&lt;b title=&quot;x&quot;&gt;'
    """
    return html.escape(text, quote=True)

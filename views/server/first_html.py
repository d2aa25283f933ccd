"""The HTML that comes before any script runs: Streamlit's own, in Dutch, with no script in it."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["TITLE", "first_html"]

TITLE = "Veiligheid op de kaart"
_DESCRIPTION = (
    "Veiligheid en leefbaarheid per wijk en buurt: wat er is gemeten en wat niet, en waar elk "
    "cijfer vandaan komt."
)
_WITHOUT_SCRIPT = (
    "Deze kaart werkt met JavaScript. Zet JavaScript aan in uw browser en ververs de pagina."
)
_HEAD = f"""<title>{escape(TITLE)}</title>
    <meta name="description" content="{escape(_DESCRIPTION)}" />
    {{scripts}}"""
_CHANGES = (
    (r"<!--.*?-->\s*", ""),
    (r'<html lang="[^"]*">', '<html lang="nl">'),
    (r"<title>.*?</title>", _HEAD),
    (r'href="\./favicon\.png"', 'href="./app/static/icon.svg"'),
    # The only script in the page itself waits for a service that indexes pages.
    (r"\s*<script>.*?</script>", ""),
    # An interface of Streamlit's that is off.
    (r'\s*<link rel="service-desc"[^>]*>', ""),
    (r"<noscript>.*?</noscript>", f"<noscript><p>{escape(_WITHOUT_SCRIPT)}</p></noscript>"),
)


def first_html(
    original: str,
    *scripts: str,
    style: str = "",
    element: Sequence[str] = (),
    later: Sequence[str] = (),
) -> str:
    """Put Streamlit's index.html into the form that the app sends.

    Parameters
    ----------
    original
        As Streamlit ships it. Addresses in it are relative, so that it holds under a base path.
    scripts
        Addresses of the scripts of the page, relative too; they run in this order.
    style
        Address of the style sheet of the page.
    element
        Addresses of the module of an element that is drawn at once, and of what that imports: they
        are fetched with the frontend itself, and the first runs after it.
    later
        Addresses of what will be asked for soon: fetched when there is nothing else to fetch.

    Raises
    ------
    ValueError
        If it is no longer made as it was when this was written.
    """
    html = original
    for pattern, instead in _CHANGES:
        html, count = re.subn(pattern, instead, html, flags=re.DOTALL)
        if not count:
            raise ValueError(f"Streamlit's index.html has no {pattern!r}")
    # The frontend waits for these, which browsers by themselves ask for last of all.
    tags = (
        f'<script src="{escape(script)}" defer fetchpriority="high"></script>' for script in scripts
    )
    modules = (f'<link rel="modulepreload" crossorigin href="{escape(each)}">' for each in element)
    run = (
        f'<script type="module" crossorigin src="{escape(each)}"></script>' for each in element[:1]
    )
    soon = (f'<link rel="prefetch" href="{escape(each)}">' for each in later)
    html = html.replace("{scripts}", "\n    ".join(tags))
    if style:
        # After what the frontend writes into the head as it goes: the last one of a weight holds.
        html = html.replace("<body>", f'<body>\n    <link rel="stylesheet" href="{escape(style)}">')
    return html.replace("</head>", "    ".join([*modules, *run, *soon, "</head>"]))

"""A page as the bytes of a file: the same page gives the same bytes."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from layers.escape import html_text

if TYPE_CHECKING:
    from datetime import date

    from matplotlib.figure import Figure

__all__ = ["FORMATS", "HALO", "embedded", "written"]

FORMATS = ("png", "pdf", "svg")
HALO = "halo"  # the name of what stands under a text, so that it is read on any colour

_MAKER = "ivbgeo"
_LANGUAGE = "nl"
_INCH = 0.0254
# Half the time of level 6 for the same size, now that the fourth channel is gone.
_COMPRESSION = 3

# Once and for all: setting these for the time of one picture would not be safe on threads.
mpl.rcParams.update(
    {
        # Text stays text, to be found, read aloud and copied: TrueType, which every reader shows.
        "pdf.fonttype": 42,
        # Without DejaVu a reader takes Verdana from the list of fonts in the file: as wide. Text as
        # outlines would be the same to the eye and nothing to whoever searches or listens.
        "svg.fonttype": "none",
        "svg.hashsalt": _MAKER,
        # A halo is drawn by outlines: letters moved to whole pixels would not lie on it.
        "text.hinting": "no_hinting",
    }
)


def written(figure: Figure, fmt: str, dpi: int, title: str, made: date) -> bytes:
    """Write a figure as PNG, PDF or SVG, with its title, language and maker in the file."""
    if fmt == "png":
        return _png(figure, dpi, title)
    target = io.BytesIO()
    if fmt == "pdf":
        moment = datetime.combine(made, time(), UTC)
        about = {"Title": title, "Author": _MAKER, "Creator": _MAKER, "CreationDate": moment}
        figure.savefig(target, format=fmt, metadata=about)
        return _in_dutch(target.getvalue())
    for halo in figure.findobj(lambda one: str(one.get_gid()).startswith(HALO)):
        halo.set_path_effects([])
    about = {"Title": title, "Creator": _MAKER, "Language": _LANGUAGE, "Date": made.isoformat()}
    figure.savefig(target, format=fmt, metadata=about)
    return _with_halos(target.getvalue().decode(), title).encode()


def embedded(figure: Figure) -> bytes:
    """Write a figure as an SVG to set in a document, which has its words and our font.

    The white around labels is drawn as outlines: a second text would be found twice.
    """
    target = io.BytesIO()
    figure.savefig(target, format="svg", metadata={"Date": None})
    return re.sub(rb"<!DOCTYPE[^>]*>\s*", b"", target.getvalue(), count=1)


def _png(figure: Figure, dpi: int, title: str) -> bytes:
    figure.set_dpi(dpi)
    canvas: Any = FigureCanvasAgg(figure)
    canvas.draw()
    image = Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB")
    about = PngInfo()
    about.add_itxt("Title", title, _LANGUAGE)
    about.add_text("Author", _MAKER)
    target = io.BytesIO()
    image.save(target, "png", compress_level=_COMPRESSION, dpi=(dpi, dpi), pnginfo=about)
    return target.getvalue()


def _in_dutch(data: bytes) -> bytes:
    """Say in a PDF which language it is in, and that a window is named by its title.

    matplotlib has no word for it. The catalogue is written once more behind the file, as an
    incremental update does (ISO 32000-1, 7.5.6).
    """
    trailer = data[data.rindex(b"trailer") :]
    root, size, before = (
        int(found[1])
        for found in (
            re.search(pattern, trailer)
            for pattern in (rb"/Root (\d+) 0 R", rb"/Size (\d+)", rb"startxref\s+(\d+)")
        )
        if found
    )
    info = re.search(rb"/Info \d+ 0 R", trailer)
    at = data.index(b"\n%d 0 obj\n" % root) + 1
    catalogue = data[at : data.index(b"endobj", at)].rstrip()
    more = b" /Lang (%s) /ViewerPreferences << /DisplayDocTitle true >> >>" % _LANGUAGE.encode()
    renewed = catalogue.removesuffix(b">>") + more + b"\nendobj\n"
    where = len(data)
    table = b"xref\n%d 1\n%010d 00000 n \n" % (root, where)
    ending = b"trailer\n<< /Size %d /Root %d 0 R %s /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        root,
        info[0] if info else b"",
        before,
        where + len(renewed),
    )
    return data + renewed + table + ending


def _with_halos(text: str, title: str) -> str:
    """Give the halos of an SVG their line, and say what the picture is to who does not see it."""
    # A document type is the address of another host, even if nobody goes there.
    text = re.sub(r"<!DOCTYPE[^>]*>\s*", "", text, count=1)
    label = f'<svg role="img" lang="{_LANGUAGE}" aria-label="{html_text(title)}" '
    text = text.replace("<svg ", label, 1)
    # matplotlib would draw it as outlines of its own font, and so beside the letters of another.
    line = "stroke: #ffffff; stroke-width: 2.2px; stroke-linejoin: round; "
    return re.sub(
        rf'<g id="{HALO}[^"]*">(.*?)</g>',
        lambda halo: (
            '<g aria-hidden="true">' + halo[1].replace('style="', f'style="{line}') + "</g>"
        ),
        text,
        flags=re.DOTALL,
    )

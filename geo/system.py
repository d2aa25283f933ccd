"""Which of the systems in use in the Netherlands a file says it is in."""

from __future__ import annotations

from pyproj import CRS
from pyproj.exceptions import CRSError

__all__ = ["epsg_of"]


def epsg_of(text: str) -> tuple[int | None, str]:
    """Give the EPSG code and the name of a system that is written in any of the usual ways.

    Parameters
    ----------
    text
        WKT of any kind, also ESRI's in a .prj, PROJJSON, or a name such as ``EPSG:28992``.

    Returns
    -------
    tuple
        The code, None where it has none; and the name, empty for one that says it is no system.
    """
    try:
        known = CRS.from_user_input(text)
        # CRS84 is WGS84 with lon first, which is how files give it anyway.
        epsg = 4326 if known.name.startswith("WGS 84 (CRS84)") else known.to_epsg()
    except (CRSError, UnicodeError, ValueError, TypeError):
        return None, text.strip()
    if known.name.lower().startswith(("undefined", "unknown")) and epsg is None:
        return None, ""
    return epsg, known.name

"""Speerpunten by policy period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.policy import Correspondence, Speerpunt

if TYPE_CHECKING:
    from ivbgeo.atlas import Edition
    from ivbgeo.viewer import Viewer

__all__ = ["periods"]


def periods(edition: Edition, viewer: Viewer) -> dict[str, list[str]]:
    """Give the speerpunten of each period as lines of a list, with what they were before."""
    found = edition.policy(viewer, Speerpunt)
    titles = {one.code: one.title for one in found}
    before: dict[str, list[Correspondence]] = {}
    for link in edition.policy(viewer, Correspondence):
        before.setdefault(link.to_code, []).append(link)
    lines: dict[str, list[str]] = {}
    for one in found:
        links = before.get(one.code, [])
        was = " en ".join(titles.get(link.from_code, link.from_code) for link in links)
        derived = ", afgeleid" if any(link.basis == "afgeleid" for link in links) else ""
        line = f"{one.number}. {one.title}" + (f" (eerder: {was}{derived})" if was else "")
        lines.setdefault(one.period, []).append(line)
    return lines

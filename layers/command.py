"""What is on the map, as one small script: ``ivbgeoMap.show({…})``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import folium
from folium.template import Template

from layers.assets import require_local
from layers.escape import script_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layers.cameras import CameraMark
    from layers.choropleth import AreaLook, Choropleth

__all__ = ["ShowCommand", "command", "feature_group"]


class ShowCommand(folium.MacroElement):
    """Calls the map's own script with what to show."""

    _template = Template(
        "{% macro script(this, kwargs) %}ivbgeoMap.show({{ this.data }});{% endmacro %}"
    )

    def __init__(self, data: dict[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "ShowCommand"
        self.data = script_json(data)


def command(
    choropleth: Choropleth, cameras: Sequence[CameraMark] = (), selected: str | None = None
) -> dict[str, Any]:
    """Give what the map's script needs to show a choropleth, as plain data and without repetition.

    Returns
    -------
    dict
        ``division`` (level and year), ``address``, ``title``, ``fills`` and ``labels`` (each
        different one once), ``areas`` (code → positions in these two), ``selected``, ``cameras``.

    Raises
    ------
    RemoteLinkError
        If the geometry would come from another host.
    """
    require_local((choropleth.address,))
    fills: dict[str, int] = {}
    labels: dict[tuple[str, str], int] = {}
    areas = {
        look.code: [
            fills.setdefault(look.fill(choropleth.classes), len(fills)),
            labels.setdefault((look.label, look.note), len(labels)),
        ]
        for look in choropleth.looks
    }
    return {
        "division": str(choropleth.division),
        "address": choropleth.address,
        "title": choropleth.title,
        "fills": list(fills),
        "labels": [[label, note] if note else [label] for label, note in labels],
        "areas": areas,
        "selected": _known(selected, choropleth.looks),
        "cameras": [
            [
                mark.name,
                mark.lon,
                mark.lat,
                mark.radius,
                mark.precision,
                mark.text,
                [[lat, lon] for lon, lat in mark.outline],
            ]
            for mark in cameras
        ],
    }


def feature_group(
    choropleth: Choropleth, cameras: Sequence[CameraMark] = (), selected: str | None = None
) -> folium.FeatureGroup:
    """Wrap the command so that streamlit-folium runs it in the frame when it differs."""
    group = folium.FeatureGroup()
    group.add_child(ShowCommand(command(choropleth, cameras, selected)))
    return group


def _known(code: str | None, looks: Sequence[AreaLook]) -> str | None:
    """Select nothing when the selected area is of another division."""
    return code if any(look.code == code for look in looks) else None

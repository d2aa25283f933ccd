"""What is on the map, as one small script: ``ivbgeoMap.show({…})``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from layers.assets import require_local
from layers.cameras import kept_marks
from layers.escape import script_json
from layers.palette import StateLook, fill_of
from layers.wording import pack

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from layers.cameras import CameraMark
    from layers.choropleth import AreaLook, Choropleth
    from layers.keep import Kept

__all__ = ["Scene", "command", "script"]

# Classes and states together are far fewer.
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Scene:
    """All that one map shows.

    ``selected`` is the code of the area with the strong outline. ``legend``, ``timeline``,
    ``background`` and the like are plain data for the part of the script of that name; None leaves
    the part out. ``go``: where the view has to go, and a number that tells a new wish from an old
    one. ``linked``: its view follows the other map of the page. ``outline``: a border to draw
    strongly, of what the page is about (:func:`layers.outline.outline`). ``shapes``: what a planner
    looks at (:func:`layers.shapes.shape_layer`). ``phone``: it is used by thumb, outdoors
    (``static/map/phone.js``). ``asks``: what a click says, an ``area`` or a
    ``place``, or ``nothing``. ``secret``: what is in view comes in no address. ``shown``: the
    address at which the map says that it is on the screen, where somebody waits for that.

    ``points`` and ``views``: points of incidents, and what cameras look over; for who may see them
    alone. ``kept``: the data that these name by its hash. Under points the areas have no colour.
    """

    choropleth: Choropleth
    cameras: Sequence[CameraMark] = ()
    selected: str | None = None
    legend: Mapping[str, Any] | None = None
    timeline: Mapping[str, Any] | None = None
    go: Mapping[str, Any] | None = None
    linked: bool = False
    background: Mapping[str, Any] | None = None
    points: Mapping[str, Any] | None = None
    views: Mapping[str, Any] | None = None
    outline: Kept | None = None
    shapes: Kept | None = None
    asks: str = "area"
    phone: bool = False
    secret: bool = False
    kept: Sequence[Kept] = ()
    shown: str | None = None

    @property
    def marks(self) -> Kept | None:
        """The camera areas as data that the frame keeps; None where there are none."""
        return kept_marks(tuple(self.cameras)) if self.cameras else None

    @property
    def all_kept(self) -> tuple[Kept, ...]:
        """All the data that the frame has to have."""
        return (*self.kept, *filter(None, (self.marks, self.outline, self.shapes)))


def command(scene: Scene) -> dict[str, Any]:
    """Give what the map's script needs to show a scene, as plain data and without repetition.

    Returns
    -------
    dict
        ``division`` (level and year), ``address``, ``title``; ``fills`` (each different one once)
        and ``looks``, for each area in the order of the codes a digit, the position of its fill
        (base 36); ``words``
        (see :func:`layers.wording.pack`) and ``labels``, for each area the position of its words:
        a digit each where these do (None: each has its own, in order);
        ``valueless``, the words of which the first number is not the value of the area;
        ``selected``, ``cameras``, and what else the scene holds.

    Raises
    ------
    RemoteLinkError
        If the geometry would come from another host.
    ValueError
        If the areas are not in the order of their codes, as they are in the geometry.
    """
    choropleth = scene.choropleth
    require_local((choropleth.address,))
    codes = [look.code for look in choropleth.looks]
    if codes != sorted(codes):
        raise ValueError(f"{choropleth.division}: looks must be in the order of their codes")
    fills: dict[str, int] = {}
    words: dict[tuple[str, bool], int] = {}
    looks = [
        # Under points: two scales of one palette over each other would say nothing.
        fills.setdefault(
            fill_of(StateLook.KAAL) if scene.points else look.fill(choropleth.classes), len(fills)
        )
        for look in choropleth.looks
    ]
    labels = [words.setdefault(_words(look), len(words)) for look in choropleth.looks]
    return {
        "division": str(choropleth.division),
        "address": choropleth.address,
        "title": choropleth.title,
        "fills": list(fills),
        "looks": "".join(_DIGITS[look] for look in looks),
        "words": pack(text for text, _ in words),
        "labels": _places(labels, len(words)),
        "valueless": [at for at, (_, has_value) in enumerate(words) if not has_value],
        "selected": _known(scene.selected, choropleth.looks),
        "cameras": scene.marks and scene.marks.hash,
        "legend": scene.legend,
        "timeline": scene.timeline,
        "go": scene.go,
        "linked": scene.linked,
        **({"background": scene.background} if scene.background else {}),
        **({"points": scene.points} if scene.points else {}),
        **({"views": scene.views} if scene.views else {}),
        **({"shown": scene.shown} if scene.shown else {}),
        **({"outline": scene.outline.hash} if scene.outline else {}),
        **({"shapes": scene.shapes.hash} if scene.shapes else {}),
        **({"asks": scene.asks} if scene.asks != "area" else {}),
        **({"phone": True} if scene.phone else {}),
        **({"secret": True} if scene.secret else {}),
    }


def script(scene: Scene, sent: Sequence[Kept] = ()) -> str:
    """Write the command as the map's frame runs it.

    ``sent``: the data that the command names and that the frame does not have yet.
    """
    shown = f"ivbgeoMap.show({script_json(command(scene))});"
    return "\n".join([*(kept.script for kept in sent), shown])


def _places(labels: list[int], texts: int) -> list[int] | str | None:
    if labels == list(range(len(labels))):
        return None
    return "".join(_DIGITS[at] for at in labels) if texts <= len(_DIGITS) else labels


def _words(look: AreaLook) -> tuple[str, bool]:
    """Give what is said of an area, the note on a line of its own, and whether it is a value."""
    return f"{look.label}\n{look.note}" if look.note else look.label, look.value is not None


def _known(code: str | None, looks: Sequence[AreaLook]) -> str | None:
    """Select nothing when the selected area is of another division."""
    return code if any(look.code == code for look in looks) else None

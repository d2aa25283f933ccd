"""Where on the screen one clicks: all that is known here of the pages' own words and forms."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.browser.visiting import Visit

__all__ = ["choose", "click_at", "drag", "hover", "next_period", "points", "to_and_fro", "zoom"]

_MOVES = 40

# Well inside an area, and with nothing else on top; screen coordinates within the frame.
_POINTS = r"""
(wanted) => {
  const found = [];
  const box = document.querySelector(".leaflet-container").getBoundingClientRect();
  const paths = [...document.querySelectorAll(".leaflet-pane path.leaflet-interactive")];
  for (const path of paths) {
    const { left, top, width, height } = path.getBoundingClientRect();
    const [x, y] = [left + width / 2, top + height / 2];
    if (width < 12 || height < 12 || x < box.left + 60 || x > box.right - 60) continue;
    if (y < box.top + 60 || y > box.bottom - 60) continue;
    if (document.elementFromPoint(x, y) === path) found.push([x, y]);
  }
  const step = Math.max(1, Math.floor(found.length / wanted));
  return found.filter((_, at) => at % step === 0).slice(0, wanted);
}
"""


def choose(visit: Visit, label: str, option: str) -> None:
    """Choose an option of a list of the page."""
    box = visit.page.get_by_role("combobox", name=label)
    box.click()
    box.fill(option)  # a long list shows only what fits
    visit.page.get_by_role("option", name=option, exact=True).click()


def next_period(visit: Visit, name: str) -> None:
    """Press a button of the timeline: Volgende periode or Vorige periode."""
    visit.map.get_by_role("button", name=name).click()


def to_and_fro(periods: int) -> Iterator[str]:
    """Give the buttons of the timeline that go through all periods, from the third last on."""
    back, forth = ["Vorige periode"] * (periods - 1), ["Volgende periode"] * (periods - 1)
    return cycle([*forth[:2], *back, *forth[2:]])


def points(visit: Visit, number: int) -> list[list[float]]:
    """Give places within areas, each of another, pixels within the frame."""
    found: list[list[float]] = visit.map.evaluate(_POINTS, number)
    return found


def drag(visit: Visit) -> None:
    """Drag the map to and fro."""
    x, y = _middle(visit)
    mouse = visit.page.mouse
    mouse.move(x, y)
    mouse.down()
    for step in [*range(_MOVES), *reversed(range(_MOVES))]:
        mouse.move(x + 3 * step, y + step)
        visit.page.wait_for_timeout(16)
    mouse.up()
    visit.page.wait_for_timeout(1_000)


def zoom(visit: Visit) -> None:
    """Zoom in and out again with the buttons of the map."""
    for name in ("in", "in", "out", "out"):
        visit.map.locator(f".leaflet-control-zoom-{name}").click()
        visit.page.wait_for_timeout(1_500)


def hover(visit: Visit, step: int) -> None:
    """Move the mouse over the middle of the map, to another pixel each time."""
    x, y = _middle(visit)
    visit.page.mouse.move(x + step % 7, y + step % 5)


def click_at(visit: Visit, place: list[float]) -> None:
    """Click on a place of the map, and take the mouse away."""
    box = visit.map.frame_element().bounding_box()
    assert box is not None  # noqa: S101 - the map is on the screen
    x, y = box["x"] + place[0], box["y"] + place[1]
    visit.page.mouse.move(x, y)
    visit.page.mouse.click(x, y)


def _middle(visit: Visit) -> tuple[float, float]:
    box = visit.map.locator(".leaflet-container").bounding_box()
    assert box is not None  # noqa: S101 - the map is on the screen
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

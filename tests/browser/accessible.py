"""What the tests of accessibility measure: axe-core, names, stops of the keyboard, contrast."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Frame, Page

AXE = Path(__file__).resolve().parents[1] / "vendor" / "axe-core-4.14.1" / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SERIOUS = {"serious", "critical"}
# What a person can act on: each has a name.
CONTROLS = {
    "button", "checkbox", "combobox", "link", "listbox", "menuitem", "option", "radio",
    "searchbox", "slider", "spinbutton", "switch", "tab", "textbox", "Iframe", "dialog",
}  # fmt: skip
# Not one of them is a Dutch word, or stands in the data of the municipality.
_ENGLISH = re.compile(
    r"\b(the|to|and|for|with|your|skip|content|app|pages?|choose|options?|upload|files?|browse|"
    r"help|close|clear|fullscreen|view|search|download|expand|collapse|sidebar|icon|axis|scale|"
    r"chart|error|failed|values?|show|hide|loading|running|select|results?|found|mark|visualization|remove|"
    r"increment|decrement|previous|next|notifications?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Finding:
    """A rule that axe-core found broken: ``where`` names the first element."""

    rule: str
    impact: str
    wcag: bool
    count: int
    where: str


@dataclass(frozen=True)
class Stop:
    """Where the Tab key came; ``mark`` is how the focus is shown there, None if it is not."""

    frame: bool
    element: str
    name: str
    mark: str | None


def settle(page: Page) -> None:
    """Wait until the page is drawn and nothing moves any more."""
    page.locator("h1").first.wait_for(timeout=60_000)  # a cold start, on a busy machine
    # Not by a function that is waited for: the page lets nobody evaluate one.
    expect(page.locator("[data-test-script-state=notRunning]")).to_have_count(1)
    expect(page.locator("[data-testid=stSkeleton], [data-stale=true]")).to_have_count(0)
    page.wait_for_timeout(250)  # what opens or closes does so in a quarter of a second


def examine(page: Page) -> list[Finding]:
    """Let axe-core look at the page with all its frames: WCAG 2.2 A and AA, good practice."""
    script = AXE.read_text(encoding="utf-8")
    for frame in page.frames:
        frame.evaluate(script)
    found = page.evaluate(
        """(tags) => axe.run(document, {
          runOnly: { type: "tag", values: [...tags, "best-practice"] },
          rules: { "target-size": { enabled: true } },
          resultTypes: ["violations"],
        })""",
        WCAG,
    )
    assert found["passes"], "axe-core looked at nothing"
    return [
        Finding(
            one["id"],
            one["impact"],
            bool(set(WCAG) & set(one["tags"])),
            len(one["nodes"]),
            f"{one['nodes'][0]['target']} {one['nodes'][0]['html'][:160]}",
        )
        for one in found["violations"]
    ]


def named(page: Page) -> Iterator[tuple[str, str]]:
    """Give role and name of all that a screen reader finds, frames included."""
    session = page.context.new_cdp_session(page)

    def walk(tree: dict) -> Iterator[str]:
        yield tree["frame"]["id"]
        for child in tree.get("childFrames", ()):
            yield from walk(child)

    for frame in walk(session.send("Page.getFrameTree")["frameTree"]):
        nodes = session.send("Accessibility.getFullAXTree", {"frameId": frame})["nodes"]
        for node in nodes:
            if not node.get("ignored"):
                name = (node.get("name") or {}).get("value", "")
                yield node["role"]["value"], re.sub(r"\s+", " ", str(name)).strip()
                for extra in ("description", "roledescription"):
                    said = _property(node, extra)
                    if said:
                        yield extra, said
    session.detach()


def _property(node: dict, name: str) -> str:
    own = (node.get(name) or {}).get("value")
    others = {one["name"]: one["value"].get("value") for one in node.get("properties", ())}
    return str(own or others.get(name) or "")


def is_english(text: str) -> bool:
    return bool(_ENGLISH.search(text))


_FOCUSED = """() => {
  const one = document.activeElement;
  if (!one || one === document.body || one === document.documentElement) return null;
  const clear = (colour) => /, 0\\)$|transparent/.test(colour);
  const mark = [];
  for (let at = one, up = 0; at && up < 4; at = at.parentElement, up += 1) {
    const style = getComputedStyle(at);
    const drawn = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    if (drawn && !clear(style.outlineColor)) mark.push(style.outlineColor);
  }
  for (const ring of one.matches("path[role=button]") ? document.querySelectorAll(".ivb-ring") : [])
    if (ring.getBBox().width) mark.push(ring.getAttribute("stroke"));
  const label = one.getAttribute("aria-label") || one.title || one.textContent;
  return {
    tag: one.tagName.toLowerCase(),
    kind: one.dataset.testid || one.getAttribute("role") || one.type || "",
    name: label.replace(/\\s+/g, " ").trim().slice(0, 60),
    mark: mark[0] || null,
  };
}"""


def from_the_start(page: Page) -> None:
    """Put the focus where it is when a page was just opened."""
    page.evaluate(
        """() => {
          document.body.tabIndex = -1;
          document.body.focus({ preventScroll: true });
          document.body.removeAttribute("tabindex");
        }"""
    )


def stops(page: Page, key: str = "Tab", limit: int = 150) -> list[Stop]:
    """Press a key from the start of the page until the focus leaves it, or fail: a trap."""
    from_the_start(page)
    found: list[Stop] = []
    for pressed in range(limit):
        page.keyboard.press(key)
        frame: Frame = page.main_frame
        told = frame.evaluate(_FOCUSED)
        inside = False
        if told and told["tag"] == "iframe":
            frame = page.evaluate_handle("document.activeElement").as_element().content_frame()
            inside, told = True, frame.evaluate(_FOCUSED) or told
        if told is None:
            if found or pressed > 1:
                return found
            continue  # backwards the address bar comes first
        element = f"{told['tag']} {told['kind']}".strip()
        found.append(Stop(inside, element, told["name"], told["mark"]))
    raise AssertionError(f"a trap for the keyboard: {limit} stops, the last {found[-6:]}")


def _luminance(colour: tuple[float, ...]) -> float:
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in colour)
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    """Give the contrast of two CSS colours (``rgb(…)`` or ``#rrggbb``), as WCAG 2.2 defines it."""
    light, dark = sorted((_luminance(_rgb(one)), _luminance(_rgb(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _rgb(colour: str) -> tuple[float, ...]:
    if colour.startswith("#"):
        return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return tuple(float(value) for value in re.findall(r"[\d.]+", colour)[:3])

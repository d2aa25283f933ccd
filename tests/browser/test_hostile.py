"""Every text of the store is hostile: on every page it stays text, and nothing of it runs."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
import shapely
from playwright.sync_api import expect

from ivbgeo.atlas import Atlas
from ivbgeo.prevention.changing import add
from ivbgeo.prevention.kind import PreventionKind
from ivbgeo.prevention.prevention import Prevention
from ivbgeo.settings import ROOT
from ivbgeo.store import Store
from ivbgeo.viewer import Viewer

SAME_WINDOW = True
MARK = "ZZ<img src=x onerror=gehackt=1>"
# Some columns hold no more than a name.
SHORT = f"{MARK}![p](https://elders.example/p)$x^2$"
SCRIPT = f"{MARK}\"'></style></script><script>gehackt=1</script>{{{{7*7}}}}{{%raw%}}${{7*7}}"
LINKS = (
    f"{MARK}[k](javascript:gehackt=1)<a href=//elders.example>z</a> https://elders.example "
    "www.elders.example ik@elders.example :material/home: :smile: :red[x]"
)
# Every column in which words stand that somebody wrote.
COLUMNS = {
    MARK: {"camera_area": ["evaluation_every", "place_name"], "measure_version": ["lead"]},
    SHORT: {
        "area": ["name"],
        "camera_area": ["name"],
        "category": ["title"],
        "dataset": ["title"],
        "indicator": ["title", "unit"],
        "measure_version": ["title"],
        "prevention_version": ["name", "contact_role", "place"],
        "regional_priority": ["title"],
        "speerpunt": ["title"],
    },
    SCRIPT: {
        "camera_area": ['"order"', "source"],
        "dataset": ["source", "licence"],
        "indicator": ["qualifier", "target", "source"],
        "measure_version": ["source"],
        "prevention_version": ["times", "decision", "source"],
        "regional_priority": ["source"],
        "speerpunt": ["source"],
    },
    LINKS: {
        "camera_area": ["precision", "remark"],
        "dataset": ["source_table", "remark"],
        "indicator": ["period_note", "remark"],
        "measure_version": ["remark"],
        "prevention_version": ["remark"],
        "regional_priority": ["remark"],
        "speerpunt": ["remark"],
    },
}
WATCH = """
window.blocked = [];
addEventListener("securitypolicyviolation", (event) => {
  window.blocked.push(`${event.effectiveDirective} ${event.blockedURI}`);
});
"""
# What became more than text, in one document; a script of the app may be held back, one thing only.
FOUND = """() => {
  const made = '[onerror], a[href*="elders"], a[href^="javascript"], a[href^="mailto"], ' +
    'img[src*="elders"], img[src="x"], .katex, [data-testid="stIconMaterial"]';
  const icons = new Set(["home"]);
  return [
    ...("gehackt" in window ? ["it ran"] : []),
    ...[...document.querySelectorAll(made)]
      .filter((one) => !one.dataset.testid || icons.has(one.innerText))
      .map((one) => one.outerHTML.slice(0, 200)),
    ...[...document.scripts].map((one) => one.text).filter((text) => text.startsWith("gehackt")),
    ...(window.blocked || []).filter((one) => one !== "script-src wasm-eval"),
  ];
}"""


@pytest.fixture(scope="module")
def app(served, databases):
    address = databases.address("sqlite", filled=True)
    store = Store.open(address)
    group = Prevention(
        kind=PreventionKind.GROEP, name="Groep", border=shapely.Point(93_500, 452_500).buffer(300)
    )
    add(Atlas(store).edition(), Viewer.of("beheer"), group)
    store.close()
    with closing(sqlite3.connect(address.removeprefix("sqlite:///"))) as connection:
        for text, tables in COLUMNS.items():
            for table, columns in tables.items():
                for column in columns:
                    how = f"{column} = substr({column}, 1, 40) || ?"
                    changed = f"UPDATE {table} SET {how}"  # noqa: S608 - our own names
                    connection.execute(changed, [text])
        connection.commit()
    # Of all roles this one gets the most pages and the most forms.
    return served(ROOT / "app.py", environment={"IVBGEO_DATABASE_URL": address}, role="beheer")


@pytest.mark.parametrize(
    ("path", "last"),
    [
        ("", "Cameragebieden op de kaart"),
        ("wijk", "Waar komt dit vandaan?"),
        ("was", "Rondeblad op papier"),
        ("inspanningen", "Wijkaanpak jongerengroepen"),
        ("preventie?stap=register", "Meer over één ervan"),
        ("cameras", "Meer over één gebied"),
        ("stad", "Twee perioden naast elkaar"),
        ("gegevens", "Een bestand inlezen"),
    ],
)
def test_no_text_becomes_more_than_text(app, page, path, last):
    page.add_init_script(WATCH)
    page.goto(f"{app.url}/{path}")
    expect(page.get_by_text(last).first).to_be_attached()
    page.evaluate("document.querySelectorAll('summary').forEach((one) => one.click())")
    expect(page.locator("body")).to_contain_text(MARK)
    expect(page.locator("[data-test-script-state=notRunning]")).to_have_count(1)
    there = [one for one in page.frames if not one.is_detached()]
    assert [one.evaluate(FOUND) for one in there] == [[] for _ in there]

"""The bench's probe: it sees what a click brings, in a frame and on the page, and not too soon."""

import pytest

from benchmarks.browser.probe import PROBE

FRAME = """<!doctype html><div class="leaflet-pane"><svg>
<path fill="#111111"></path><path fill="#111111"></path><path fill="#111111"></path>
<path fill="#111111"></path><path fill="#222222"></path><path fill="none"></path>
<path fill="#222222"></path><path fill="#222222"></path><path fill="#222222"></path>
</svg></div><div class="leaflet-control-zoom"></div>"""
PAGE = """<!doctype html><h2>Palenstein</h2><button>Druk</button><iframe></iframe><script>
const frame = document.querySelector("iframe");
frame.srcdoc = `FRAME`;
document.querySelector("button").onclick = () => setTimeout(() => {
  frame.contentDocument.querySelector("path").setAttribute("fill", "#222222");
  document.querySelector("h2").textContent = "Buytenwegh";
}, 200);
</script>""".replace("FRAME", FRAME)


@pytest.mark.parametrize(
    ("look", "wanted"), [("colours", [8]), ("area", [["Buytenwegh", "Palenstein"]])]
)
def test_what_a_click_brings_is_seen_no_sooner_than_it_is_there(page, tmp_path, look, wanted):
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    page.add_init_script(PROBE)
    page.goto((tmp_path / "page.html").as_uri())
    page.wait_for_function("bench.first.map && bench.first.areas && !bench.first.tooltip")
    page.evaluate("([look, wanted]) => bench.look(look, ...wanted)", [look, wanted])
    page.get_by_role("button", name="Druk").click()
    page.wait_for_function("bench.drawn")
    clicked, seen, drawn = page.evaluate("[bench.clicked, bench.seen, bench.drawn]")
    assert clicked + 200 <= seen < drawn

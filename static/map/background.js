/* The map behind the areas: tiles from the app's own address, where a background is set.
 *
 * Whether it is shown is a switch, remembered for as long as the page is open. The areas let it
 * through only once there is something to see: without it their colours are those of the legend.
 */
ivbgeoMap.part(
  (() => {
    "use strict";

    const TEXT = { shown: "Achtergrondkaart", failed: "Achtergrondkaart (laadt niet)" };
    const KEPT = "ivbgeo-background";
    const AGAIN = [10, 60]; // seconds after which a tile that did not come is asked for again

    let map, tools, control, box, words;
    let put = null; // the background on the map, as text
    let layer = null;

    function start(made, given) {
      [map, tools] = [made, given];
      tools.pane("ivb-background", 150);
      control = L.control({ position: "topright" });
      control.onAdd = () => {
        const label = L.DomUtil.create("label", "ivb-toggle ivb-background-toggle");
        box = L.DomUtil.create("input", "", label);
        box.type = "checkbox";
        words = tools.element("span", TEXT.shown, label);
        box.addEventListener("change", () => {
          remember(box.checked);
          turn(box.checked);
        });
        L.DomEvent.disableClickPropagation(label);
        return label;
      };
      // The other map of the page follows.
      window.addEventListener("storage", (event) => {
        if (event.key === KEPT && layer) turn(wanted());
      });
    }

    function show({ background = null }) {
      const next = background && JSON.stringify(background);
      if (next === put) return;
      put = next;
      if (layer) turn(false);
      layer = background && make(background);
      if (!layer) return control.remove();
      control.addTo(map);
      turn(wanted());
    }

    function make({ tiles, attribution, minZoom, maxZoom }) {
      const made = L.tileLayer(tiles, {
        pane: "ivb-background",
        minZoom,
        maxNativeZoom: maxZoom,
        maxZoom: map.getMaxZoom(),
        attribution: tools.element("span", attribution).innerHTML, // Leaflet writes it as HTML
      });
      made.on("tileload", () => seen(true));
      made.on("tileerror", ({ tile }) => {
        if (!over()) words.textContent = TEXT.failed;
        const tried = Number(tile.dataset.tried || 0);
        if (tried >= AGAIN.length) return;
        tile.dataset.tried = tried + 1;
        const { src } = tile;
        setTimeout(() => tile.isConnected && (tile.src = src), AGAIN[tried] * 1000);
      });
      return made;
    }

    function turn(on) {
      box.checked = on;
      if (on) layer.addTo(map);
      else layer.remove();
      seen(false);
    }

    // The legend under the map follows it.
    const over = () => document.body.classList.contains("ivb-over-background");

    function seen(something) {
      document.body.classList.toggle("ivb-over-background", something);
      words.textContent = TEXT.shown;
    }

    function wanted() {
      try {
        return sessionStorage.getItem(KEPT) !== "off";
      } catch (error) {
        return true; // a browser that keeps nothing
      }
    }

    function remember(on) {
      try {
        sessionStorage.setItem(KEPT, on ? "on" : "off");
      } catch (error) {
        // then it holds for this map alone
      }
    }

    return { name: "background", start, show };
  })(),
);

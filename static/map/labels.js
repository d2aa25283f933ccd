/* Names on the areas, where they fit. */
ivbgeoMap.part(
  (() => {
    "use strict";

    const pen = document.createElement("canvas").getContext("2d");
    let map, tools, labels;
    let labelled = null; // the division that the names are of

    function start(made, given) {
      [map, tools] = [made, given];
      labels = L.layerGroup([], { pane: tools.pane("ivb-labels", 430) }).addTo(map);
      map.on("zoomend", place);
    }

    function show() {
      if (labelled !== tools.areas.shown()) place();
    }

    function place() {
      labels.clearLayers();
      labelled = tools.areas.shown();
      if (!labelled) return;
      pen.font = "600 12px system-ui, sans-serif";
      // Where areas are few each has its name: it may reach out of the largest circle in the area.
      const reach = labelled.areas.size <= 20 ? 3 : 1.95;
      for (const area of labelled.areas.values()) {
        const metres = (40075016.7 * Math.cos((area.spot.lat * Math.PI) / 180)) / 2 ** (map.getZoom() + 8);
        const width = (reach * area.room) / metres;
        const rows = wrap(area.name, width);
        if (!rows || rows.length * 14 > width) continue;
        const box = document.createElement("div");
        const span = tools.element("span", "", box);
        rows.forEach((row, at) => {
          if (at) span.append(document.createElement("br"));
          span.append(row);
        });
        span.style.whiteSpace = "nowrap";
        box.setAttribute("aria-hidden", "true"); // the area itself carries its name
        L.marker(area.spot, {
          pane: "ivb-labels", interactive: false, keyboard: false,
          icon: L.divIcon({ className: "ivb-label", html: box, iconSize: [0, 0] }),
        }).addTo(labels);
      }
    }

    function wrap(name, width) {
      const rows = [];
      for (const word of name.split(/(?<=[\s-])/)) {
        if (pen.measureText(word.trim()).width > width) return null;
        const last = rows.length - 1;
        if (last >= 0 && pen.measureText((rows[last] + word).trim()).width <= width) rows[last] += word;
        else rows.push(word);
      }
      return rows;
    }

    return { name: "labels", start, show };
  })(),
);

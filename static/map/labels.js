/* Names on the areas where they fit, and below each name its number where there is room for both. */
ivbgeoMap.part(
  (() => {
    "use strict";

    const ROW = 14; // pixels
    const pen = document.createElement("canvas").getContext("2d");
    let map, tools, labels;

    function start(made, given) {
      [map, tools] = [made, given];
      labels = L.layerGroup([], { pane: tools.pane("ivb-labels", 430) }).addTo(map);
      map.on("moveend", place);
    }

    function place() {
      labels.clearLayers();
      const shown = tools.areas.shown();
      if (!shown) return;
      pen.font = "600 12px system-ui, sans-serif";
      const metres = (40075016.7 * Math.cos((map.getCenter().lat * Math.PI) / 180)) / 2 ** (map.getZoom() + 8);
      const view = map.getBounds().pad(0.1);
      // Where areas are few each has its name: it may reach out of the largest circle in the area.
      const reach = shown.areas.size <= 20 ? 3 : 1.95;
      for (const area of shown.areas.values()) {
        const width = (reach * area.room) / metres;
        if (width < ROW || !view.contains(area.spot)) continue;
        const rows = wrap(area.name, width);
        if (!rows || rows.length * ROW > width) continue;
        const short = tools.command().points ? "" : tools.said(area).short; // points have their own
        const number = (rows.length + 1) * ROW <= (1.7 * area.room) / metres ? short : "";
        L.marker(area.spot, {
          pane: "ivb-labels", interactive: false, keyboard: false,
          icon: L.divIcon({ className: "ivb-label", html: box(rows, number), iconSize: [0, 0] }),
        }).addTo(labels);
      }
    }

    function box(rows, number) {
      const made = document.createElement("div");
      const span = tools.element("span", "", made);
      rows.forEach((row, at) => {
        if (at) span.append(document.createElement("br"));
        span.append(row);
      });
      if (number) tools.element("b", number, span);
      made.setAttribute("aria-hidden", "true"); // the area itself carries its name
      return made;
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

    return { name: "labels", start, show: place };
  })(),
);

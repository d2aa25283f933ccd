/* The areas: their borders, colours and patterns, the mouse and the keyboard. */
ivbgeoMap.part(
  (() => {
    "use strict";

    const TEXT = {
      unknown: "niet gemeten",
      keys: "Met de pijltjestoetsen gaat u van gebied naar gebied, met Enter kiest u.",
    };
    const BORDER = { color: "#63777f", weight: 0.8, opacity: 1, fillOpacity: 1 };
    const UNKNOWN_FILL = "url(#ivb-niet-gemeten)";
    const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

    const drawn = new Map(); // address → division
    let map, tools, rings;
    let shown = null; // the division on the map

    function start(made, given) {
      [map, tools] = [made, given];
      const ringPane = tools.pane("ivb-rings", 440);
      rings = {
        hover: ring(ringPane, [["#17292f", 2.5]]),
        focus: ring(ringPane, [["#17292f", 8], ["#ffcc33", 4.5]]),
        selected: ring(ringPane, [["#ffffff", 7], ["#17292f", 3.5]]),
      };
      map.getContainer().setAttribute("aria-description", TEXT.keys);
      tools.areas = { put, shown: () => shown, said };
    }

    function ring(ringPane, strokes) {
      const lines = strokes.map(([color, weight]) =>
        L.polygon([], {
          pane: ringPane, color, weight, fill: false, interactive: false, className: "ivb-ring",
        }).addTo(map),
      );
      return { put: (shape) => lines.forEach((line) => line.setLatLngs(shape ? shape.getLatLngs() : [])) };
    }

    function make(collection) {
      const division = { areas: new Map(), current: null, attribution: collection.attribution };
      division.layer = L.geoJSON(collection, {
        style: { ...BORDER, fillColor: UNKNOWN_FILL },
        onEachFeature: (feature, shape) => {
          const { code, name, spot, room } = feature.properties;
          const area = { code, name, room, shape, spot: L.latLng(spot[1], spot[0]) };
          division.areas.set(code, area);
          shape.on({
            add: () => dress(division, area),
            click: () => {
              move(division, area, false);
              choose(code);
            },
            mouseover: (event) => {
              rings.hover.put(shape);
              tools.openTooltip(event.latlng, [area.name, ...said(area)]);
            },
            mousemove: (event) => tools.placeTooltip(event.latlng),
            mouseout: () => {
              rings.hover.put(null);
              tools.hideTooltip();
            },
          });
        },
      });
      return division;
    }

    function choose(code) {
      if (!tools.send({ area: code })) select(code); // without a server it is only a strong outline
    }

    // Leaflet makes a new path each time that a layer is added.
    function dress(division, area) {
      const path = area.shape.getElement();
      path.setAttribute("role", "button");
      path.setAttribute("tabindex", "-1");
      path.addEventListener("focus", () => {
        if (!path.matches(":focus-visible")) return;
        rings.focus.put(area.shape);
        const top = L.latLng(area.shape.getBounds().getNorth(), area.spot.lng);
        tools.openTooltip(top, [area.name, ...said(area)]);
      });
      path.addEventListener("blur", () => {
        rings.focus.put(null);
        tools.hideTooltip();
      });
      path.addEventListener("keydown", (event) => {
        if (event.key === "Enter" || event.key === " ") choose(area.code);
        else if (event.key in STEPS) move(division, neighbour(division, area, STEPS[event.key]), true);
        else return;
        event.preventDefault();
        event.stopPropagation(); // Leaflet would pan the map
      });
    }

    // The nearest area in a direction: what lies aside counts double.
    function neighbour(division, from, [right, down]) {
      const here = map.project(from.spot, 14);
      let best = from;
      let least = Infinity;
      for (const area of division.areas.values()) {
        const way = map.project(area.spot, 14).subtract(here);
        const ahead = way.x * right + way.y * down;
        const aside = Math.abs(way.x * down) + Math.abs(way.y * right);
        if (ahead <= 0 || aside > ahead * 2) continue;
        if (ahead + 2 * aside < least) [best, least] = [area, ahead + 2 * aside];
      }
      return best;
    }

    // Exactly one area is a stop of the Tab key.
    function move(division, area, focus) {
      const before = division.current && division.current.shape.getElement();
      if (before) before.setAttribute("tabindex", "-1");
      division.current = area;
      const path = area.shape.getElement();
      path.setAttribute("tabindex", "0");
      if (!focus) return;
      map.panInside(area.spot, { padding: [60, 60], animate: !tools.calm() });
      path.focus({ preventScroll: true, focusVisible: true });
    }

    function said(area) {
      const command = tools.command();
      const known = command && command.areas[area.code];
      return known ? command.labels[known[1]] : [TEXT.unknown];
    }

    const hasFocus = () => shown.layer.getLayers().some((s) => s.getElement() === document.activeElement);

    function put(address, collection) {
      if (!drawn.has(address)) drawn.set(address, make(collection));
      const division = drawn.get(address);
      if (division === shown) return;
      const focused = shown && hasFocus();
      tools.hideTooltip();
      Object.values(rings).forEach((one) => one.put(null));
      if (shown) {
        shown.layer.remove();
        if (shown.attribution) map.attributionControl.removeAttribution(safe(shown.attribution));
      }
      shown = division;
      division.layer.addTo(map);
      if (division.attribution) map.attributionControl.addAttribution(safe(division.attribution));
      tools.view.cover(division.layer.getBounds());
      move(division, division.current || division.areas.values().next().value, focused);
    }

    function show(command) {
      for (const area of shown.areas.values()) {
        const known = command.areas[area.code];
        const fillColor = known ? command.fills[known[0]] : UNKNOWN_FILL;
        if (area.shape.options.fillColor !== fillColor) area.shape.setStyle({ fillColor });
        area.shape.getElement().setAttribute("aria-label", `${area.name}: ${said(area).join(". ")}`);
      }
      tools.hideTooltip(); // its figure may be of another year
      select(command.selected);
    }

    function select(code) {
      for (const area of shown.areas.values()) {
        area.shape.getElement().setAttribute("aria-pressed", String(area.code === code));
      }
      const area = shown.areas.get(code);
      rings.selected.put(area ? area.shape : null);
      if (area && !hasFocus()) move(shown, area, false);
    }

    // Leaflet writes the attribution as HTML.
    function safe(text) {
      return tools.element("span", text).innerHTML;
    }

    return { name: "areas", start, show };
  })(),
);

/* The areas: their borders, colours and patterns, the mouse and the keyboard.
 *
 * Each area is a path of its own that can be focused; of a division with very many areas they are
 * painted on a canvas, and one button stands for the area that the keyboard is at.
 */
ivbgeoMap.part(
  (() => {
    "use strict";

    const TEXT = {
      keys: "Met de pijltjestoetsen gaat u van gebied naar gebied, met Enter kiest u.",
    };
    const MOST_PATHS = 1500;
    const BORDER = { color: "#63777f", weight: 0.8, opacity: 1, fillOpacity: 1 };
    const UNKNOWN_FILL = "url(#ivb-niet-gemeten)";
    const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

    const drawn = new Map(); // address → division
    let map, tools, rings, walker;
    let shown = null; // the division on the map
    let selected = null; // code

    function start(made, given) {
      [map, tools] = [made, given];
      const ringPane = tools.pane("ivb-rings", 440);
      rings = {
        hover: ring(ringPane, [["#17292f", 2.5]]),
        focus: ring(ringPane, [["#17292f", 8], ["#ffcc33", 4.5]]),
        selected: ring(ringPane, [["#ffffff", 7], ["#17292f", 3.5]]),
      };
      map.getContainer().setAttribute("aria-description", TEXT.keys);
      tools.areas = { put, choose, press, words, shown: () => shown, selected: () => selected };
      tools.tellOn = () => {}; // static/map/phone.js
    }

    function ring(ringPane, strokes) {
      const lines = strokes.map(([color, weight]) =>
        L.polygon([], {
          pane: ringPane, color, weight, fill: false, interactive: false, className: "ivb-ring",
        }).addTo(map),
      );
      return { put: (area) => lines.forEach((line) => line.setLatLngs(area ? area.shape.getLatLngs() : [])) };
    }

    // --- a division ------------------------------------------------------------------------

    // Borders as layers/geometry_file.py writes them.
    function make({ codes, names, spots, rooms, shapes, unit, attribution }) {
      const many = codes.length > MOST_PATHS;
      const canvas = many ? tools.areaCanvas() : null;
      const division = { areas: new Map(), current: null, many, canvas, attribution };
      const style = { ...BORDER, fillColor: UNKNOWN_FILL };
      if (many) Object.assign(style, { renderer: canvas, weight: 0.4, smoothFactor: 1.5 });
      division.layer = L.featureGroup();
      codes.forEach((code, at) => {
        const shape = L.polygon(shapes[at].map((rings) => rings.map((ring) => unpack(ring, unit))), style);
        const [lon, lat] = [spots[2 * at] / unit, spots[2 * at + 1] / unit];
        const area = { at, code, name: names[at], room: rooms[at], shape, spot: L.latLng(lat, lon) };
        shape.feature = { properties: { code, name: area.name, spot: [lon, lat] } }; // as L.geoJSON would
        area.bounds = () => shape.getBounds();
        division.areas.set(code, area);
        division.layer.addLayer(shape);
        shape.on({
          add: () => !many && dress(division, area),
          click: (event) => {
            move(division, area, false);
            if (!press(event.latlng)) choose(code);
          },
          mouseover: (event) => {
            rings.hover.put(area);
            open(area, event.latlng);
          },
          mousemove: (event) => tools.placeTooltip(event.latlng),
          mouseout: () => {
            rings.hover.put(null);
            tools.hideTooltip();
          },
        });
      });
      return division;
    }

    // A ring: lon and lat in whole numbers, each less the one before.
    function unpack(ring, unit) {
      const places = [];
      let [lon, lat] = [0, 0];
      for (let at = 0; at < ring.length; at += 2) {
        lon += ring[at];
        lat += ring[at + 1];
        places.push(L.latLng(lat / unit, lon / unit));
      }
      return places;
    }

    function open(area, where) {
      const { label, note } = tools.said(area);
      tools.openTooltip(where, [area.name, label, note]);
    }

    function words(area) {
      const { label, note } = tools.said(area);
      return `${area.name}: ${note ? `${label}. ${note}` : label}`;
    }

    function choose(code) {
      if (tools.command().asks === "nothing") return;
      tools.tellOn(shown.areas.get(code));
      if (!tools.send({ area: code })) select(code); // without a server it is only a strong outline
    }

    // Where a place is asked, a click says where; tells whether it was that.
    function press({ lat, lng }) {
      return tools.command().asks === "place" && tools.send({ place: `${lat.toFixed(6)},${lng.toFixed(6)}` });
    }

    // --- the keyboard ----------------------------------------------------------------------

    // Leaflet makes a new path each time that a layer is added.
    function dress(division, area) {
      const path = area.shape.getElement();
      path.setAttribute("role", "button");
      path.setAttribute("tabindex", "-1");
      listen(path, () => [division, area]);
    }

    // One button for all areas of a canvas.
    function makeWalker() {
      walker = tools.element("button", "", map.getContainer());
      walker.className = "ivb-walker";
      listen(walker, () => [shown, shown.current]);
    }

    function listen(stop, at) {
      stop.addEventListener("focus", () => {
        if (stop.matches(":focus-visible")) light(at()[1]);
      });
      stop.addEventListener("blur", () => {
        rings.focus.put(null);
        tools.hideTooltip();
      });
      stop.addEventListener("keydown", (event) => {
        const [division, area] = at();
        if (event.key === "Enter" || event.key === " ") press(area.spot) || choose(area.code);
        else if (event.key in STEPS) move(division, neighbour(division, area, STEPS[event.key]), true);
        else return;
        event.preventDefault();
        event.stopPropagation(); // Leaflet would pan the map
      });
    }

    function light(area) {
      rings.focus.put(area);
      open(area, L.latLng(area.bounds().getNorth(), area.spot.lng));
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
      if (!division.many && division.current) stopOf(division).setAttribute("tabindex", "-1");
      division.current = area;
      const stop = stopOf(division);
      if (division.many) describe(stop, area);
      else stop.setAttribute("tabindex", "0");
      if (!focus) return;
      map.panInside(area.spot, { padding: [60, 60], animate: !tools.calm() });
      stop.focus({ preventScroll: true, focusVisible: true });
      if (division.many) light(area);
    }

    const stopOf = (division) => (division.many ? walker : division.current.shape.getElement());

    function describe(stop, area) {
      stop.setAttribute("aria-label", words(area));
      stop.setAttribute("aria-pressed", String(area.code === selected));
    }

    const hasFocus = () =>
      shown.many
        ? walker === document.activeElement
        : shown.layer.getLayers().some((s) => s.getElement() === document.activeElement);

    // --- what is shown ---------------------------------------------------------------------

    function put(address, borders) {
      if (!drawn.has(address)) drawn.set(address, make(borders));
      const division = drawn.get(address);
      if (division === shown) return;
      const focused = shown && shown.areas.size && hasFocus();
      tools.hideTooltip();
      Object.values(rings).forEach((one) => one.put(null));
      if (shown) {
        shown.layer.remove();
        if (shown.attribution) map.attributionControl.removeAttribution(safe(shown.attribution));
      }
      shown = division;
      if (division.many && !walker) makeWalker();
      if (walker) walker.hidden = !division.many;
      division.layer.addTo(map);
      if (division.attribution) map.attributionControl.addAttribution(safe(division.attribution));
      if (!division.areas.size) return;
      tools.view.cover(division.layer.getBounds());
      move(division, division.current || division.areas.values().next().value, focused);
    }

    function show(command) {
      for (const area of shown.areas.values()) {
        const look = parseInt(command.looks[area.at], 36); // NaN for an area that nothing is said of
        const fillColor = command.fills[look] || UNKNOWN_FILL;
        if (shown.many) area.shape.options.fillColor = fillColor;
        else if (area.shape.options.fillColor !== fillColor) area.shape.setStyle({ fillColor });
        if (!shown.many) area.shape.getElement().setAttribute("aria-label", words(area));
      }
      if (shown.many) shown.canvas.repaint();
      tools.hideTooltip(); // its figure may be of another year
      select(command.selected);
    }

    function select(code) {
      selected = code;
      const area = shown.areas.get(code);
      rings.selected.put(area || null);
      if (!shown.areas.size) return;
      if (area && !hasFocus()) move(shown, area, false);
      if (shown.many) return describe(walker, shown.current);
      for (const one of shown.areas.values()) {
        one.shape.getElement().setAttribute("aria-pressed", String(one.code === code));
      }
    }

    // Leaflet writes the attribution as HTML.
    function safe(text) {
      return tools.element("span", text).innerHTML;
    }

    return { name: "areas", start, show };
  })(),
);

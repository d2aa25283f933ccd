/* The map inside its frame, on Leaflet.
 *
 *   ivbgeoMap.start(id)              makes the map in a div, once
 *   ivbgeoMap.show(command)          shows a choropleth; view, zoom and geometry stay
 *   ivbgeoMap.give(address, borders) hands over geometry, so that it need not be fetched
 *
 * The command comes from layers/command.py. A choice (click, Enter, space) goes to Streamlit as
 * {area: code, n: number}, where n only ever rises, so that the same area can be chosen again.
 * Text from a file reaches the page as textContent only.
 */
window.ivbgeoMap = (() => {
  "use strict";

  const TEXT = {
    page: "Kaart van Zoetermeer",
    zoomIn: "Inzoomen",
    zoomOut: "Uitzoomen",
    home: "Toon de hele gemeente",
    cameras: "Cameragebieden",
    surrounding: "Omgeving, geen exacte plek",
    unknown: "niet gemeten",
    keys: "Met de pijltjestoetsen gaat u van gebied naar gebied, met Enter kiest u.",
    failed: "De grenzen van de gebieden konden niet worden opgehaald. Ververs de pagina.",
  };
  const BORDER = { color: "#63777f", weight: 0.8, opacity: 1, fillOpacity: 1 };
  const UNKNOWN_FILL = "url(#ivb-niet-gemeten)";
  const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const CAMERA =
    '<svg viewBox="0 0 28 28" aria-hidden="true"><circle cx="14" cy="14" r="13" fill="#fff" ' +
    'stroke="#17292f" stroke-width="1.5"/><path fill="#17292f" d="M6.5 10h10a1.5 1.5 0 0 1 1.5 1.5' +
    "v5a1.5 1.5 0 0 1-1.5 1.5h-10A1.5 1.5 0 0 1 5 16.5v-5A1.5 1.5 0 0 1 6.5 10zM19 13l4-2.3v6.6L19 15z" +
    '"/></svg>';
  const HOUSE =
    '<svg viewBox="0 0 18 18" aria-hidden="true"><path fill="none" stroke="currentColor" ' +
    'stroke-width="1.8" stroke-linejoin="round" d="M2 9l7-6.5L16 9M4 8v7.5h10V8"/></svg>';

  const borders = new Map(); // address → promise of a FeatureCollection
  const drawn = new Map(); // address → Division
  const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  let map; // Leaflet's
  let shown = null; // the Division on the map
  let command = null; // what was asked last
  let home = null; // bounds of the whole municipality
  let moved = false; // by the reader: a resize then leaves the view alone
  let fitting = false;
  let lastNumber = 0;
  let rings, labels, tooltip, cameras;

  // --- small helpers -----------------------------------------------------------------------

  function element(name, text, parent) {
    const made = document.createElement(name);
    made.textContent = text;
    if (parent) parent.append(made);
    return made;
  }

  function pane(name, level) {
    const made = map.createPane(name);
    made.style.zIndex = level;
    made.classList.add("ivb-pane");
    return name;
  }

  function choose(code) {
    lastNumber = Math.max(lastNumber + 1, Date.now()); // rises over a remount too
    if (window.Streamlit) window.Streamlit.setComponentValue({ area: code, n: lastNumber });
    else select(code); // without a server the choice is only a strong outline
  }

  // --- the map and its controls ------------------------------------------------------------

  function start(id) {
    document.documentElement.lang = "nl";
    if (window.Streamlit) document.title = TEXT.page;
    try {
      if (window.frameElement) window.frameElement.title = TEXT.page;
    } catch (error) {
      // the frame may not look outside: its own title has to do
    }
    map = L.map(id, {
      center: [52.06, 4.49],
      zoom: 12,
      minZoom: 10,
      maxZoom: 18,
      zoomSnap: 0.25,
      zoomDelta: 0.5,
      wheelPxPerZoomLevel: 120,
      zoomControl: false,
      scrollWheelZoom: false, // only once the map is used, so that the page still scrolls
      renderer: L.svg({ padding: 0.5 }),
      zoomAnimation: !calm(),
      fadeAnimation: !calm(),
      inertia: !calm(),
    });
    const box = map.getContainer();
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", TEXT.page);
    box.setAttribute("tabindex", "-1"); // the areas and the buttons are the stops
    box.addEventListener("focusin", () => map.scrollWheelZoom.enable());
    box.addEventListener("mousedown", () => map.scrollWheelZoom.enable());
    box.addEventListener("mouseleave", () => map.scrollWheelZoom.disable());
    box.addEventListener("keydown", (event) => {
      if (event.key === "Escape") hideTooltip();
    });
    L.control.zoom({ zoomInTitle: TEXT.zoomIn, zoomOutTitle: TEXT.zoomOut }).addTo(map);
    homeControl().addTo(map);
    L.control.scale({ imperial: false }).addTo(map);
    map.attributionControl.setPrefix("Leaflet");

    labels = L.layerGroup([], { pane: pane("ivb-labels", 430) }).addTo(map);
    const ringPane = pane("ivb-rings", 440);
    rings = {
      hover: ring(ringPane, [["#17292f", 2.5]]),
      focus: ring(ringPane, [["#17292f", 8], ["#ffcc33", 4.5]]),
      selected: ring(ringPane, [["#ffffff", 7], ["#17292f", 3.5]]),
    };
    pane("ivb-circles", 450);
    tooltip = L.tooltip({ className: "ivb-tooltip", opacity: 1 });
    cameras = cameraLayer();
    map.on("zoomend", placeLabels);
    new ResizeObserver(() => {
      const untouched = home && !moved;
      map.invalidateSize({ animate: false });
      if (untouched) fit(false);
    }).observe(box);
    map.on("movestart", () => (moved = moved || !fitting));
    return map;
  }

  function homeControl() {
    const control = L.control({ position: "topleft" });
    control.onAdd = () => {
      const bar = L.DomUtil.create("div", "leaflet-bar ivb-home");
      const button = L.DomUtil.create("a", "", bar);
      button.href = "#";
      button.title = TEXT.home;
      button.setAttribute("role", "button");
      button.setAttribute("aria-label", TEXT.home);
      button.innerHTML = HOUSE;
      L.DomEvent.disableClickPropagation(bar);
      L.DomEvent.on(button, "click", (event) => {
        L.DomEvent.stop(event);
        fit(true);
      });
      return bar;
    };
    return control;
  }

  function fit(animate) {
    if (!home) return;
    fitting = true;
    moved = false;
    map.once("moveend", () => (fitting = false));
    map.fitBounds(home, { padding: [14, 14], animate: animate && !calm() });
  }

  function ring(ringPane, strokes) {
    const lines = strokes.map(([color, weight]) =>
      L.polygon([], {
        pane: ringPane, color, weight, fill: false, interactive: false, className: "ivb-ring",
      }).addTo(map),
    );
    return { put: (shape) => lines.forEach((line) => line.setLatLngs(shape ? shape.getLatLngs() : [])) };
  }

  // --- a division: borders, keyboard, names ------------------------------------------------

  function borderOf(address) {
    if (!borders.has(address)) {
      const fetched = fetch(address).then((answer) => {
        if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
        return answer.json();
      });
      fetched.catch(() => borders.delete(address)); // a next change may try again
      borders.set(address, fetched);
    }
    return borders.get(address);
  }

  function makeDivision(collection) {
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
            showTooltip(area, event.latlng);
          },
          mousemove: (event) => placeTooltip(event.latlng),
          mouseout: () => {
            rings.hover.put(null);
            hideTooltip();
          },
        });
      },
    });
    return division;
  }

  // Leaflet makes a new path each time that a layer is added.
  function dress(division, area) {
    const path = area.shape.getElement();
    path.setAttribute("role", "button");
    path.setAttribute("tabindex", "-1");
    path.addEventListener("focus", () => {
      if (!path.matches(":focus-visible")) return;
      rings.focus.put(area.shape);
      showTooltip(area, L.latLng(area.shape.getBounds().getNorth(), area.spot.lng));
    });
    path.addEventListener("blur", () => {
      rings.focus.put(null);
      hideTooltip();
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
    map.panInside(area.spot, { padding: [60, 60], animate: !calm() });
    path.focus({ preventScroll: true, focusVisible: true });
  }

  function placeLabels() {
    labels.clearLayers();
    if (!shown) return;
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = "600 12px system-ui, sans-serif";
    // Where areas are few each has its name: it may reach out of the largest circle in the area.
    const reach = shown.areas.size <= 20 ? 3 : 1.95;
    for (const area of shown.areas.values()) {
      const metres = (40075016.7 * Math.cos((area.spot.lat * Math.PI) / 180)) / 2 ** (map.getZoom() + 8);
      const width = (reach * area.room) / metres;
      const rows = wrap(pen, area.name, width);
      if (!rows || rows.length * 14 > width) continue;
      const box = document.createElement("div");
      const span = element("span", "", box);
      rows.forEach((row, place) => {
        if (place) span.append(document.createElement("br"));
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

  function wrap(pen, name, width) {
    const rows = [];
    for (const word of name.split(/(?<=[\s-])/)) {
      if (pen.measureText(word.trim()).width > width) return null;
      const last = rows.length - 1;
      if (last >= 0 && pen.measureText((rows[last] + word).trim()).width <= width) rows[last] += word;
      else rows.push(word);
    }
    return rows;
  }

  // --- what is said of an area -------------------------------------------------------------

  function saidOf(area) {
    const known = command && command.areas[area.code];
    return known ? command.labels[known[1]] : [TEXT.unknown];
  }

  function showTooltip(area, place) {
    const [label, note] = saidOf(area);
    openTooltip(place, [area.name, label, note]);
  }

  function openTooltip(place, [title, label, note]) {
    const box = document.createElement("div");
    element("strong", title, box);
    element("span", label, box);
    if (note) element("em", note, box);
    tooltip.setContent(box);
    placeTooltip(place);
    if (!map.hasLayer(tooltip)) map.openTooltip(tooltip);
    tooltip.getElement().setAttribute("aria-hidden", "true"); // aria-label says the same
  }

  // Away from the edge: what sticks out of the frame is cut off.
  function placeTooltip(place) {
    const { x, y } = map.latLngToContainerPoint(place);
    const side = x < 130 ? "right" : x > map.getSize().x - 130 ? "left" : y < 100 ? "bottom" : "top";
    const offsets = { right: [10, 0], left: [-10, 0], bottom: [0, 14], top: [0, -8] };
    tooltip.options.direction = side;
    tooltip.options.offset = L.point(offsets[side]);
    tooltip.setLatLng(place);
  }

  function hideTooltip() {
    map.closeTooltip(tooltip);
  }

  // --- camera areas ------------------------------------------------------------------------

  function cameraLayer() {
    const group = L.layerGroup().addTo(map);
    const control = L.control({ position: "topright" });
    let put = "[]";
    let box;
    control.onAdd = () => {
      const label = L.DomUtil.create("label", "ivb-toggle");
      box = L.DomUtil.create("input", "", label);
      box.type = "checkbox";
      box.checked = map.hasLayer(group);
      label.append(TEXT.cameras);
      box.addEventListener("change", () => (box.checked ? group.addTo(map) : group.remove()));
      L.DomEvent.disableClickPropagation(label);
      return label;
    };
    return {
      put(marks) {
        if (JSON.stringify(marks) === put) return;
        put = JSON.stringify(marks);
        group.clearLayers();
        marks.forEach((mark) => group.addLayer(camera(mark)));
        if (marks.length && !control._map) control.addTo(map);
        if (!marks.length) control.remove();
      },
    };
  }

  function camera([name, lon, lat, radius, precision, text, outline]) {
    const said = [precision, text].filter(Boolean).join(". ");
    // No fill: it would change the colour of the area under it. White under the dashes, for dark areas.
    const ring = { pane: "ivb-circles", radius, interactive: false, fill: false };
    const around = (style) =>
      outline.length ? L.polygon(outline, { ...ring, ...style }) : L.circle([lat, lon], { ...ring, ...style });
    const border = L.layerGroup([
      around({ color: "#ffffff", weight: 4, opacity: 0.85 }),
      around({ color: "#17292f", weight: 2, dashArray: "5 6" }),
    ]);
    const marker = L.marker([lat, lon], {
      icon: L.divIcon({ className: "ivb-camera", html: CAMERA, iconSize: [28, 28] }),
    });
    const open = () => openTooltip(marker.getLatLng(), [name, TEXT.surrounding, said]);
    marker.on({ mouseover: open, click: open, mouseout: hideTooltip });
    marker.on("add", () => {
      const mark = marker.getElement();
      mark.setAttribute("role", "img");
      mark.setAttribute("aria-label", `Cameragebied ${name}. ${TEXT.surrounding}.`);
      mark.addEventListener("focus", open);
      mark.addEventListener("blur", hideTooltip);
    });
    return L.layerGroup([border, marker]);
  }

  // --- show --------------------------------------------------------------------------------

  function show(next) {
    command = next;
    return borderOf(next.address).then(
      (collection) => {
        if (command !== next) return; // a later change overtook this one
        if (!drawn.has(next.address)) drawn.set(next.address, makeDivision(collection));
        say(null);
        swap(drawn.get(next.address));
        colour();
        select(next.selected);
        cameras.put(next.cameras);
        map.getContainer().setAttribute("aria-label", `${next.title}. ${TEXT.keys}`);
        map.getContainer().dataset.division = next.division;
      },
      () => say(TEXT.failed),
    );
  }

  function swap(division) {
    if (division === shown) return;
    const focused = shown && shown.layer.getLayers().some((s) => s.getElement() === document.activeElement);
    hideTooltip();
    Object.values(rings).forEach((one) => one.put(null));
    if (shown) {
      shown.layer.remove();
      if (shown.attribution) map.attributionControl.removeAttribution(safe(shown.attribution));
    }
    shown = division;
    division.layer.addTo(map);
    if (division.attribution) map.attributionControl.addAttribution(safe(division.attribution));
    const bounds = division.layer.getBounds();
    if (!home || !home.contains(bounds)) {
      // A wider division (the casewijken leave out the edge of the city): all of it comes into
      // view, unless the reader has chosen a view.
      home = home ? L.latLngBounds([home, bounds]) : bounds;
      if (!moved) fit(false);
      map.setMaxBounds(home.pad(0.75)); // not before: it starts a pan, which would end in our view
    }
    placeLabels();
    move(division, division.current || division.areas.values().next().value, focused);
  }

  function colour() {
    for (const area of shown.areas.values()) {
      const known = command.areas[area.code];
      const fillColor = known ? command.fills[known[0]] : UNKNOWN_FILL;
      if (area.shape.options.fillColor !== fillColor) area.shape.setStyle({ fillColor });
      const path = area.shape.getElement();
      path.setAttribute("aria-label", `${area.name}: ${saidOf(area).join(". ")}`);
    }
    hideTooltip(); // its figure may be of another year
  }

  function select(code) {
    for (const area of shown.areas.values()) {
      area.shape.getElement().setAttribute("aria-pressed", String(area.code === code));
    }
    const area = shown.areas.get(code);
    rings.selected.put(area ? area.shape : null);
    if (area && !shown.layer.getLayers().some((s) => s.getElement() === document.activeElement)) {
      move(shown, area, false);
    }
  }

  function say(text) {
    let box = map.getContainer().querySelector(".ivb-message");
    if (!text) return box && box.remove();
    if (!box) box = element("p", "", map.getContainer());
    box.className = "ivb-message";
    box.setAttribute("role", "alert");
    box.textContent = text;
  }

  // Leaflet writes the attribution as HTML.
  function safe(text) {
    return element("span", text).innerHTML;
  }

  return {
    start,
    show,
    give: (address, collection) => borders.set(address, Promise.resolve(collection)),
  };
})();

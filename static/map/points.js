/* Points of incidents: clusters, cells (squares or hexagons) or a density.
 *
 * They are drawn on one canvas that lets the mouse through, so that the areas under it can still be
 * chosen. What is at the mouse is looked up here. One stop of the Tab key walks over clusters and
 * cells with the arrows.
 */
ivbgeoMap.part(
  (() => {
    "use strict";

    const TEXT = {
      keys: "Met de pijltjestoetsen gaat u van plek naar plek, met Enter zoomt u in.",
      none: "Geen punten in beeld",
      here: "op één plek",
      failed: "De clusters konden niet worden opgehaald. Kies een andere vorm of ververs de pagina.",
      together: ["dicht bij elkaar", "Klik of Enter: zoom in"],
    };
    const DEGREE = 4;
    const CLOSEST = 18;
    const PIECE = 40000; // bytes: 10,000 points at a time
    const MARK = "#17587f";
    const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const number = new Intl.NumberFormat("nl-NL");

    let map, tools, canvas, group, ring, stop, status;
    let shown = null; // hash of what is drawn
    let index = null; // of clusters
    let unit = ["", ""];
    let items = []; // {place, n, words; corners or radius; id of a cluster}
    let current = null; // the item at the keyboard
    let hovered = null;
    let dragged = false;

    // A circle with a number in it.
    const Bubble = L.CircleMarker.extend({
      _updatePath() {
        L.CircleMarker.prototype._updatePath.call(this);
        const pen = this._renderer._ctx;
        if (!this.options.text || !this._renderer._drawing || this._empty()) return;
        pen.font = '600 12px "Source Sans 3", system-ui, sans-serif';
        pen.textAlign = "center";
        pen.textBaseline = "middle";
        pen.fillStyle = "#ffffff";
        pen.globalAlpha = 1;
        pen.fillText(this.options.text, this._point.x, this._point.y + 0.5);
      },
    });

    function start(made, given) {
      [map, tools] = [made, given];
      const padding = 0.3;
      canvas = {
        cells: L.canvas({ pane: tools.pane("ivb-points", 420), padding }),
        clusters: L.canvas({ pane: tools.pane("ivb-clusters", 432), padding }), // over the names
      };
      group = L.layerGroup().addTo(map);
      ring = L.layerGroup().addTo(map);
      const box = map.getContainer();
      stop = tools.element("div", "", box);
      stop.className = "ivb-points-stop";
      stop.setAttribute("role", "application");
      status = tools.element("p", "", box);
      status.className = "ivb-said";
      status.setAttribute("role", "status");
      stop.hidden = true;
      stop.tabIndex = 0;
      stop.addEventListener("focus", () => stand(current && items.includes(current) ? current : fullest()));
      stop.addEventListener("blur", leave);
      stop.addEventListener("keydown", key);
      // Ahead of Leaflet: what is on the canvas goes before the area under it.
      box.addEventListener("mousemove", hover, true);
      box.addEventListener("mousedown", () => (dragged = false), true);
      box.addEventListener("click", click, true);
      map.on("dragstart", () => (dragged = true));
      map.on("moveend", () => index && draw());
    }

    function show({ points }) {
      if ((points ? points.hash : null) === shown) return;
      clear();
      const data = points && tools.kept(points.hash);
      if (!data) return;
      shown = points.hash;
      unit = data.unit || unit;
      stop.setAttribute("aria-label", `${points.name}. ${TEXT.keys}`);
      stop.hidden = data.kind === "dichtheid";
      if (data.kind === "dichtheid") density(data, points.name);
      else if (data.kind === "clusters") cluster(data, points.library);
      else cells(data);
    }

    function clear() {
      [shown, index, items, current, hovered] = [null, null, [], null, null];
      group.clearLayers();
      ring.clearLayers();
      stop.hidden = true;
      tools.hideTooltip();
    }

    // --- from RD New to the map ----------------------------------------------------------------

    // The polynomial of geo/mercator.py, and from there to degrees.
    function way({ centre, reach, coefficients }) {
      return (x, y) => {
        const u = (x - centre[0]) / reach;
        const v = (y - centre[1]) / reach;
        let [east, north, at, power] = [0, 0, 0, 1];
        for (let i = 0; i <= DEGREE; i++, power *= u) {
          for (let j = 0, term = power; j <= DEGREE - i; j++, at++, term *= v) {
            east += coefficients[0][at] * term;
            north += coefficients[1][at] * term;
          }
        }
        return L.CRS.EPSG3857.unproject({ x: east, y: north });
      };
    }

    // --- clusters --------------------------------------------------------------------------------

    // In pieces, so that the page is never kept waiting for long.
    async function cluster({ frame, origin, step, places }, library) {
      const hash = shown;
      const over = () => shown !== hash; // something else was asked meanwhile
      const to = way(frame);
      const bytes = Uint8Array.from(atob(places), (letter) => letter.charCodeAt(0));
      const pairs = new DataView(bytes.buffer);
      const points = [];
      for (let at = 0; at < bytes.length; at += 4) {
        if (at % PIECE === 0) await new Promise((go) => setTimeout(go));
        const x = origin[0] + pairs.getUint16(at, true) * step;
        const y = origin[1] + pairs.getUint16(at + 2, true) * step;
        const { lat, lng } = to(x, y);
        points.push([lng, lat]);
      }
      try {
        const made = await tools.clusters(points, library, over);
        if (!made || over()) return;
        index = made;
        draw();
      } catch (error) {
        if (!over()) tools.say(TEXT.failed);
      }
    }

    function draw() {
      const view = map.getBounds().pad(0.15);
      const zoom = Math.floor(map.getZoom());
      const box = [view.getWest(), view.getSouth(), view.getEast(), view.getNorth()];
      const found = new Map();
      for (const { properties, geometry } of index.getClusters(box, zoom)) {
        const [lng, lat] = geometry.coordinates;
        const n = properties ? properties.point_count : 1;
        const name = `${lng} ${lat}`;
        const before = found.get(name);
        if (before) [before.n, before.words] = [before.n + n, [TEXT.here]];
        else found.set(name, { place: L.latLng(lat, lng), n, words: [], id: properties && properties.cluster_id });
      }
      group.clearLayers();
      // The fullest last, on top.
      items = [...found.values()].sort((a, b) => a.n - b.n);
      for (const item of items) {
        item.radius = item.n === 1 ? 5 : 10 + 4.5 * Math.log10(item.n);
        if (item.id) item.words = TEXT.together;
        new Bubble(item.place, {
          renderer: canvas.clusters, interactive: false, radius: item.radius, weight: item.n === 1 ? 1.5 : 2,
          color: "#ffffff", fillColor: MARK, fillOpacity: 0.92, text: item.n > 1 && number.format(item.n),
        }).addTo(group);
      }
      if (document.activeElement === stop) stand(nearest(current) || fullest());
    }

    // --- cells -----------------------------------------------------------------------------------

    function cells({ frame, corners, width, cells: told, breaks, colours, each }) {
      const to = way(frame);
      const side = width / Math.sqrt(3);
      const height = corners === 4 ? width : 1.5 * side;
      const around =
        corners === 4
          ? [[-0.5, -0.5], [0.5, -0.5], [0.5, 0.5], [-0.5, 0.5]].map(([x, y]) => [x * width, y * width])
          : [[0.5, -0.5], [0.5, 0.5], [0, 1], [-0.5, 0.5], [-0.5, -0.5], [0, -1]].map(([x, y]) => [x * width, y * side]);
      for (let at = 0; at < told.length; at += 3) {
        const [column, row, n] = told.slice(at, at + 3);
        const x = corners === 4 ? (column + 0.5) * width : (column + (row & 1) / 2) * width;
        const y = corners === 4 ? (row + 0.5) * width : row * height;
        const shape = around.map(([right, up]) => to(x + right, y + up));
        items.push({ place: to(x, y), n, words: [each], corners: shape });
        const above = breaks.findIndex((bound) => n <= bound);
        L.polygon(shape, {
          renderer: canvas.cells, interactive: false, smoothFactor: 0, noClip: true, weight: 0.6,
          color: "#ffffff", fillColor: colours[above < 0 ? colours.length - 1 : above], fillOpacity: 0.88,
        }).addTo(group);
      }
    }

    // --- a density -------------------------------------------------------------------------------

    function density({ bounds: [left, bottom, right, top], image }, name) {
      const corner = (x, y) => L.CRS.EPSG3857.unproject({ x, y });
      const box = L.latLngBounds(corner(left, bottom), corner(right, top));
      L.imageOverlay(image, box, { pane: "ivb-points", opacity: 0.85, alt: name }).addTo(group);
    }

    // --- the mouse -------------------------------------------------------------------------------

    function at(event) {
      const { x, y } = map.mouseEventToLayerPoint(event);
      const point = (place) => map.latLngToLayerPoint(place);
      const size = items[0].corners && point(items[0].place).distanceTo(point(items[0].corners[2]));
      for (let i = items.length - 1; i >= 0; i--) {
        const item = items[i];
        const here = point(item.place);
        if (Math.hypot(x - here.x, y - here.y) > (size || item.radius) + 2) continue;
        if (!item.corners || inside(x, y, item.corners.map(point))) return item;
      }
      return null;
    }

    function inside(x, y, shape) {
      return shape.every((a, i) => {
        const b = shape[(i + 1) % shape.length];
        return (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x) <= 0; // on the same side of each
      });
    }

    function hover(event) {
      if (covered(event)) return;
      if (event.buttons || !items.length) return;
      const item = at(event);
      if (item) {
        event.stopPropagation();
        tools.openTooltip(item.place, said(item));
      } else if (hovered) {
        tools.hideTooltip();
        // The area is told that the mouse is over it again.
        event.target.dispatchEvent(new MouseEvent("mouseover", { ...where(event), bubbles: true }));
      }
      hovered = item;
    }

    function where({ clientX, clientY }) {
      return { clientX, clientY };
    }

    // A button or a camera that lies over a point goes first.
    const covered = (event) => event.target.closest(".leaflet-control, .leaflet-marker-icon");

    function click(event) {
      if (covered(event)) return;
      if (dragged || !items.length || event.detail === 0) return;
      const item = at(event);
      if (!item || !item.id) return; // a cell is no button: its area is chosen
      event.stopPropagation();
      enter(item);
    }

    function enter(item) {
      if (!item.id || !index) return;
      map.setView(item.place, Math.min(index.getClusterExpansionZoom(item.id), CLOSEST), { animate: !tools.calm() });
    }

    function said({ n, words }) {
      return [`${number.format(n)} ${unit[n === 1 ? 0 : 1]}`, words[0] || "", words[1]];
    }

    // --- the keyboard ----------------------------------------------------------------------------

    function inView() {
      const view = map.getBounds();
      return items.filter((item) => view.contains(item.place));
    }

    function fullest() {
      return inView().reduce((best, item) => (best && best.n >= item.n ? best : item), null);
    }

    function nearest(from) {
      if (!from) return null;
      const away = (item) => map.distance(item.place, from.place);
      return inView().reduce((best, item) => (best && away(best) <= away(item) ? best : item), null);
    }

    function stand(item) {
      current = item;
      ring.clearLayers();
      status.textContent = item ? said(item).filter(Boolean).join(". ") : TEXT.none;
      if (!item) return tools.hideTooltip();
      for (const [color, weight] of [["#17292f", 8], ["#ffcc33", 4.5]]) {
        const look = { pane: "ivb-rings", renderer: L.svg({ pane: "ivb-rings" }), color, weight, fill: false, interactive: false };
        (item.corners
          ? L.polygon(item.corners, look)
          : L.circleMarker(item.place, { ...look, radius: item.radius + 2 })
        ).addTo(ring);
      }
      tools.openTooltip(item.place, said(item));
    }

    function leave() {
      ring.clearLayers();
      status.textContent = "";
      tools.hideTooltip();
    }

    function key(event) {
      if (event.key === "Enter" || event.key === " ") current && enter(current);
      else if (event.key in STEPS) step(STEPS[event.key]);
      else return;
      event.preventDefault();
      event.stopPropagation(); // Leaflet would pan the map
    }

    // The nearest in a direction: what lies aside counts double.
    function step([right, down]) {
      const from = current || fullest();
      if (!from) return;
      const here = map.latLngToLayerPoint(from.place);
      let [best, least] = [null, Infinity];
      for (const item of items) {
        const move = map.latLngToLayerPoint(item.place).subtract(here);
        const ahead = move.x * right + move.y * down;
        const aside = Math.abs(move.x * down) + Math.abs(move.y * right);
        if (ahead <= 0.5 || aside > ahead * 2 || ahead + 2 * aside >= least) continue;
        [best, least] = [item, ahead + 2 * aside];
      }
      if (!best) return;
      stand(best);
      map.panInside(best.place, { padding: [60, 60], animate: !tools.calm() });
    }

    return { name: "points", start, show };
  })(),
);

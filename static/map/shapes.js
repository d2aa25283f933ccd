/* What a planner looks at: areas, what is seen, zones and places (layers/shapes). Nothing of it is
 * in the way of the keyboard: the table has the same. A click goes on to the area below. */
ivbgeoMap.part(
  (() => {
    "use strict";

    const SVG = "http://www.w3.org/2000/svg";
    const MANY = 200; // spots of a kind: more are dots on a canvas

    let tools, group, canvas;
    let put = null; // the hash of what is drawn
    let data = null;

    function start(map, given) {
      tools = given;
      tools.pane("ivb-shapes", 410);
      tools.pane("ivb-dots", 412);
      canvas = L.canvas({ pane: "ivb-dots", padding: 0.3 });
      group = L.layerGroup().addTo(map);
      tools.symbol = symbol;
      tools.drawn = () => data;
    }

    // Text of our own, but never as HTML.
    function symbol(parts, size) {
      const svg = made("svg", { viewBox: "0 0 20 20", width: size, height: size, "aria-hidden": "true" });
      for (const [d, fill, stroke, width] of parts) svg.append(made("path", { d, fill, stroke, "stroke-width": width }));
      return svg;
    }

    function made(name, attributes) {
      const element = document.createElementNS(SVG, name);
      for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
      return element;
    }

    function show({ shapes = null }) {
      if (shapes === put) return;
      const next = shapes && tools.kept(shapes);
      if (shapes && !next) return; // it comes
      [put, data] = [shapes, next];
      group.clearLayers();
      if (!data) return;
      data.shapes.forEach(area);
      const counts = {};
      for (const [kind] of data.spots) counts[kind] = (counts[kind] || 0) + 1;
      for (const one of data.spots) (counts[one[0]] > MANY ? dot : spot)(one);
    }

    function area([fillColor, line, name, words, text, parts]) {
      if (line.halo) {
        const look = { color: "#fff", weight: line.weight + 3, opacity: 0.9, fill: false, interactive: false };
        L.polygon(parts, { ...look, pane: "ivb-shapes", lineJoin: "round" }).addTo(group);
      }
      const shape = L.polygon(parts, { ...line, fillColor, pane: "ivb-shapes", lineJoin: "round" }).addTo(group);
      const open = ({ latlng }) => tools.openTooltip(latlng, [name, words, text]);
      shape.on({
        mouseover: open,
        mousemove: ({ latlng }) => tools.placeTooltip(latlng),
        mouseout: tools.hideTooltip,
        click: (event) => tools.areas.press(event.latlng) || open(event),
      });
    }

    function dot([, , , , place]) {
      const look = { radius: 2.5, weight: 1.2, color: "#42555c", fillColor: "#ffffff", fillOpacity: 1 };
      L.circleMarker(place, { ...look, renderer: canvas, pane: "ivb-dots", interactive: false }).addTo(group);
    }

    function spot([kind, name, text, label, place]) {
      const { size, parts, words } = data.symbols[kind];
      const html = tools.element("span", "");
      html.append(symbol(parts, size));
      if (label) tools.element("b", label, html);
      const icon = L.divIcon({ className: "ivb-spot", html, iconSize: [size, size] });
      const marker = L.marker(place, { icon, keyboard: false }).addTo(group);
      marker.getElement().setAttribute("aria-hidden", "true");
      const open = () => tools.openTooltip(place, [name, words, text]);
      const click = ({ latlng }) => tools.areas.press(latlng) || open();
      marker.on({ mouseover: open, click, mouseout: tools.hideTooltip });
    }

    return { name: "shapes", start, show };
  })(),
);

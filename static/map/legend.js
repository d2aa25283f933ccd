/* The legend under the map: it stays, only what is in it changes. */
ivbgeoMap.part(
  (() => {
    "use strict";

    const TEXT = { legend: "Legenda" };
    const SWATCH = '<svg width="30" height="18" aria-hidden="true"><rect x=".5" y=".5" width="29" height="17" rx="2"/></svg>';
    let tools, section;

    function start(map, given) {
      tools = given;
      section = tools.element("section", "");
      section.className = "ivb-legend";
      section.setAttribute("aria-label", TEXT.legend);
      section.hidden = true;
      map.getContainer().after(section);
    }

    function show({ legend, title }, before) {
      if (before && before.title === title && JSON.stringify(before.legend) === JSON.stringify(legend)) return;
      section.hidden = !legend;
      section.setAttribute("aria-label", `${TEXT.legend}: ${title}`); // of two maps each has its own
      section.replaceChildren();
      if (!legend) return;
      const heading = tools.element("p", "", section);
      tools.element("strong", legend.unit, heading);
      if (legend.period) heading.append(`, ${legend.period}`);
      const list = tools.element("ul", "", section);
      for (const [fill, text, look = {}] of legend.entries) {
        const item = tools.element("li", "", list);
        item.innerHTML = SWATCH;
        item.querySelector("rect").setAttribute("fill", fill);
        if (look.color) line(item.querySelector("rect"), look);
        if (look.parts) item.firstChild.replaceChildren(centred(look.parts));
        tools.element("span", text, item);
      }
      for (const note of legend.notes || []) tools.element("p", note, section).className = "ivb-note";
    }

    // Of a shape its own line, and as much of what is below it.
    function line(rect, { color, weight, fillOpacity, dashArray }) {
      const attributes = { stroke: color, "stroke-width": Math.min(weight, 2), "fill-opacity": fillOpacity, "stroke-dasharray": dashArray };
      for (const [name, value] of Object.entries(attributes)) if (value !== null) rect.setAttribute(name, value);
    }

    // Of a place its symbol, in the middle.
    function centred(parts) {
      const symbol = tools.symbol(parts, 16);
      symbol.setAttribute("x", 7);
      symbol.setAttribute("y", 1);
      return symbol;
    }

    return { name: "legend", start, show };
  })(),
);

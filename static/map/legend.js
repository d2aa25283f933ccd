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
      heading.append(`, ${legend.period}`);
      const list = tools.element("ul", "", section);
      for (const [fill, text] of legend.entries) {
        const item = tools.element("li", "", list);
        item.innerHTML = SWATCH;
        item.querySelector("rect").setAttribute("fill", fill);
        tools.element("span", text, item);
      }
      for (const note of legend.notes || []) tools.element("p", note, section).className = "ivb-note";
    }

    return { name: "legend", start, show };
  })(),
);

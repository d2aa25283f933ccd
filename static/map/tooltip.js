/* One tooltip for whatever is pointed at: a name, what is said of it, what should be known. */
ivbgeoMap.part(
  (() => {
    "use strict";

    let map, tools, tooltip;

    function start(made, given) {
      [map, tools] = [made, given];
      tooltip = L.tooltip({ className: "ivb-tooltip", opacity: 1 });
      Object.assign(tools, { openTooltip: open, placeTooltip: place, hideTooltip: hide });
      map.getContainer().addEventListener("keydown", (event) => {
        if (event.key === "Escape") hide();
      });
    }

    function open(where, [title, label, note]) {
      const box = document.createElement("div");
      tools.element("strong", title, box);
      tools.element("span", label, box);
      if (note) tools.element("em", note, box);
      tooltip.setContent(box);
      place(where);
      if (!map.hasLayer(tooltip)) map.openTooltip(tooltip);
      tooltip.getElement().setAttribute("aria-hidden", "true"); // aria-label says the same
    }

    // Away from the edge: what sticks out of the frame is cut off.
    function place(where) {
      const { x, y } = map.latLngToContainerPoint(where);
      const side = x < 130 ? "right" : x > map.getSize().x - 130 ? "left" : y < 100 ? "bottom" : "top";
      const offsets = { right: [10, 0], left: [-10, 0], bottom: [0, 14], top: [0, -8] };
      tooltip.options.direction = side;
      tooltip.options.offset = L.point(offsets[side]);
      tooltip.setLatLng(where);
    }

    function hide() {
      map.closeTooltip(tooltip);
    }

    return { name: "tooltip", start };
  })(),
);

/* Cameras one by one, for who plans by them: a symbol, and a wedge over what each looks over.
 * The same stands in words beside the map, so that the symbols are no stops of the Tab key. */
ivbgeoMap.part(
  (() => {
    "use strict";

    const CAMERA =
      '<svg viewBox="0 0 20 20" aria-hidden="true"><circle cx="10" cy="10" r="9" fill="#17292f" ' +
      'stroke="#fff" stroke-width="1.5"/><path fill="#ffcc33" d="M4.8 7.2h6.6a1 1 0 0 1 1 1v3.6a1 1 0 0 ' +
      '1-1 1H4.8a1 1 0 0 1-1-1V8.2a1 1 0 0 1 1-1zM13 9.2l3-1.7v5l-3-1.7z"/></svg>';
    const NEAR = 14.5;
    const LOOK = { fillColor: "#ffcc33", fillOpacity: 0.38, color: "#17292f", weight: 1.25, lineJoin: "round" };

    let map, tools, group;
    let shown = null; // hash of what is drawn

    function start(made, given) {
      [map, tools] = [made, given];
      tools.pane("ivb-views", 425);
      group = L.layerGroup().addTo(map);
      // From afar a symbol would hide more than the wedge shows.
      const far = () => map.getContainer().classList.toggle("ivb-far", map.getZoom() < NEAR);
      map.on("zoomend", far);
      far();
    }

    function show({ views }) {
      if ((views ? views.hash : null) === shown) return;
      shown = null;
      group.clearLayers();
      const data = views && tools.kept(views.hash);
      if (!data) return;
      shown = views.hash;
      data.cameras.forEach(draw);
    }

    function draw([name, seen, valid, place, outline]) {
      if (outline.length) L.polygon(outline, { ...LOOK, pane: "ivb-views", interactive: false }).addTo(group);
      const icon = L.divIcon({ className: "ivb-view", html: CAMERA, iconSize: [20, 20] });
      const marker = L.marker(place, { icon, keyboard: false }).addTo(group);
      marker.getElement().setAttribute("aria-hidden", "true");
      const open = () => tools.openTooltip(place, [name, seen, valid]);
      marker.on({ mouseover: open, click: open, mouseout: tools.hideTooltip });
    }

    return { name: "views", start, show };
  })(),
);

/* Camera areas: a symbol in a wide dashed line, which says "somewhere here". */
ivbgeoMap.part(
  (() => {
    "use strict";

    const TEXT = { cameras: "Cameragebieden", long: "Cameragebieden", short: "Camera’s", surrounding: "Omgeving, geen exacte plek" };
    const CAMERA =
      '<svg viewBox="0 0 28 28" aria-hidden="true"><circle cx="14" cy="14" r="13" fill="#fff" ' +
      'stroke="#17292f" stroke-width="1.5"/><path fill="#17292f" d="M6.5 10h10a1.5 1.5 0 0 1 1.5 1.5' +
      "v5a1.5 1.5 0 0 1-1.5 1.5h-10A1.5 1.5 0 0 1 5 16.5v-5A1.5 1.5 0 0 1 6.5 10zM19 13l4-2.3v6.6L19 15z" +
      '"/></svg>';

    let map, tools, group, control;
    let put = null; // the hash of what is drawn

    function start(made, given) {
      [map, tools] = [made, given];
      tools.pane("ivb-circles", 450);
      group = L.layerGroup().addTo(map);
      control = L.control({ position: "topright" });
      control.onAdd = () => {
        const label = L.DomUtil.create("label", "ivb-toggle");
        const box = L.DomUtil.create("input", "", label);
        box.type = "checkbox";
        box.checked = map.hasLayer(group);
        box.setAttribute("aria-label", TEXT.cameras);
        for (const length of ["long", "short"]) tools.element("span", TEXT[length], label).className = `ivb-${length}`;
        box.addEventListener("change", () => (box.checked ? group.addTo(map) : group.remove()));
        L.DomEvent.disableClickPropagation(label);
        return label;
      };
    }

    function show({ cameras }) {
      if (cameras === put) return;
      const data = cameras && tools.kept(cameras);
      if (cameras && !data) return; // it comes
      put = cameras;
      group.clearLayers();
      const marks = data ? data.marks : [];
      marks.forEach((mark) => group.addLayer(camera(mark)));
      if (marks.length && !control._map) control.addTo(map);
      if (!marks.length) control.remove();
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
      const open = () => tools.openTooltip(marker.getLatLng(), [name, TEXT.surrounding, said]);
      marker.on({ mouseover: open, click: open, mouseout: tools.hideTooltip });
      marker.on("add", () => {
        const mark = marker.getElement();
        mark.setAttribute("role", "button"); // it opens what is known of the area
        mark.setAttribute("aria-label", `Cameragebied ${name}. ${TEXT.surrounding}.`);
        mark.addEventListener("focus", open);
        mark.addEventListener("blur", tools.hideTooltip);
      });
      return L.layerGroup([border, marker]);
    }

    return { name: "cameras", start, show };
  })(),
);

/* What is in view: all of the municipality at first, and again by the button with the house. */
ivbgeoMap.part(
  (() => {
    "use strict";

    const TEXT = { home: "Toon de hele gemeente" };
    const HOUSE =
      '<svg viewBox="0 0 18 18" aria-hidden="true"><path fill="none" stroke="currentColor" ' +
      'stroke-width="1.8" stroke-linejoin="round" d="M2 9l7-6.5L16 9M4 8v7.5h10V8"/></svg>';

    let map, tools;
    let home = null; // bounds of the whole municipality
    let moved = false; // by the reader: a resize then leaves the view alone
    let fitting = false;

    function start(made, given) {
      [map, tools] = [made, given];
      tools.view = { cover };
      button().addTo(map);
      new ResizeObserver(() => {
        const untouched = home && !moved;
        map.invalidateSize({ animate: false });
        if (untouched) fit(false);
      }).observe(map.getContainer());
      map.on("movestart", () => (moved = moved || !fitting));
    }

    function button() {
      const control = L.control({ position: "topleft" });
      control.onAdd = () => {
        const bar = L.DomUtil.create("div", "leaflet-bar ivb-home");
        const link = L.DomUtil.create("a", "", bar);
        link.href = "#";
        link.title = TEXT.home;
        link.setAttribute("role", "button");
        link.setAttribute("aria-label", TEXT.home);
        link.innerHTML = HOUSE;
        L.DomEvent.disableClickPropagation(bar);
        L.DomEvent.on(link, "click", (event) => {
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
      map.fitBounds(home, { padding: [14, 14], animate: animate && !tools.calm() });
    }

    // A wider division (the casewijken leave out the edge of the city): all of it comes into view,
    // unless the reader has chosen a view.
    function cover(bounds) {
      if (home && home.contains(bounds)) return;
      home = home ? L.latLngBounds([home, bounds]) : bounds;
      if (!moved) fit(false);
      map.setMaxBounds(home.pad(0.75)); // not before: it starts a pan, which would end in our view
    }

    return { name: "view", start };
  })(),
);

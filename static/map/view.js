/* What is in view: all of the municipality at first and again by the button with the house, the
 * view that the address of the page names, a place that was searched for, or that of the map beside. */
ivbgeoMap.part(
  (() => {
    "use strict";

    const TEXT = { home: "Toon de hele gemeente" };
    const HOUSE =
      '<svg viewBox="0 0 18 18" aria-hidden="true"><path fill="none" stroke="currentColor" ' +
      'stroke-width="1.8" stroke-linejoin="round" d="M2 9l7-6.5L16 9M4 8v7.5h10V8"/></svg>';
    const NAME = "beeld"; // of the view in the address of the page
    const CALL = "ivbgeo-view"; // from map to map
    const REST = 600; // milliseconds
    const CLOSE = 15; // zoom at which a place that was searched for is shown

    const PIN = { radius: 9, weight: 4, color: "#17292f", fillColor: "#ffcc33", fillOpacity: 1, interactive: false };

    let map, tools, page, pin;
    let home = null; // bounds of the whole municipality
    let moved = false; // by the reader: a resize then leaves the view alone
    let quiet = false; // what moves now is not the reader
    let linked = false;
    let secret = false; // what is in view says where somebody is, or what happened: nobody hears it
    let resting = null;
    let known = ""; // what the server was told
    let gone = 0; // the last wish to go somewhere that was followed

    function start(made, given) {
      [map, tools] = [made, given];
      tools.view = { cover, told, whole: () => fit(true) };
      tools.room = { padding: [14, 14] }; // around all of it
      button().addTo(map);
      new ResizeObserver(() => {
        const untouched = home && !moved;
        quiet = true; // the reader moved nothing
        map.invalidateSize({ animate: false });
        quiet = false;
        if (untouched) fit(false);
      }).observe(map.getContainer());
      map.on("movestart", () => (moved = moved || !quiet));
      page = tools.outside();
      if (page) follow();
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
          tell();
        });
        return bar;
      };
      return control;
    }

    function fit(animate) {
      if (!home) return;
      moved = false;
      quietly(() => map.fitBounds(home, { ...tools.room, animate: animate && !tools.calm() }));
    }

    function quietly(move) {
      quiet = true;
      map.once("moveend", () => (quiet = false));
      move();
    }

    // A wider division (the casewijken leave out the edge of the city): all of it comes into view,
    // unless the reader has chosen a view.
    function cover(bounds) {
      if (home && home.contains(bounds)) return;
      const first = !home;
      home = home ? L.latLngBounds([home, bounds]) : bounds;
      if (!moved) fit(false);
      map.setMaxBounds(home.pad(0.75)); // not before: it starts a pan, which would end in our view
      if (first) recall();
    }

    function show(command) {
      linked = command.linked;
      secret = Boolean(command.phone || command.secret);
      const { go } = command;
      if (!go || go.n <= gone) return;
      gone = go.n;
      moved = true;
      const animate = !tools.calm();
      if (pin) pin.remove();
      const [lon, lat] = go.at;
      if (go.bounds) {
        const [west, south, east, north] = go.bounds;
        const [padding, maxZoom] = go.whole ? [[24, 24], map.getMaxZoom()] : [[60, 60], CLOSE];
        map.fitBounds([[south, west], [north, east]], { padding, maxZoom, animate });
      } else {
        // A street or an address: a place within the area that is chosen.
        pin = L.circleMarker([lat, lon], PIN).addTo(map);
        map.setView([lat, lon], Math.max(map.getZoom(), CLOSE), { animate });
      }
    }

    // --- the address of the page, and the map beside ---------------------------------------

    function follow() {
      map.on("moveend", () => {
        if (!quiet) tell();
      });
      const beside = ({ detail }) => {
        if (!linked || detail.map === map) return;
        if (!detail.view) return fit(false);
        quietly(() => map.setView(...detail.view, { animate: false }));
        moved = detail.moved;
      };
      page.addEventListener(CALL, beside);
      page.addEventListener("popstate", recall);
      window.addEventListener("pagehide", () => {
        page.removeEventListener(CALL, beside);
        page.removeEventListener("popstate", recall);
      });
    }

    const view = () =>
      moved && !secret
        ? map.getBounds().toBBoxString().split(",").map((side) => Number(side).toFixed(4)).join()
        : "";

    function told() {
      return (known = view());
    }

    // Into the address at once; to the server, which does not hear of that, when the map is at rest.
    function tell() {
      if (!page || !home || secret) return;
      const address = new page.URL(page.location.href);
      if (moved) address.searchParams.set(NAME, view());
      else address.searchParams.delete(NAME);
      // Not an entry of its own: who goes back wants the choice before, not the view before.
      if (address.href !== page.location.href) page.history.replaceState(page.history.state, "", address);
      clearTimeout(resting);
      if (view() !== known) resting = setTimeout(() => tools.send({}), REST);
      if (linked) {
        const detail = { map, moved, view: moved && [map.getCenter(), map.getZoom()] };
        page.dispatchEvent(new page.CustomEvent(CALL, { detail }));
      }
    }

    function recall() {
      if (!page || !home) return;
      const text = new page.URL(page.location.href).searchParams.get(NAME);
      const [west, south, east, north] = (text || "").split(",").map(Number);
      const good = Number.isFinite(west + south + east + north) && west < east && south < north;
      const bounds = good && L.latLngBounds([south, west], [north, east]);
      if (!bounds || !map.options.maxBounds.intersects(bounds)) {
        return text === null && moved ? fit(false) : undefined;
      }
      moved = true;
      // A little within what it was: rounded outwards it would fit one step of the zoom farther out.
      quietly(() => map.fitBounds(bounds.pad(-0.01), { animate: false }));
    }

    return { name: "view", start, show };
  })(),
);

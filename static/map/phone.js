/* A map in the hand of somebody outdoors (Scene.phone): one finger moves the page and two the map, a
 * tap is answered under the map at once, and a button shows where one is.
 *
 * That place is asked of the browser when the button is pressed, and stays here: it is drawn and said
 * within this frame. Nothing of it goes to the server, and neither does what is in view
 * (static/map/view.js); a test looks in all that is sent.
 */
ivbgeoMap.part(
  (() => {
    "use strict";

    const TEXT = {
      ask: "Waar ben ik?",
      asking: "Uw plek wordt gezocht \u2026",
      home: "Toon de hele wijk",
      tap: "Druk op de kaart waar de plek is.",
      pointed: "De plek staat op de kaart. Druk ergens anders om haar te verplaatsen.",
      fingers: "Met twee vingers verschuift en vergroot u de kaart.",
      refused: "U gaf geen toestemming om uw plek te gebruiken. Dat kunt u veranderen bij de instellingen van uw browser.",
      unknown: "Uw plek is nu niet te vinden. Probeer het buiten of bij een raam nog eens.",
      late: "Het zoeken van uw plek duurt te lang. Probeer het nog eens.",
      cannot: "Deze browser kan hier uw plek niet geven.",
    };
    const WAYS = [TEXT.cannot, TEXT.refused, TEXT.unknown, TEXT.late]; // by the code of the error
    const OPTIONS = { enableHighAccuracy: true, timeout: 20_000, maximumAge: 0 };
    const CLOSE = 17; // zoom
    const ROUGH = 1_000; // metres: a place that is less sure says hardly more than which wijk
    const DOT = { radius: 9, weight: 4, color: "#ffffff", fillColor: "#a3003f", fillOpacity: 1, interactive: false };
    const RING = { weight: 2.5, color: "#a3003f", fillColor: "#a3003f", fillOpacity: 0.12, interactive: false };

    const coarse = () => window.matchMedia("(pointer: coarse)").matches;
    let map, tools, said, control, button, group;
    let [on, asking, pointing] = [false, false, false];

    function start(made, given) {
      [map, tools] = [made, given];
    }

    function show(command, before) {
      if (!on && command.phone) begin();
      if (!on) return;
      const area = tools.areas.shown().areas.get(command.selected);
      const points = command.asks === "place";
      if (points && !pointing) say(TEXT.tap, "asks");
      else if (points && command.shapes !== before.shapes) say(TEXT.pointed, "asks");
      else if (points) return;
      else if (area) tell(area);
      else if (said.dataset.of) say(coarse() ? TEXT.fingers : "");
      pointing = points;
    }

    function begin() {
      on = true;
      document.body.classList.add("ivb-phone");
      // The buttons stand above and below the wijk, not on it.
      tools.room = { paddingTopLeft: [10, 62], paddingBottomRight: [10, 68] };
      if (coarse()) map.dragging.disable(); // or nobody gets past the map
      said = tools.element("p", coarse() ? TEXT.fingers : "");
      said.className = "ivb-told";
      said.setAttribute("role", "status");
      map.getContainer().after(said);
      tools.pane("ivb-here", 460);
      group = L.layerGroup().addTo(map);
      tools.tellOn = tell;
      const home = map.getContainer().querySelector(".ivb-home a");
      home.title = TEXT.home;
      home.setAttribute("aria-label", TEXT.home);
      control = L.control({ position: "bottomright" });
      control.onAdd = () => {
        button = L.DomUtil.create("button", "ivb-here");
        button.type = "button";
        button.textContent = TEXT.ask;
        L.DomEvent.disableClickPropagation(button);
        button.addEventListener("click", ask);
        return button;
      };
      control.addTo(map);
    }

    function say(text, of = "") {
      said.textContent = text;
      said.dataset.of = of;
    }

    // What the tooltip says, for who has no mouse; the server adds to it.
    function tell(area) {
      const { label, note } = tools.said(area);
      say("", "area");
      tools.element("strong", area.name, said);
      said.append(`: ${label}${note ? `. ${note}` : ""}`);
      tools.hideTooltip();
    }

    // --- where one is ------------------------------------------------------------------------

    function ask() {
      if (asking) return;
      if (!navigator.geolocation || !window.isSecureContext) return say(TEXT.cannot);
      say(TEXT.asking);
      asking = true;
      navigator.geolocation.getCurrentPosition(found, ({ code }) => done(WAYS[code] || TEXT.unknown), OPTIONS);
    }

    function done(text) {
      asking = false;
      say(text);
    }

    function found({ coords, timestamp }) {
      const here = L.latLng(coords.latitude, coords.longitude);
      const bounds = tools.areas.shown().layer.getBounds();
      const time = new Date(timestamp).toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit" });
      group.clearLayers();
      if (!bounds.contains(here)) return done(`U bent buiten deze kaart, op ongeveer ${metres(aside(here, bounds))} (om ${time} uur).`);
      L.circle(here, { ...RING, radius: coords.accuracy, pane: "ivb-here" }).addTo(group);
      if (coords.accuracy <= ROUGH) L.circleMarker(here, { ...DOT, pane: "ivb-here" }).addTo(group);
      go(here);
      const area = [...tools.areas.shown().areas.values()].find((one) => holds(one.shape.getLatLngs(), here));
      const where = area ? `in ${area.name}` : "net buiten de wijk";
      const sure = `Het kan ${metres(coords.accuracy)} schelen.`;
      done(`U bent ongeveer hier: ${where} (om ${time} uur). ${sure} Alleen u ziet dit.`);
    }

    // Who points at a place has to see it near by; else what is in view stays. Tiles of a background
    // would tell what is in view, so with one the map goes nowhere but to the whole wijk.
    function go(here) {
      const animate = !tools.calm();
      const seen = map.getBounds().contains(here);
      if (tools.command().background) seen || tools.view.whole();
      else if (pointing) map.setView(here, Math.max(map.getZoom(), CLOSE), { animate });
      else if (!seen) map.panTo(here, { animate });
    }

    // From the nearest place within a box.
    function aside({ lat, lng }, bounds) {
      const within = (value, low, high) => Math.min(Math.max(value, low), high);
      const nearest = [
        within(lat, bounds.getSouth(), bounds.getNorth()),
        within(lng, bounds.getWest(), bounds.getEast()),
      ];
      return map.distance([lat, lng], nearest);
    }

    function metres(value) {
      if (value < 1_000) return `${Math.max(5, Math.round(value / 5) * 5)} meter`;
      return `${(value / 1_000).toLocaleString("nl-NL", { maximumFractionDigits: value < 10_000 ? 1 : 0 })} kilometer`;
    }

    // Whether a ray from a place to the east crosses the rings of a shape an odd number of times.
    function holds(shape, { lat, lng }) {
      if (Array.isArray(shape[0])) return shape.reduce((odd, part) => odd !== holds(part, { lat, lng }), false);
      let odd = false;
      shape.forEach((a, at) => {
        const b = shape.at(at - 1);
        const crosses = a.lat > lat !== b.lat > lat;
        if (crosses && lng < a.lng + ((lat - a.lat) / (b.lat - a.lat)) * (b.lng - a.lng)) odd = !odd;
      });
      return odd;
    }

    return { name: "phone", start, show };
  })(),
);

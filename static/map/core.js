/* The map inside its frame, on Leaflet: what holds its parts together.
 *
 *   ivbgeoMap.start(id)              makes the map in a div, once
 *   ivbgeoMap.show(command)          shows what is asked; view, zoom and geometry stay
 *   ivbgeoMap.give(address, borders) hands over geometry, so that it need not be fetched
 *   ivbgeoMap.part({name, start(map, tools), show(command, before)})
 *                                    adds a part; each reads its own key of the command
 *
 * The parts are the other files of this folder, put behind this one in the order of
 * layers/assets.py. The command comes from layers/command.py. What a user does goes to Streamlit
 * as {area: [code, n], period: [key, n], view}, where n only ever rises, so that the same can be
 * asked again, and view is what is in view ("" for all of it).
 * Text from a file reaches the page as textContent only.
 */
window.ivbgeoMap = (() => {
  "use strict";

  const TEXT = {
    page: "Kaart",
    zoomIn: "Inzoomen",
    zoomOut: "Uitzoomen",
    failed: "De grenzen van de gebieden konden niet worden opgehaald. Ververs de pagina.",
  };
  const parts = [];
  const borders = new Map(); // address → promise of the borders of a division
  const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  let map; // Leaflet's
  let command = null; // what was asked last
  let done = null; // what is shown
  let lastNumber = 0;
  const told = {}; // what was said last of each kind, with a number

  // --- what every part may use -------------------------------------------------------------

  function element(name, text, parent) {
    const made = document.createElement(name);
    made.textContent = text;
    if (parent) parent.append(made);
    return made;
  }

  function pane(name, level) {
    const made = map.createPane(name);
    made.style.zIndex = level;
    made.classList.add("ivb-pane");
    return name;
  }

  function send(said) {
    lastNumber = Math.max(lastNumber + 1, Date.now()); // rises over a remount too
    if (!window.Streamlit) return false;
    // Streamlit passes on the last value alone: what was said before goes along with its number.
    for (const [kind, value] of Object.entries(said)) told[kind] = [value, lastNumber];
    window.Streamlit.setComponentValue({ ...told, view: tools.view.told() });
    return true;
  }

  function say(text) {
    let box = map.getContainer().querySelector(".ivb-message");
    if (!text) return box && box.remove();
    if (!box) box = element("p", "", map.getContainer());
    box.className = "ivb-message";
    box.setAttribute("role", "alert");
    box.textContent = text;
  }

  // The page that the frame is in, where it may be reached.
  function outside() {
    try {
      return window.Streamlit && window.parent.document ? window.parent : null;
    } catch (error) {
      return null;
    }
  }

  const tools = { element, pane, calm, send, say, outside, command: () => command };

  // --- the map -----------------------------------------------------------------------------

  function start(id) {
    document.documentElement.lang = "nl";
    document.body.insertAdjacentHTML("beforeend", window.ivbgeoMap.patterns);
    map = L.map(id, {
      center: [52.06, 4.49],
      zoom: 12,
      minZoom: 6,
      maxZoom: 20, // what one camera sees is some tens of metres
      zoomSnap: 0.25,
      zoomDelta: 0.5,
      wheelPxPerZoomLevel: 120,
      zoomControl: false,
      scrollWheelZoom: false, // only once the map is used, so that the page still scrolls
      renderer: L.svg({ padding: 0.5 }),
      zoomAnimation: !calm(),
      fadeAnimation: !calm(),
      inertia: !calm(),
    });
    const box = map.getContainer();
    box.setAttribute("role", "region");
    box.setAttribute("tabindex", "-1"); // the areas and the buttons are the stops
    box.addEventListener("focusin", () => map.scrollWheelZoom.enable());
    box.addEventListener("mousedown", () => map.scrollWheelZoom.enable());
    box.addEventListener("mouseleave", () => map.scrollWheelZoom.disable());
    L.control.zoom({ zoomInTitle: TEXT.zoomIn, zoomOutTitle: TEXT.zoomOut }).addTo(map);
    L.control.scale({ imperial: false }).addTo(map);
    map.attributionControl.setPrefix("Leaflet");
    name(TEXT.page);
    letters();
    for (const part of parts) if (part.start) part.start(map, tools);
    fitFrame();
    return map;
  }

  // The letters of the page, which has them already.
  function letters() {
    const page = outside();
    if (!page) return;
    for (const sheet of page.document.styleSheets) {
      for (const rule of sheet.cssRules) {
        const { fontFamily, fontWeight, fontStyle } = rule.style || {};
        if (rule.type !== CSSRule.FONT_FACE_RULE || !fontFamily.includes("Source Sans")) continue;
        const file = /url\("([^"]+)"/.exec(rule.cssText);
        const link = new URL(file[1], sheet.href || page.document.baseURI).href;
        document.fonts.add(new FontFace("Source Sans 3", `url("${link}")`, { weight: fontWeight, style: fontStyle }));
      }
    }
  }

  // The frame is as high as what is in it: streamlit-folium would make it as high as the map.
  function fitFrame() {
    if (!window.Streamlit) return;
    const tell = window.Streamlit.setFrameHeight;
    const fit = () => tell(Math.ceil(document.body.getBoundingClientRect().height));
    window.Streamlit.setFrameHeight = fit;
    new ResizeObserver(fit).observe(document.body);
  }

  // The frame and the page in it say what they show.
  function name(text) {
    map.getContainer().setAttribute("aria-label", text);
    if (!window.Streamlit) return;
    document.title = text;
    if (outside() && window.frameElement) window.frameElement.title = text;
  }

  function borderOf(address) {
    if (!borders.has(address)) {
      const fetched = fetch(address).then((answer) => {
        if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
        return answer.json();
      });
      fetched.catch(() => borders.delete(address)); // a next change may try again
      borders.set(address, fetched);
    }
    return borders.get(address);
  }

  function show(next) {
    command = next;
    return borderOf(next.address).then(
      (fetched) => {
        if (command !== next) return; // a later change overtook this one
        say(null);
        tools.areas.put(next.address, fetched);
        for (const part of parts) if (part.show) part.show(next, done);
        done = next;
        name(`${TEXT.page}: ${next.title}`);
        map.getContainer().dataset.division = next.division;
        // Once it is drawn: what the page waits with keeps the browser busy.
        if (next.shown) requestAnimationFrame(() => setTimeout(() => navigator.sendBeacon(next.shown)));
      },
      () => say(TEXT.failed),
    );
  }

  return {
    start,
    show,
    give: (address, given) => borders.set(address, Promise.resolve(given)),
    part: (made) => parts.push(made),
  };
})();

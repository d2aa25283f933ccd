/* A tour of the page Kaart in four steps, wholly in the browser: nothing is sent, and of who took it
 * or declined only that is kept, in this browser.
 *
 * The page has the buttons (views/components/help.py): [data-tour=start] and [data-tour=no]. Until one
 * was pressed <html> has the class ivb-new, and the page asks whether somebody is new here.
 */
(() => {
  "use strict";

  const STEPS = [
    {
      title: "Kies wat u wilt zien",
      text:
        "Kies een onderwerp, per welk gebied u het wilt zien, en de maat. Met ‘Vergelijk’ zet u er een " +
        "andere periode of een ander onderwerp naast. De kaart verandert meteen mee.",
      show: [".stMain .stButtonGroup", ".st-key-choices"],
    },
    {
      title: "Lees de kaart",
      text:
        "Wijs een gebied aan en u ziet de naam en het cijfer. Klik erop en u leest er meer over. Met het " +
        "toetsenbord: ga met Tab naar de kaart, met de pijltjes van gebied naar gebied, en kies met Enter.",
      inside: ["#map_div:not(.ivb-away)", ".ivb-table"],
    },
    {
      title: "Kleuren, perioden en tabel",
      text:
        "Onder de kaart staat wat elke kleur en elk patroon betekent. Zijn er meer perioden, dan staat " +
        "daar ook een schuif. De knop ‘Tabel’, of de toets T, toont dezelfde cijfers als tabel.",
      inside: [".ivb-timeline", ".ivb-legend", ".ivb-switch"],
    },
    {
      title: "Lees het antwoord in woorden",
      text:
        "Hier staat wat u op de kaart ziet. Hebt u een gebied gekozen, dan staat er ook waar het cijfer " +
        "vandaan komt. Klap ‘Wat zegt dit cijfer, en wat niet?’ open voor uitleg.",
      show: [".st-key-answer-kaart"],
    },
  ];
  const TEXT = { back: "Vorige", forth: "Volgende", done: "Klaar", skip: "Sla over" };
  const KEPT = "ivbgeo-tour";
  const GAP = 16; // pixels between what is pointed at and the card
  const EDGE = 8; // between the card and the screen
  const ROOM = 4; // around what is pointed at
  const HEADER = 60; // the bar of pages above

  let dialog, card, heading, words, buttons, rings, shade;
  let at = 0;
  let scrolled = 0; // where the page was

  // --- who is new ------------------------------------------------------------------------

  function isNew() {
    try {
      return localStorage.getItem(KEPT) === null;
    } catch (error) {
      return false; // a browser that keeps nothing would be asked each time
    }
  }

  function known() {
    document.documentElement.classList.remove("ivb-new");
    try {
      localStorage.setItem(KEPT, "1");
    } catch (error) {
      // then the button is still there
    }
  }

  // --- what is pointed at ----------------------------------------------------------------

  // The first is the one to bring in sight.
  function boxes({ show = [], inside = [] }) {
    const frame = document.querySelector(".stMain iframe");
    const found = show.map((one) => boxOf(document.querySelector(one)));
    if (frame && frame.contentDocument) {
      const place = frame.getBoundingClientRect();
      found.push(...inside.map((one) => boxOf(frame.contentDocument.querySelector(one), place)));
    }
    return found.filter(Boolean).reduce(joined, []);
  }

  function boxOf(element, { left, top } = { left: 0, top: 0 }) {
    const box = element && element.getBoundingClientRect();
    if (!box || !box.width || !box.height) return null;
    return {
      left: box.left + left - ROOM, top: box.top + top - ROOM,
      right: box.right + left + ROOM, bottom: box.bottom + top + ROOM,
    };
  }

  // What is close together gets one ring.
  function joined(all, box) {
    const last = all.at(-1);
    if (!last || box.top - last.bottom > GAP || last.top - box.bottom > GAP) return [...all, box];
    const one = {
      left: Math.min(last.left, box.left), top: Math.min(last.top, box.top),
      right: Math.max(last.right, box.right), bottom: Math.max(last.bottom, box.bottom),
    };
    return [...all.slice(0, -1), one];
  }

  // --- the card and the rings ------------------------------------------------------------

  function make() {
    dialog = element("dialog", "ivb-tour-dialog", document.body);
    dialog.setAttribute("aria-labelledby", "ivb-tour-title");
    dialog.setAttribute("aria-describedby", "ivb-tour-text");
    shade = element("div", "ivb-tour-shade", dialog);
    rings = element("div", "", dialog);
    card = element("div", "ivb-tour-card", dialog);
    const told = element("div", "", card);
    told.setAttribute("aria-live", "polite"); // the focus stays on the button
    heading = element("h2", "", told);
    heading.id = "ivb-tour-title";
    words = element("p", "", told);
    words.id = "ivb-tour-text";
    const row = element("div", "ivb-tour-row", card);
    buttons = {
      skip: button(row, TEXT.skip, () => dialog.close()),
      back: button(row, TEXT.back, () => go(at - 1)),
      forth: button(row, TEXT.forth, () => (at === STEPS.length - 1 ? dialog.close() : go(at + 1))),
    };
    dialog.addEventListener("close", () => {
      known(); // by Escape too
      page().scrollTop = scrolled;
    });
    addEventListener("popstate", () => dialog.close()); // another page
    addEventListener("resize", () => dialog.open && place());
    // The frame of the map grows when its legend does.
    new ResizeObserver(() => dialog.open && place()).observe(document.querySelector(".stMainBlockContainer"));
  }

  function element(name, kind, parent) {
    const made = document.createElement(name);
    made.className = kind;
    parent.append(made);
    return made;
  }

  function button(parent, text, action) {
    const made = element("button", "", parent);
    made.type = "button";
    made.textContent = text;
    made.addEventListener("click", action);
    return made;
  }

  const page = () => document.querySelector(".stMain") || document.documentElement;

  function start() {
    if (!dialog) make();
    scrolled = page().scrollTop;
    dialog.showModal();
    go(0);
  }

  function go(next) {
    at = next;
    heading.textContent = `${at + 1} van ${STEPS.length}. ${STEPS[at].title}`;
    words.textContent = STEPS[at].text;
    const last = at === STEPS.length - 1;
    buttons.skip.hidden = last;
    buttons.back.hidden = at === 0;
    buttons.forth.textContent = last ? TEXT.done : TEXT.forth;
    if (at === 0 || document.activeElement.hidden) buttons.forth.focus();
    card.scrollTop = 0;
    place();
  }

  function place() {
    let found = boxes(STEPS[at]);
    if (found.length) {
      // In sight, with room for the card under it.
      const [{ top, bottom }] = found;
      const room = innerHeight - card.offsetHeight - GAP - EDGE;
      if (top < HEADER || bottom > room) page().scrollBy({ top: top - HEADER - GAP, behavior: "instant" });
      found = boxes(STEPS[at]);
    }
    rings.replaceChildren();
    let holes = "";
    for (const { left, top, right, bottom } of found) {
      const ring = element("div", "ivb-tour-ring", rings);
      const [width, height] = [right - left, bottom - top];
      Object.assign(ring.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
      holes += `M${left} ${top}h${width}v${height}h${-width}z`;
    }
    shade.style.clipPath = `path(evenodd, "M0 0H${innerWidth}V${innerHeight}H0z${holes}")`;
    put(found[0]);
  }

  // Beside what is pointed at if there is room, else at the bottom of the screen.
  function put(target) {
    const { offsetWidth: wide, offsetHeight: high } = card;
    const middle = (innerWidth - wide) / 2;
    const foot = innerHeight - high - EDGE;
    const within = (value, most) => Math.max(EDGE, Math.min(value, most - EDGE));
    let [left, top] = [middle, foot];
    if (target) {
      const across = within(target.left, innerWidth - wide);
      const down = within(target.top, innerHeight - high);
      const places = [
        [across, target.bottom + GAP],
        [target.right + GAP, down],
        [target.left - GAP - wide, down],
        [across, target.top - GAP - high],
      ];
      const fits = ([x, y]) => x >= EDGE && y >= EDGE && x + wide <= innerWidth - EDGE && y <= foot;
      [left, top] = places.find(fits) || [middle, foot];
    }
    Object.assign(card.style, { left: `${Math.max(left, 0)}px`, top: `${Math.max(top, 0)}px` });
  }

  // The page makes its buttons anew whenever it likes.
  document.addEventListener("click", (event) => {
    const wish = event.target.closest?.("[data-tour]")?.dataset.tour;
    if (wish === "start") start();
    if (wish !== "no") return;
    known();
    document.querySelector("[data-tour=start]")?.focus();
  });
  document.documentElement.classList.add("ivb-tours");
  document.documentElement.classList.toggle("ivb-new", isNew());
})();

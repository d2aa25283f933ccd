/* What Streamlit's own frontend says and does, where no setting of it reaches
 * (docs/toegankelijkheid.md): its English words become Dutch, and single letters are no commands.
 *
 * Only whole words and sentences of Streamlit are replaced, so that data is left alone. React keeps
 * its elements: no element is added or removed.
 */
(() => {
  "use strict";
  const WORDS = {
    // the frame of every page
    "Skip to main content": "Ga naar de inhoud",
    "App pages": "Pagina’s",
    "Main menu": "Menu",
    "Expand sidebar": "Menu",
    "Collapse sidebar": "Sluit het menu",
    Sidebar: "Menu",
    Notifications: "Meldingen",
    Close: "Sluiten",
    Help: "Uitleg",
    "Page not found": "Deze pagina bestaat niet",
    "The page that you have requested does not seem to exist. Running the app's main page.":
      "Het adres klopt niet. Daarom ziet u de kaart.",
    "Connection error": "Geen verbinding",
    "Connection lost. Please wait for the app to reconnect, then try again.":
      "De verbinding is weg. Wacht even en probeer het dan opnieuw.",
    "Streamlit server is not responding. Are you connected to the internet?":
      "De server antwoordt niet. Komt de verbinding terug, dan gaat de pagina vanzelf verder.",
    "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:":
      "De server antwoordt niet. Is hij gestopt, start hem dan opnieuw:",
    "streamlit run yourscript.py": "python -m ivbgeo serve",
    Connecting: "Verbinding maken",
    "Connecting to Streamlit server": "Verbinding maken met de server",
    "Unable to connect to Streamlit server": "Geen verbinding met de server",
    "Running...": "Bezig …",
    // choices
    Open: "Open de lijst",
    "Clear value": "Maak leeg",
    "Clear all": "Maak leeg",
    "Select all": "Kies alles",
    "Selected values": "Gekozen",
    "No results": "Niets gevonden",
    "Press Enter to apply": "Druk op Enter",
    "Press Ctrl+Enter to apply": "Druk op Ctrl+Enter",
    "Press Enter to submit form": "Enter bewaart",
    "Press Ctrl+Enter to submit form": "Ctrl+Enter bewaart",
    "view more": "lees meer",
    "view less": "lees minder",
    "Choose an option": "Kies",
    "Choose options": "Kies",
    // a day
    "Choose date": "Kies een dag",
    "Previous month": "Vorige maand",
    "Next month": "Volgende maand",
    "Use arrow keys to navigate dates. Enter to select. Escape to close.":
      "Met de pijltjes gaat u langs de dagen. Met Enter kiest u, met Escape sluit u.",
    Increment: "Meer",
    Decrement: "Minder",
    // giving a file
    Upload: "Kies een bestand",
    "file upload": "Kies een bestand",
    "Add files": "Nog een bestand",
    "Drag and drop a file here": "Laat het bestand hier los",
    "Error:": "Fout:",
    "Upload failed": "Het bestand kwam niet over",
    "Click to retry upload": "Probeer het opnieuw",
    "Only one file is allowed.": "Kies één bestand.",
    "Unexpected error. Please try again.": "Dat ging mis. Probeer het opnieuw.",
    // figures
    visualization: "grafiek",
    "group mark container": "grafiek",
    Fullscreen: "Volledig scherm",
    "Close fullscreen": "Sluit volledig scherm",
  };
  const SENTENCES = [
    [/^Help for (.+)$/, "Uitleg bij $1"],
    [/^Remove (.+)$/, "Haal $1 weg"],
    [/^Choose date, (.+)$/, "Kies een dag, $1"],
    [/^day, (.+)$/, "dag, $1"],
    [/^month, (.+)$/, "maand, $1"],
    [/^year, (.+)$/, "jaar, $1"],
    [/^Cancel upload of (.+)$/, "Breek $1 af"],
    [/^(\S*) ?files are not allowed\.$/, "Een bestand van de soort $1 kan niet."],
    [/^File must be (\S+?) ?([KMG]B) or smaller\.$/, "Het bestand mag hooguit $1 $2 groot zijn."],
    [/^(\d+) options? available\.$/, "$1 mogelijkheden."],
    [/^(.+), selected\.?$/, "$1, gekozen."],
    [/^\w+ icon$/, ""], // beside a text that says the same
  ];
  const ATTRIBUTES = ["aria-label", "title", "placeholder", "alt", "aria-roledescription"];

  function dutch(text) {
    const said = text.trim();
    if (Object.hasOwn(WORDS, said)) return text.replace(said, WORDS[said]);
    const [pattern, answer] = SENTENCES.find(([one]) => one.test(said)) || [];
    return pattern ? text.replace(said, said.replace(pattern, answer)) : null;
  }

  function mendText(node) {
    const said = dutch(node.data);
    if (said !== null && said !== node.data) node.data = said;
  }

  function mendAttributes(element) {
    for (const name of ATTRIBUTES) {
      const value = element.getAttribute(name);
      const said = value && dutch(value);
      if (said && said !== value) element.setAttribute(name, said);
    }
    // A name on an element that says it is nothing; it is the place to drop a file.
    if (element.dataset?.testid === "stFileUploaderDropzone" && element.getAttribute("role") !== "group") {
      element.setAttribute("role", "group");
    }
    // An icon beside a text that says the same, named in English.
    if (element.dataset?.testid === "stIconMaterial") element.setAttribute("aria-hidden", "true");
  }

  function mend(root) {
    if (root.nodeType === Node.TEXT_NODE) return mendText(root);
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = root; node; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) mendText(node);
      else mendAttributes(node);
    }
  }

  new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === "childList") addedNodes.forEach(mend);
      else if (type === "characterData") mendText(target);
      else mendAttributes(target);
    }
  }).observe(document.documentElement, {
    subtree: true,
    childList: true,
    characterData: true,
    attributeFilter: [...ATTRIBUTES, "role"],
  });
  mend(document.documentElement);

  // What opens under a button stands at the end of the page: the keyboard goes into it from that
  // button, and back to it.
  const STOPS = "a[href], button, input, select, textarea, summary, [tabindex='0']";
  const stopsOf = (box) =>
    [...box.querySelectorAll(STOPS)].filter((one) => one.tabIndex >= 0 && !one.disabled && one.checkVisibility());
  const opened = () => document.querySelector("[data-testid=stPopoverBody]");
  const opener = () => document.querySelector("[data-testid=stPopoverButton][aria-expanded=true]");

  window.addEventListener(
    "keydown",
    (event) => {
      const [box, button] = [opened(), opener()];
      if (!box || !button) return;
      const stops = stopsOf(box);
      const at = document.activeElement;
      const into = at === button && event.key === "Tab" && !event.shiftKey;
      const edge = stops.at(event.shiftKey ? 0 : -1);
      const group = edge?.name && at?.name === edge.name; // radio buttons are one stop together
      const out = event.key === "Tab" && box.contains(at) && (at === edge || group);
      if (into && stops.length) (box.querySelector("input:checked") || stops[0]).focus({ focusVisible: true });
      else if (out || (event.key === "Escape" && (at === button || box.contains(at)))) {
        button.focus({ focusVisible: true });
        button.click(); // it closes: else the keyboard would go round
      } else return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    true,
  );

  // On a phone the menu lies over the page. Streamlit leaves it open when a page was chosen, and
  // remembers that for the next visit.
  const narrow = matchMedia("(max-width: 768px)");
  try {
    if (narrow.matches) {
      const kept = Object.keys(localStorage).filter((key) => key.startsWith("stSidebarCollapsed"));
      kept.forEach((key) => localStorage.removeItem(key));
    }
  } catch {} // what may not be kept is not remembered
  window.addEventListener("click", (event) => {
    if (!narrow.matches || !event.target.closest?.("[data-testid=stSidebarNavLink]")) return;
    const closer = document.querySelector("[data-testid=stSidebarCollapseButton] button");
    setTimeout(() => closer?.click()); // after the page was chosen
  });

  // R and C would run the page again and ask to clear a cache, wherever one is: WCAG 2.1.4.
  const TYPING =
    "input, textarea, select, [contenteditable], [role=textbox], [role=listbox], [role=grid], canvas";
  for (const type of ["keydown", "keyup"]) {
    window.addEventListener(
      type,
      (event) => {
        const typing = event.target.closest?.(TYPING);
        const held = event.ctrlKey || event.metaKey || event.altKey;
        if (/^[rc]$/i.test(event.key) && !typing && !held) event.stopImmediatePropagation();
      },
      true,
    );
  }
})();

/* The periods under the map: a slider, a step back and forth, and a button that plays them.
 *
 * command.timeline: {periods: [key, …] or [first month, how many], at, name}, where name is that of the
 * period in the address of the page. A next period is asked for when the one before is on
 * the map, so that nothing piles up. Who wants less motion gets no play button.
 */
ivbgeoMap.part(
  (() => {
    "use strict";

    const TEXT = {
      group: "Periode",
      play: "Speel de perioden af",
      pause: "Stop met afspelen",
      back: "Vorige periode",
      forth: "Volgende periode",
    };
    const PAUSE = 1200; // milliseconds that a period stays
    const SIGNS = {
      back: "M11 3L5 8l6 5z",
      forth: "M5 3l6 5-6 5z",
      play: "M4 2l9 6-9 6z",
      pause: "M4 3h3v10H4zM9 3h3v10H9z",
    };

    const MONTHS = [
      "januari", "februari", "maart", "april", "mei", "juni",
      "juli", "augustus", "september", "oktober", "november", "december",
    ];

    let tools, bar, slider, words, buttons;
    let periods = [];
    let timer = null;
    let playing = false;
    let waiting = null; // the period that was asked and is not shown yet

    function start(map, given) {
      tools = given;
      bar = tools.element("div", "");
      bar.className = "ivb-timeline";
      bar.hidden = true;
      bar.setAttribute("role", "group");
      bar.setAttribute("aria-label", TEXT.group);
      buttons = { play: button("play", toggle), back: button("back", () => step(-1)) };
      slider = tools.element("input", "", bar);
      slider.type = "range";
      slider.min = 0;
      slider.setAttribute("aria-label", TEXT.group);
      slider.addEventListener("input", () => {
        stop();
        tell();
        ask();
      });
      buttons.forth = button("forth", () => step(1));
      words = tools.element("output", "", bar);
      buttons.play.hidden = tools.calm();
      map.getContainer().after(bar);
    }

    function button(name, action) {
      const made = tools.element("button", "", bar);
      made.type = "button";
      made.addEventListener("click", action);
      face(made, name);
      return made;
    }

    function face(made, name) {
      made.innerHTML = `<svg viewBox="0 0 16 16" aria-hidden="true"><path fill="currentColor" d="${SIGNS[name]}"/></svg>`;
      made.setAttribute("aria-label", TEXT[name]);
      made.title = TEXT[name];
    }

    function show({ timeline }, before) {
      bar.hidden = !timeline;
      if (!timeline) return stop();
      const told = JSON.stringify(timeline.periods);
      if (!before || !before.timeline || JSON.stringify(before.timeline.periods) !== told) {
        stop();
        waiting = null;
      }
      periods = all(timeline.periods);
      slider.max = periods.length - 1;
      // While an answer is under way the slider may be further already.
      if (waiting === null || periods[timeline.at] === waiting) {
        slider.value = timeline.at;
        waiting = null;
      }
      tell();
      clearTimeout(timer);
      if (playing && waiting === null) timer = setTimeout(next, PAUSE);
    }

    // Many months are told by the first and how many.
    function all(told) {
      if (typeof told[1] !== "number") return told;
      const [year, month] = told[0].split("-").map(Number);
      return Array.from({ length: told[1] }, (_, more) => {
        const at = year * 12 + month - 1 + more;
        return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;
      });
    }

    function wordsOf(key) {
      const month = (text) => MONTHS[text.slice(5) - 1];
      const [first, last] = key.split("/");
      if (!last) return key.includes("-") ? `${month(key)} ${key.slice(0, 4)}` : key;
      return `${month(first)} t/m ${month(last)} ${last.slice(0, 4)}`;
    }

    function tell() {
      const at = Number(slider.value);
      const text = wordsOf(periods[at]);
      words.textContent = text;
      slider.setAttribute("aria-valuetext", text);
      buttons.back.disabled = at === 0;
      buttons.forth.disabled = at === periods.length - 1;
    }

    function ask() {
      const period = periods[Number(slider.value)];
      waiting = period;
      const page = tools.outside();
      if (page) {
        // Here already, so that a step of the slider is no entry of its own in the history.
        const address = new page.URL(page.location.href);
        const { name } = tools.command().timeline;
        if (address.searchParams.has(name)) address.searchParams.set(name, period);
        page.history.replaceState(page.history.state, "", address);
      }
      tools.send({ period });
    }

    function step(way) {
      stop();
      slider.value = Number(slider.value) + way;
      tell();
      ask();
    }

    function toggle() {
      if (playing) return stop();
      playing = true;
      face(buttons.play, "pause");
      next();
    }

    function stop() {
      clearTimeout(timer);
      if (playing) face(buttons.play, "play");
      playing = false;
    }

    function next() {
      clearTimeout(timer);
      const at = Number(slider.value);
      slider.value = at === periods.length - 1 ? 0 : at + 1;
      tell();
      ask();
    }

    return { name: "timeline", start, show };
  })(),
);

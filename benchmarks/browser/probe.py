"""What runs in a page to tell when something is on the screen, of the page or of a frame in it.

All moments are milliseconds since 1970, so that this program can compare them with its own. The
page looks into its frames, which are of the same origin: a script of one's own in a frame is lost
when the frame is filled.
"""

from __future__ import annotations

__all__ = ["PROBE"]

PROBE = r"""
if (window === window.top) (() => {
  "use strict";
  const now = () => performance.timeOrigin + performance.now();
  const bench = {
    clicked: 0, wanted: null, seen: 0, drawn: 0,
    frames: null, // how long each lasted, while that is asked
    first: {}, // what → moment that it was there for the first time
    look: (what, ...given) => {
      Object.assign(bench, { clicked: 0, seen: 0, drawn: 0 });
      bench.before = new Set(documents().map((each) => fills(each).key));
      bench.headings = headings();
      bench.wanted = [what, ...given];
    },
  };
  window.bench = bench;

  function documents() {
    const frames = [...document.querySelectorAll("iframe")].map((each) => each.contentDocument);
    return frames.filter((each) => each && each.body);
  }

  const heard = new WeakSet();
  function listen(view) {
    if (heard.has(view.document)) return;
    heard.add(view.document);
    const clicked = (event) => (bench.clicked = view.performance.timeOrigin + event.timeStamp);
    view.document.addEventListener("click", clicked, true);
  }

  const headings = () =>
    [...document.querySelectorAll("h1, h2, h3, h4")].map((each) => each.innerText.trim());

  // The colours of the areas: a sample of the paths, or of the pixels of a canvas.
  function fills(of) {
    const paths = of.querySelectorAll(".leaflet-pane path[fill]:not([fill=none])");
    if (paths.length > 7) {
      const step = Math.max(1, Math.floor(paths.length / 300));
      const found = [];
      for (let at = 0; at < paths.length; at += step) found.push(paths[at].getAttribute("fill"));
      return { areas: paths.length, kinds: new Set(found).size, key: found.join() };
    }
    for (const canvas of of.querySelectorAll(".leaflet-pane canvas")) {
      if (canvas.width < 100) continue;
      // A band through the middle: reading takes time too.
      const [y, rows] = [Math.floor(canvas.height / 2), 24];
      const all = canvas.getContext("2d").getImageData(0, y, canvas.width, rows).data;
      const pixels = new Uint32Array(all.buffer);
      const found = [];
      for (let at = 0; at < pixels.length; at += 37) if (pixels[at]) found.push(pixels[at]);
      const kinds = new Set(found).size;
      if (kinds > 1) return { areas: Infinity, kinds, key: found.join() };
    }
    return { areas: 0, kinds: 0, key: "" };
  }

  const SEEN = {
    // A frame has other colours than any had before.
    colours: (least) =>
      documents().some((each) => {
        const { areas, key } = fills(each);
        return areas >= least && !bench.before.has(key);
      }),
    // The page has the name of another area as a heading.
    area: (names) =>
      headings().some((text) => names.includes(text) && !bench.headings.includes(text)),
  };

  const FIRST = {
    heading: () => document.querySelector("h1") !== null,
    map: () => documents().some((each) => each.querySelector(".leaflet-control-zoom")),
    areas: () =>
      documents().some((each) => {
        const { areas, kinds } = fills(each);
        return areas > 7 && kinds > 1;
      }),
    tooltip: () => documents().some((each) => each.querySelector(".leaflet-tooltip")),
  };

  let before = 0;
  const each = (time) => {
    requestAnimationFrame(each);
    if (bench.frames && before) bench.frames.push(time - before);
    before = time;
    listen(window);
    for (const of of documents()) listen(of.defaultView);
    for (const what of Object.keys(FIRST)) {
      if (!(what in bench.first) && FIRST[what]()) bench.first[what] = now();
    }
    if (!bench.wanted || !bench.clicked) return;
    const [what, ...given] = bench.wanted;
    if (!SEEN[what](...given)) return;
    bench.wanted = null;
    bench.seen = now();
    // The second frame from here begins when this one was handed over to be drawn.
    requestAnimationFrame(() => requestAnimationFrame(() => (bench.drawn = now())));
  };
  requestAnimationFrame(each);
})();
"""

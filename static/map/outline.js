/* The border of what the page is about: strong, over the colours, and never in the way of a click. */
ivbgeoMap.part(
  (() => {
    "use strict";

    const LINES = [
      { color: "#ffffff", weight: 7, opacity: 0.9 },
      { color: "#17292f", weight: 3 },
    ];

    let tools, group;
    let put = null; // the hash of what is drawn

    function start(map, given) {
      tools = given;
      tools.pane("ivb-outline", 445);
      group = L.layerGroup().addTo(map);
    }

    function show({ outline = null }) {
      if (outline === put) return;
      const data = outline && tools.kept(outline);
      if (outline && !data) return; // it comes
      put = outline;
      group.clearLayers();
      for (const line of data ? LINES : [])
        group.addLayer(L.polygon(data.rings, { ...line, pane: "ivb-outline", fill: false, interactive: false }));
    }

    return { name: "outline", start, show };
  })(),
);

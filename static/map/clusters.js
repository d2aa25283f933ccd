/* Clusters of points, by Supercluster, which is fetched when it is asked for the first time.
 *
 *   tools.clusters(points, library, over)   points: [lng, lat] each; library: its address;
 *                                           over(): whether nobody waits for them any more
 *
 * gives a promise of the index, or of null where that is over.
 */
ivbgeoMap.part(
  (() => {
    "use strict";

    const CLOSEST = 17; // from the next zoom on each point is by itself
    const PIECE = 10000;
    const rest = () => new Promise((go) => setTimeout(go));

    function load(library) {
      return new Promise((done, failed) => {
        const script = document.createElement("script");
        Object.assign(script, { src: library, onload: done, onerror: failed });
        document.head.append(script);
      });
    }

    // What load() of Supercluster 8.0.1 does at once, in pieces: the page is never kept waiting long.
    async function clusters(points, library, over) {
      if (!window.Supercluster) await load(library);
      const made = new Supercluster({ radius: 56, extent: 256, minZoom: 6, maxZoom: CLOSEST });
      const { minZoom, maxZoom } = made.options;
      made.points = [];
      const data = []; // of each: where, the zoom it was last looked at, its number, in what, how many
      for (const [at, coordinates] of points.entries()) {
        if (at % PIECE === 0) await rest();
        const north = Math.atanh(Math.sin((coordinates[1] * Math.PI) / 180)) / (2 * Math.PI);
        data.push(Math.fround(coordinates[0] / 360 + 0.5), Math.fround(0.5 - north), Infinity, at, -1, 1);
        made.points.push({ properties: null, geometry: { coordinates } });
      }
      await rest();
      let tree = (made.trees[maxZoom + 1] = made._createTree(data));
      for (let zoom = maxZoom; zoom >= minZoom; zoom--) {
        await rest();
        if (over()) return null;
        tree = made.trees[zoom] = made._createTree(made._cluster(tree, zoom));
      }
      return made;
    }

    return { name: "clusters", start: (map, tools) => (tools.clusters = clusters) };
  })(),
);

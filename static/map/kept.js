/* Heavy data, sent once: points and what cameras look over.
 *
 *   ivbgeoMap.keep(hash, data)   hands it over; goes ahead of the command that names the hash
 *   tools.kept(hash)             gives it to a part; if it is not here, asks the server for it
 *
 * The server remembers what it sent (views/components/kept.py), and this is a new frame when the map
 * was away for a while: then it says {lacks: hash}, and gets it.
 */
ivbgeoMap.part(
  (() => {
    "use strict";

    const MOST = 6; // layers/keep.py has the same number
    const kept = new Map();
    let tools;

    ivbgeoMap.keep = (hash, data) => {
      kept.delete(hash);
      kept.set(hash, data);
      while (kept.size > MOST) kept.delete(kept.keys().next().value);
    };

    function start(map, given) {
      tools = given;
      tools.kept = (hash) => {
        if (kept.has(hash)) return kept.get(hash);
        tools.send({ lacks: hash });
        return null;
      };
    }

    return { name: "kept", start };
  })(),
);

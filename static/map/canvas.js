/* A canvas for very many areas: all of one colour are filled at once, and it knows the patterns of
 * the states, where Leaflet's own knows only colours. All areas on it have the same border. */
ivbgeoMap.part(
  (() => {
    "use strict";

    const ROOM = 8; // pixels an area has on average: in less, borders would hide the colours
    const UNKNOWN = "#e6e9eb"; // until the tile of a pattern is there
    const images = new Map(); // id of a pattern → its tile, once it is loaded

    const AreaCanvas = L.Canvas.extend({
      // Paint all of it in the next frame, whatever changed.
      repaint() {
        if (!this._redrawRequest) this._redrawRequest = L.Util.requestAnimFrame(this._redraw, this);
      },

      _requestRedraw() {
        if (this._map) this.repaint();
      },

      // In place of one path after another.
      _draw() {
        const context = this._ctx;
        const paths = new Map(); // fill → its areas
        let border;
        let number = 0;
        for (let order = this._drawFirst; order; order = order.next) {
          const { _parts: parts, options } = order.layer;
          if (!parts.length) continue;
          border = options;
          number += 1;
          if (!paths.has(options.fillColor)) paths.set(options.fillColor, new Path2D());
          trace(paths.get(options.fillColor), parts);
        }
        for (const [fill, path] of paths) this._fill(context, fill, path);
        if (!number || !this._hasRoom(number)) return;
        Object.assign(context, { strokeStyle: border.color, lineWidth: border.weight, lineJoin: "round" });
        for (const path of paths.values()) context.stroke(path);
      },

      _hasRoom(number) {
        const { x, y } = this._bounds.getSize();
        return (x * y) / number > ROOM ** 2;
      },

      _fill(context, fill, path) {
        const id = fill.startsWith("url(#") ? fill.slice(5, -1) : null;
        const tile = id && this._tile(id);
        context.fillStyle = id ? (tile ? "#ffffff" : UNKNOWN) : fill;
        context.fill(path);
        if (!tile) return;
        context.fillStyle = context.createPattern(tile, "repeat");
        context.fill(path);
      },

      // The tile of a pattern as an image: the same drawing as the SVG's.
      _tile(id) {
        if (images.has(id)) return images.get(id);
        images.set(id, null);
        const pattern = document.getElementById(id);
        if (!pattern) return null;
        const [width, height] = ["width", "height"].map((side) => pattern.getAttribute(side));
        const image = new Image();
        image.onload = () => {
          images.set(id, image);
          this.repaint();
        };
        const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${pattern.innerHTML}</svg>`;
        image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
        return null;
      },
    });

    function trace(path, parts) {
      for (const ring of parts) {
        path.moveTo(ring[0].x, ring[0].y);
        for (const { x, y } of ring) path.lineTo(x, y);
        path.lineTo(ring[0].x, ring[0].y); // closePath looks through all of the path, each time
      }
    }

    return {
      name: "canvas",
      start: (map, tools) => (tools.areaCanvas = () => new AreaCanvas({ padding: 0.1 })),
    };
  })(),
);

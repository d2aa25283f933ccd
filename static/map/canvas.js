/* A canvas that can fill with the patterns of the states: Leaflet's own knows only colours. */
ivbgeoMap.part(
  (() => {
    "use strict";

    const images = new Map(); // id of a pattern → its tile, once it is loaded

    const PatternCanvas = L.Canvas.extend({
      _fillStroke(context, layer) {
        const { fillColor } = layer.options;
        const id = fillColor && fillColor.startsWith("url(#") ? fillColor.slice(5, -1) : null;
        if (!id) return L.Canvas.prototype._fillStroke.call(this, context, layer);
        const tile = this._tile(id);
        layer.options.fillColor = tile ? "#ffffff" : "#e6e9eb";
        L.Canvas.prototype._fillStroke.call(this, context, layer);
        layer.options.fillColor = fillColor;
        if (!tile) return;
        context.fillStyle = context.createPattern(tile, "repeat");
        context.fill("evenodd");
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
          this._requestRedraw?.call(this, { _map: this._map, _pxBounds: this._bounds, options: {} });
        };
        const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${pattern.innerHTML}</svg>`;
        image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
        return null;
      },
    });

    return {
      name: "canvas",
      start: (map, tools) => (tools.patternCanvas = () => new PatternCanvas({ padding: 0.1 })),
    };
  })(),
);

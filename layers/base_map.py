"""The frozen base of the map: a folium map whose script never changes, so that it never remounts.

What is on it comes separately (:mod:`layers.command`). The markup leans on private agreements with
streamlit-folium 0.27.4: the map's div and variable are both called ``map_div`` (``map_`` and the
id that it gives), its scripts run in the order of ``default_js``, and the text of the script
decides whether the map is made again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import folium
from branca.element import CssLink, JavascriptLink
from folium.elements import JSCSSMixin
from folium.template import Template

from layers.as_is import AsIs
from layers.assets import require_local, script_addresses, style_addresses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from branca.element import Element

__all__ = ["BaseMap", "base_map", "piece"]


class BaseMap(AsIs, folium.Map):
    """A folium map without tiles and data that loads nothing but the app's own files.

    folium's own markup is replaced: it forbids zooming in on text (``user-scalable=no``) and
    assumes jQuery and Bootstrap.
    """

    _template = Template(
        """
        {% macro header(this, kwargs) %}<style>#map_div{visibility:hidden}</style>{% endmacro %}

        {% macro html(this, kwargs) %}{% endmacro %}

        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = ivbgeoMap.start({{ this.get_name()|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self) -> None:
        super().__init__(tiles=None)
        # In folium's form: a name and an address.
        self.default_js = [(link, link) for link in script_addresses()]
        self.default_css = [(link, link) for link in style_addresses()]

    def render(self, **kwargs: Any) -> str:
        """Put the links and the markup where they belong."""
        figure: Any = self.get_root()
        for name, link in self.default_js:
            figure.header.add_child(JavascriptLink(link), name=name)
        for name, link in self.default_css:
            figure.header.add_child(CssLink(link), name=name)
        return super().render(**kwargs)


class _Piece(AsIs):
    _template = Template("{% macro script(this, kwargs) %}{{ this.text }}{% endmacro %}")

    def __init__(self, text: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.text = text


def piece(text: str) -> folium.FeatureGroup:
    """Wrap a piece of script so that streamlit-folium runs it in the frame when it differs."""
    group = folium.FeatureGroup()
    group.add_child(_Piece(text))
    return group


def base_map() -> BaseMap:
    """Make the base of the map; streamlit-folium changes what it gets, so it can't be kept.

    Raises
    ------
    RemoteLinkError
        If it would load anything from another host.
    """
    base = BaseMap()
    require_local(_links(base))
    return base


def _links(element: Element) -> Iterator[str]:
    """Walk the links that streamlit-folium would send."""
    if isinstance(element, JSCSSMixin):
        yield from (link for _, link in (*element.default_js, *element.default_css))
    for child in element._children.values():  # noqa: SLF001 - branca has no public walk
        yield from _links(child)

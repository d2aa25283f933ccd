"""What a command says reaches the frame letter by letter."""

import folium
from folium.template import Template

from layers.as_is import AsIs
from layers.base_map import base_map


class Piece(AsIs):
    """Writes what would be a sum in a template."""

    _template = Template(
        "{% macro script(this, kwargs) %}let a = '{{ '{{ 7 * 7 }}' }}';{% endmacro %}"
        "{% macro header(this, kwargs) %}<style>a{}</style>{% endmacro %}"
    )


def test_the_text_is_no_template_of_its_own():
    here = base_map()
    here.add_child(Piece())
    figure = here.get_root()
    figure.render()
    assert "let a = '{{ 7 * 7 }}';" in figure.script.render()
    assert "<style>a{}</style>" in figure.header.render()


def test_the_base_writes_its_links_and_its_script_once():
    here = base_map()
    for _ in range(2):
        here.get_root().render()
    header, script = here.get_root().header.render(), here.get_root().script.render()
    for _, link in (*here.default_js, *here.default_css):
        assert header.count(link) == 1
    assert header.count("#map_div{visibility:hidden}") == 1
    assert script.count("ivbgeoMap.start(") == 1
    # folium's own forbids zooming in on text.
    assert "user-scalable" not in header
    assert isinstance(here, folium.Map)

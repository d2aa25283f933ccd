"""The map as anybody would make it with st_folium: made again for each choice. Not a test.

Beside it stands what stands beside the map of the app: a legend, a summary, a table with all
figures, a list of areas and the figures of the area that is chosen. Figures and borders are ready
in memory, and nothing is asked back but the area that is clicked.
"""

import html
import json
import os
from pathlib import Path
from typing import Any

import folium
import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

_LEAFLET = "../../app/static/vendor/leaflet-1.9.4"
folium.Map.default_js = [("leaflet", f"{_LEAFLET}/leaflet.js")]
folium.Map.default_css = [("leaflet_css", f"{_LEAFLET}/leaflet.css")]
_COLOURS = ("#e8eff2", "#c3dbe3", "#8fbac6", "#4f8ba3", "#17587f")


@st.cache_resource
def _figures() -> Any:
    # Written by benchmarks.browser.figures.
    return json.loads(Path(os.environ["BENCH_FIGURES"]).read_text(encoding="utf-8"))


def _class_of(value: float, bounds: list[float]) -> int:
    return sum(value > bound for bound in bounds)


st.set_page_config(layout="wide")
borders, table = _figures()
st.title("Veiligheid op de kaart", anchor=False)
left, right = st.columns(2)
kind = left.selectbox("Soort", list(table))
year = right.selectbox("Jaar", list(table[kind]))
of_year = table[kind][year]
bounds = pd.Series(of_year.values()).quantile([0.2, 0.4, 0.6, 0.8]).tolist()
names = {each["properties"]["code"]: each["properties"]["name"] for each in borders["features"]}

here = folium.Map(tiles=None)
layer = folium.GeoJson(
    borders,
    style_function=lambda each: {
        "fillColor": _COLOURS[_class_of(of_year[each["properties"]["code"]], bounds)],
        "fillOpacity": 1,
        "color": "#63777f",
        "weight": 0.8,
    },
    tooltip=folium.GeoJsonTooltip(["name"]),
)
layer.add_to(here)
here.fit_bounds(layer.get_bounds())
left, right = st.columns([0.64, 0.36], gap="medium")
with left:
    found = st_folium(
        here, height=480, use_container_width=True, returned_objects=["last_active_drawing"]
    )
    marks = zip(_COLOURS, [*map(str, bounds), "meer"], strict=True)
    items = (
        f'<li><span style="background:{colour}">&emsp;</span> tot {bound}</li>'
        for colour, bound in marks
    )
    st.html(f"<p>{kind}, {year}</p><ul>{''.join(items)}</ul>")
with right:
    drawing = found and found.get("last_active_drawing")
    code = drawing["properties"]["code"] if drawing else None
    st.selectbox("Kies een gebied", sorted(names, key=names.__getitem__), format_func=names.get)
    if code:
        st.subheader(names[code], anchor=False)
        st.markdown(f"**{of_year[code]} in {year}**")
        st.table({which: {year: table[which][year][code]} for which in table})
    st.subheader(f"{kind}, {year}", anchor=False)
    st.markdown(f"- In heel de gemeente: {sum(of_year.values()):.0f}")
    most = max(of_year, key=of_year.__getitem__)
    st.markdown(f"- Het meest: {html.escape(names[most])}")
st.dataframe(
    pd.DataFrame({"Gebied": names.values(), "Waarde": [of_year[each] for each in names]}),
    hide_index=True,
)

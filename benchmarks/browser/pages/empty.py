"""A bare page with an empty map, as st_folium makes it. Not a test."""

import folium
import streamlit as st
from streamlit_folium import st_folium

_LEAFLET = "../../app/static/vendor/leaflet-1.9.4"
folium.Map.default_js = [("leaflet", f"{_LEAFLET}/leaflet.js")]
folium.Map.default_css = [("leaflet_css", f"{_LEAFLET}/leaflet.css")]

st.set_page_config(layout="wide")
st.title("Kaart", anchor=False)
st_folium(
    folium.Map((52.06, 4.49), zoom_start=12, tiles=None),
    height=480,
    use_container_width=True,
    returned_objects=[],
)

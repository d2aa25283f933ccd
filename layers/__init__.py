"""Map layers out of plain data, one per module: folium objects, legends, pictures.

Knows no Streamlit.
"""

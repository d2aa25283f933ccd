"""Parts of pages that own their session state; map_panel is the only caller of streamlit-folium."""

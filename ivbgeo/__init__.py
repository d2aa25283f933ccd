"""The domain: sources in, store, figures, who may see what, command line; knows no folium."""

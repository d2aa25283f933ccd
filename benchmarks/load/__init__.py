"""Many at once: sessions that speak as a browser does, on one process of the app."""

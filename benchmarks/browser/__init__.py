"""The map as somebody at a browser meets it: a real Chromium, beside pages made the plain way."""

"""The command line. ``python -m ivbgeo`` and ``ivbgeo`` are the same."""

from ivbgeo.cli.main import app, main

__all__ = ["app", "main"]

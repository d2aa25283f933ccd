"""``python -m ivbgeo``."""

from ivbgeo.cli import main

main()

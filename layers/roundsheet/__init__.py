"""A sheet for a round of a WAS-team: one A4."""

from layers.roundsheet.paper import round_document, round_pdf

__all__ = ["round_document", "round_pdf"]

"""A wijkprofiel on paper: four pages at most."""

from layers.profile.paper import profile_document, profile_pdf

__all__ = ["profile_document", "profile_pdf"]

"""The dossier of a camera area as a document: for Word and on paper."""

from layers.dossier.paper import FORMS, dossier_bytes, dossier_document

__all__ = ["FORMS", "dossier_bytes", "dossier_document"]

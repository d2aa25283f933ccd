"""The store: the only place where SQL is written."""

from ivbgeo.store.store import Store

__all__ = ["Store"]

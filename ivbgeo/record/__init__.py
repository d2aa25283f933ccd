"""The record of access: who looked at what is not open, and who changed something, in a chain."""

from __future__ import annotations

from ivbgeo.record.entry import Act, Entry

__all__ = ["Act", "Entry"]

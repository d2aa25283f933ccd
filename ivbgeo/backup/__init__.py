"""A reservekopie: all that the store holds in one file, and that file back into a store."""

from __future__ import annotations

from ivbgeo.backup.making import make_backup
from ivbgeo.backup.manifest import Manifest
from ivbgeo.backup.restoring import Restored, restore

__all__ = ["Manifest", "Restored", "make_backup", "restore"]

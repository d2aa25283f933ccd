"""Shielding: what withholding leaves of the intern rows (incidents, cases), kept for everybody.

It is decided once for a version of the data; who may not see exact counts reads ``shown``.
"""

from ivbgeo.shielding.shown import Shown, shown

__all__ = ["Shown", "shown"]

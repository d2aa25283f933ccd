"""Withholding: which counts of a table are not shown, so that no small one can be worked out.

Pure; what is shown is decided once for a data version, and everything that shows counts reads that.
"""

from ivbgeo.withholding.axis import Axis
from ivbgeo.withholding.deciding import THRESHOLDS, large_slices, withhold
from ivbgeo.withholding.table import Published, State, Table

__all__ = ["THRESHOLDS", "Axis", "Published", "State", "Table", "large_slices", "withhold"]

"""What a worker has ready before it is there; imported by the process that workers are copies of.

A first placing brings the machine code into memory: a third of a second that no worker needs then.
"""

from __future__ import annotations

import numpy as np
import shapely

import ivbgeo.bulk.counting
import ivbgeo.bulk.parts  # noqa: F401 - it is for the loading
from geo import Locator

__all__: list[str] = []

# So many that an index is worth building, and is searched as it is for files.
_POINTS = np.zeros(200_000)

Locator(np.array([shapely.box(0.0, 0.0, 1.0, 1.0)])).locate(_POINTS, _POINTS)

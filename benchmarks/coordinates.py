"""RD New to WGS84 and back in bulk: how fast beside pyproj's own choice, and how far off."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import numpy as np
from pyproj import Transformer
from pyproj.transformer import TransformerGroup

from benchmarks.finding import Finding, at_most, duration, plain
from benchmarks.ground import ground
from benchmarks.timing import in_turns, say
from geo import RdPoints, WgsPoints, to_rd, to_wgs84

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["measure"]

_OURS, _BACK, _PEER = "to_wgs84", "to_rd", "pyproj's own choice, to WGS84"
_RD, _ETRS89 = 28992, 4258
_ERROR = 0.25
# Check points published with RDNAPTRANS2018 (NSGI): lat, lon in ETRS89, x, y in RD. The two on land
# where leaving out the grid matters most, and the one nearest to Zoetermeer.
_CHECKED = np.array(
    [
        (53.018210343, 7.187513271, 275803.8387, 560538.4555),
        (53.18552576, 7.211562023, 276946.129, 579194.6269),
        (52.061520691, 4.545929519, 97308.2746, 452914.4799),
    ]
)


def measure(fewer: int) -> Iterator[Finding]:
    """Measure the speed on 10,000,000 points divided by ``fewer``, and the error in metres."""
    number = 10_000_000 // fewer
    subject = f"{number:,} points"
    say(subject)
    x, y = ground("nation").points(number)
    there = RdPoints(x, y)
    degrees = to_wgs84(there)
    peer = Transformer.from_crs(_RD, 4326, always_xy=True)
    times = in_turns(
        {
            _OURS: lambda: to_wgs84(there),
            _BACK: lambda: to_rd(degrees),
            _PEER: lambda: peer.transform(x, y),
        },
        rounds=3,
    )
    for name, timing in times.items():
        speed = f"{number / timing.median / 1e6:,.3g} million points a second"
        yield plain(subject, name, f"{duration(timing.median)}, {speed}")
    yield plain(subject, f"{_PEER} / {_OURS}", str(times[_PEER].over(times[_OURS])))
    yield from _errors()


def _errors() -> Iterator[Finding]:
    lat, lon, x, y = _CHECKED.T
    ours = to_rd(WgsPoints(lon, lat))
    error = float(np.hypot(ours.x - x, ours.y - y).max())
    subject = "published check points"
    yield at_most(subject, "error without the grid", error, _ERROR, f"{error:.3f} m", "0.25 m")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that the grid is not there is what is asked
        group = TransformerGroup(_ETRS89, _RD, always_xy=True)
    best = group.transformers[0]
    far = float(np.hypot(*(np.array(best.transform(lon, lat)) - [x, y])).max())
    whether = "with the grid" if group.best_available else "the grid is not installed here"
    yield plain(subject, f"error of pyproj's own choice ({whether})", f"{far:.4f} m")

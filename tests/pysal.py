"""PySAL's esda as a reference, and an example that comes with it.

Numba would compile its permutations for half a minute; as plain Python they are as quick as the
tests need.
"""

import warnings

import numba
import numpy as np

from geo import Neighbours

_compiles = numba.config.DISABLE_JIT
numba.config.DISABLE_JIT = True
import esda  # noqa: E402 - see above
import libpysal  # noqa: E402 - see above

numba.config.DISABLE_JIT = _compiles
esda.crand.boolean = bool  # as esda itself has it where there is no Numba

__all__ = ["esda", "neighbours_of", "quietly", "sids"]


def sids():
    """Sudden infant deaths and births in the 100 counties of North Carolina, 1979 to 1984.

    Cressie, N. and Chan, N. H. (1989). Spatial modeling of regional variables. Journal of the
    American Statistical Association 84, 393-401.
    """
    file = libpysal.io.open(libpysal.examples.get_path("sids2.gal"))
    weights = file.read()
    file.close()
    table = libpysal.io.open(libpysal.examples.get_path("sids2.dbf"))
    deaths, births = (np.array(table.by_col(name), float) for name in ("SID79", "BIR79"))
    table.close()
    return deaths, births, weights


def neighbours_of(weights):
    """Give their neighbours as ours."""
    place = {name: at for at, name in enumerate(weights.id_order)}
    pairs = [(place[a], place[b]) for a in weights.id_order for b in weights.neighbors[a]]
    one, other = np.array(pairs, dtype=np.intp).reshape(-1, 2).T
    return Neighbours.of_pairs(one, other, len(place))


def quietly(function, *given, **named):
    """Call what warns that its defaults will change."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return function(*given, **named)

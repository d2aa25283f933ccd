"""On which side of an edge a point lies: certain, also where rounding could decide it.

Written so that it runs as it stands and can be compiled as well; see
``docs/adr/0013-exact-placing.md`` for why the answer is certain.
"""

from __future__ import annotations

import numpy as np

__all__ = ["CERTAIN", "exact_side"]

CERTAIN = 3.3306690738754716e-16
"""(3 + 16 u) u with u = 2**-53: the determinant of the side is right in sign where it is at least
this part of the sum of the sizes of its two products (Shewchuk 1997, bound A of orient2d)."""

# 2**27 + 1 cuts a float64 in two halves of which products are exact (Dekker 1971).
_SPLIT = 134217729.0
_TERMS = 16


def exact_side(x0: float, y0: float, x1: float, y1: float, x: float, y: float) -> int:
    """Tell on which side of the line through two corners a point lies, in exact arithmetic.

    The determinant (x0-x)(y1-y) - (y0-y)(x1-x) as a sum of sixteen float64 numbers without
    rounding, after Shewchuk, "Adaptive precision floating-point arithmetic and fast robust
    geometric predicates" (1997).

    Parameters
    ----------
    x0, y0, x1, y1
        The corners.
    x, y
        The point. All of them finite, and 0 or between 1e-140 and 1e140 in size.

    Returns
    -------
    int
        1 to the left of the way from the first corner to the second, -1 to the right, 0 on it.
    """
    total = np.zeros(_TERMS)
    length = 0
    for product in range(2):
        if product == 0:
            a, b, c, d, sign = x0, x, y1, y, 1.0
        else:
            a, b, c, d, sign = y0, y, x1, x, -1.0
        high_a = a - b
        near = a - high_a
        low_a = (a - (high_a + near)) + (near - b)
        high_c = c - d
        near = c - high_c
        low_c = (c - (high_c + near)) + (near - d)
        for which in range(4):
            p = high_a if which < 2 else low_a  # noqa: PLR2004 - two of the four have it
            q = high_c if which % 2 == 0 else low_c
            high = p * q
            t = _SPLIT * p
            p_high = t - (t - p)
            p_low = p - p_high
            t = _SPLIT * q
            q_high = t - (t - q)
            q_low = q - q_high
            low = p_low * q_low - (((high - p_high * q_high) - p_low * q_high) - p_high * q_low)
            # A sum without rounding: what does not fit into one number stays behind in the next.
            for term in range(2):
                add = sign * (low if term == 0 else high)
                for i in range(length):
                    whole = add + total[i]
                    part = whole - add
                    total[i] = (add - (whole - part)) + (total[i] - part)
                    add = whole
                total[length] = add
                length += 1
    # The parts do not overlap and grow in size: the last that is not 0 has the sign of all.
    for i in range(_TERMS - 1, -1, -1):
        if total[i] != 0.0:
            return 1 if total[i] > 0.0 else -1
    return 0

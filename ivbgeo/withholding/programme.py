"""Linear programmes over counts: how far a sum can go, given the sums that are known. By HiGHS."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import highspy
import numpy as np

from ivbgeo.solver import silent

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csc_array

__all__ = ["Programme"]

_OFF = 1e-6


class Programme:
    """Amounts from 0 of which sums are known.

    Parameters
    ----------
    rows
        What each sum is made of, shape (sums, amounts), zeros and ones.
    least, most
        Between which each sum is, shape (sums,).
    upper
        How much each amount may be, shape (amounts,).
    quick
        Whether to look from inside, which is quicker for a programme that is asked once; the answer
        lies near the best then, and is as true. Otherwise a question starts from the last answer.
    """

    def __init__(
        self,
        rows: csc_array,
        least: NDArray[np.float64],
        most: NDArray[np.float64],
        upper: NDArray[np.float64],
        *,
        quick: bool = False,
    ) -> None:
        self._highs: Any = silent()
        self._highs.setOptionValue("random_seed", 1)
        self._highs.setOptionValue("threads", 1)
        if quick:
            self._highs.setOptionValue("solver", "ipm")
            self._highs.setOptionValue("run_crossover", "off")
        else:
            self._highs.setOptionValue("solver", "simplex")
            self._highs.setOptionValue("simplex_strategy", _PRIMAL)
            self._highs.setOptionValue("presolve", "off")
        model = highspy.HighsLp()
        model.num_row_, model.num_col_ = rows.shape
        model.col_cost_ = np.zeros(rows.shape[1])
        model.col_lower_, model.col_upper_ = np.zeros(rows.shape[1]), upper
        model.row_lower_, model.row_upper_ = least, most
        model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        model.a_matrix_.start_, model.a_matrix_.index_ = rows.indptr, rows.indices
        model.a_matrix_.value_ = rows.data.astype(np.float64)
        model.sense_ = highspy.ObjSense.kMaximize
        self._highs.passModel(model)
        self._quick = quick
        self._count = rows.shape[1]

    def add(self, rows: csc_array, upper: NDArray[np.float64]) -> None:
        """Take in more amounts: what sums have of them, shape (sums, amounts); and as above."""
        more = rows.shape[1]
        none = np.zeros(more)
        entries = (rows.nnz, rows.indptr[:-1], rows.indices, rows.data.astype(np.float64))
        self._highs.addCols(more, none, none, upper, *entries)
        self._count += more

    def free(self, row: int) -> None:
        """Forget what a sum is."""
        self._highs.changeRowBounds(row, -highspy.kHighsInf, highspy.kHighsInf)

    def furthest(
        self, gains: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Give the amounts that gain most.

        Returns
        -------
        amounts, prices
            Shape (amounts,); and what each sum holds back, shape (sums,).

        Raises
        ------
        RuntimeError
            If the solver fails.
        """
        everything = np.arange(self._count, dtype=np.int32)
        self._highs.changeColsCost(self._count, everything, gains.astype(np.float64))
        self._highs.run()
        if not self._exact():
            # Rather slow than inexact: what it says has to be a table that could be.
            self._highs.clearSolver()
            self._highs.setOptionValue("solver", "simplex")
            self._highs.run()
            self._highs.setOptionValue("solver", "ipm" if self._quick else "simplex")
        if not self._exact():
            raise RuntimeError(self._highs.modelStatusToString(self._highs.getModelStatus()))
        solution = self._highs.getSolution()
        return np.array(solution.col_value), np.array(solution.row_dual)

    def _exact(self) -> bool:
        off = self._highs.getInfo().max_primal_infeasibility
        status = self._highs.getModelStatus()
        return bool(status == highspy.HighsModelStatus.kOptimal and off < _OFF)


_PRIMAL = 4  # what HiGHS calls the way that goes on from the last table when only gains differ

"""Linear programmes over counts: how far a sum can go, given the sums that are known. By HiGHS."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import highspy
import numpy as np

from ivbgeo.solver import silent

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

__all__ = ["Programme"]

_OFF = 1e-6


class Programme:
    """Changes of counts that leave sums as they are.

    Parameters
    ----------
    rows
        Sums that stay, shape (rows, pieces), zeros and ones.
    lower, upper
        How much each piece may change, shape (pieces,).
    quick
        Whether to look from inside, which is quicker for many pieces at once; the answer lies near
        the best then, and is as true.
    """

    def __init__(
        self,
        rows: csr_array,
        lower: NDArray[np.float64],
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
        model = highspy.HighsLp()
        model.num_row_, model.num_col_ = rows.shape
        model.col_cost_ = np.zeros(rows.shape[1])
        model.col_lower_, model.col_upper_ = lower, upper
        model.row_lower_ = model.row_upper_ = np.zeros(rows.shape[0])
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_, model.a_matrix_.index_ = rows.indptr, rows.indices
        model.a_matrix_.value_ = rows.data.astype(np.float64)
        model.sense_ = highspy.ObjSense.kMaximize
        self._highs.passModel(model)
        self._quick = quick
        self._all = np.arange(rows.shape[1], dtype=np.int32)

    def furthest(
        self, gains: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Change as much as can be of what gains.

        Returns
        -------
        change, prices
            Change of each piece, shape (pieces,); and what each sum holds back, shape (rows,).

        Raises
        ------
        RuntimeError
            If the solver fails.
        """
        self._highs.changeColsCost(len(self._all), self._all, gains.astype(np.float64))
        self._highs.run()
        status = self._highs.getModelStatus()
        if self._quick and not self._exact(status):
            # Rather slow than inexact: what it says has to be a table that could be.
            self._highs.setOptionValue("solver", "simplex")
            self._highs.run()
            self._highs.setOptionValue("solver", "ipm")
            status = self._highs.getModelStatus()
        if status != highspy.HighsModelStatus.kOptimal:
            raise RuntimeError(self._highs.modelStatusToString(status))
        solution = self._highs.getSolution()
        return np.array(solution.col_value), np.array(solution.row_dual)

    def _exact(self, status: Any) -> bool:
        off = self._highs.getInfo().max_primal_infeasibility
        return bool(status == highspy.HighsModelStatus.kOptimal and off < _OFF)

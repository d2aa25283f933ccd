"""Choosing sites: which of many see most, exactly, with what is known of how good that is.

Pure functions on arrays; what a site sees is a matrix of sites by demand, made by distance here or
by lines of sight elsewhere.
"""

from ivbgeo.planning.choosing import Choice, choose, choose_greedily
from ivbgeo.planning.curve import Step, curve
from ivbgeo.planning.hindsight import Score, hindsight
from ivbgeo.planning.reach import hottest, within_reach
from ivbgeo.planning.sites import Aim, Limits, Sites, cost_over

__all__ = [
    "Aim",
    "Choice",
    "Limits",
    "Score",
    "Sites",
    "Step",
    "choose",
    "choose_greedily",
    "cost_over",
    "curve",
    "hindsight",
    "hottest",
    "within_reach",
]

"""Scenarios: the whole question of where cameras would help, its answer, and what is kept of both.

What is pure stands in ``ivbgeo.planning``; here it meets the store, the register and kept files.
"""

from ivbgeo.scenario.answer import Option, Place, ScenarioAnswer
from ivbgeo.scenario.comparing import Comparison, compare
from ivbgeo.scenario.gathering import must_plan
from ivbgeo.scenario.keeping import Kept, KeptScenario, keep, read, scenarios, withdraw
from ivbgeo.scenario.question import DemandFrom, Scenario, Years
from ivbgeo.scenario.working import measured, work_out

__all__ = [
    "Comparison",
    "DemandFrom",
    "Kept",
    "KeptScenario",
    "Option",
    "Place",
    "Scenario",
    "ScenarioAnswer",
    "Years",
    "compare",
    "keep",
    "measured",
    "must_plan",
    "read",
    "scenarios",
    "withdraw",
    "work_out",
]

"""The register of cameras: what is there, what was said of it before, and what is due."""

from ivbgeo.register.agenda import calendar
from ivbgeo.register.called import called
from ivbgeo.register.changing import add, change, may_change, put_back, withdraw
from ivbgeo.register.deadlines import Deadline, DeadlineKind, deadlines
from ivbgeo.register.listing import cameras, designations, file_says, history, standing, withdrawn

__all__ = [
    "Deadline",
    "DeadlineKind",
    "add",
    "calendar",
    "called",
    "cameras",
    "change",
    "deadlines",
    "designations",
    "file_says",
    "history",
    "may_change",
    "put_back",
    "standing",
    "withdraw",
    "withdrawn",
]

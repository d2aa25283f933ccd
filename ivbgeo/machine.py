"""Who runs a command: who has a shell on the machine of the store has that store."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING

from ivbgeo.settings import Settings
from ivbgeo.viewer import Role, Viewer

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["account", "beheerder", "viewer_as"]


@cache
def account() -> str:
    """Give ``account`` and the name of the account that this process runs as.

    As the machine has it: a variable such as LOGNAME is whatever somebody sets it to.
    """
    try:
        import pwd  # noqa: PLC0415 - not on Windows

        name = pwd.getpwuid(os.getuid()).pw_name
    except ImportError:
        name = os.getlogin()
    except KeyError:  # a number without a name, as in some containers
        name = str(os.getuid())
    return f"account {name}"


def beheerder() -> Viewer:
    """Give who runs this as the beheerder, which is what the machine makes them."""
    return Viewer(Role.BEHEER, who=account())


def viewer_as(role: Role, wijken: Iterable[str] | None = None) -> Viewer:
    """Give who runs this as somebody of another role, who would see less: ``--as``, ``--wijk``.

    Raises
    ------
    SettingsError
        If a setting of who sees what says something else than it can.
    """
    return Viewer.under(Settings.load(), role, wijken or (), account())

"""Scenarios: what was asked of sites for cameras, and what came out. None is overwritten."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update

from ivbgeo.store.schema import scenario

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection, Row

__all__ = ["add_scenario", "all_tokens", "list_scenarios", "read_scenario", "withdraw_scenario"]

_ABOUT = [column for column in scenario.c if column.name not in {"question", "answer"}]


def add_scenario(
    connection: Connection, token: str, name: str, question: str, answer: str, by: str
) -> None:
    """Keep one."""
    told = {
        "token": token,
        "name": name,
        "made_at": datetime.now(UTC),
        "made_by": by,
        "question": question,
        "answer": answer,
    }
    connection.execute(insert(scenario), told)


def list_scenarios(connection: Connection) -> tuple[Row[Any], ...]:
    """Give those that are offered, without question and answer; the newest first."""
    query = select(*_ABOUT).where(scenario.c.withdrawn_at.is_(None))
    return tuple(connection.execute(query.order_by(scenario.c.id.desc())))


def all_tokens(connection: Connection) -> tuple[str, ...]:
    """Give the token of each, also of those that were withdrawn."""
    return tuple(connection.execute(select(scenario.c.token).order_by(scenario.c.id)).scalars())


def read_scenario(connection: Connection, token: str) -> Row[Any] | None:
    """Give one by its token, also if it was withdrawn; None if there is none."""
    return connection.execute(select(scenario).where(scenario.c.token == token)).first()


def withdraw_scenario(connection: Connection, token: str) -> bool:
    """Offer one no more; tells whether it was offered."""
    here = (scenario.c.token == token) & scenario.c.withdrawn_at.is_(None)
    query = update(scenario).where(here).values(withdrawn_at=datetime.now(UTC))
    return connection.execute(query).rowcount == 1

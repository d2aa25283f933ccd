"""What the tables of the store share: how their keys are called, and what goes with what."""

from __future__ import annotations

from sqlalchemy import ForeignKey, MetaData

__all__ = ["metadata", "of"]

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def of(table: str, *, cascade: bool = True) -> ForeignKey:
    """Give the column that says of which row of another table a row is, and goes with it."""
    return ForeignKey(f"{table}.id", ondelete="CASCADE" if cascade else None)

"""Inspanningen have versions, and can be changed; those of the documents become their first.

Which counts tell of a speerpunt.
"""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_OLD = sa.table(
    "measure",
    *map(sa.column, ("id", "speerpunt_code", "number", "measure", "partner", "source", "remark")),
)


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "speerpunt_category",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dataset_id", sa.Integer(), nullable=False),
        sa.Column("speerpunt_code", sa.String(length=80), nullable=False),
        sa.Column("category", sa.String(length=60), nullable=False),
        sa.Column("basis", sa.String(length=20), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dataset_id"],
            ["dataset.id"],
            name=op.f("fk_speerpunt_category_dataset_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_speerpunt_category")),
    )
    _to_versions()


def _to_versions() -> None:
    # Each row was a partner of an inspanning.
    found: dict[str, list[Any]] = {}
    for row in op.get_bind().execute(sa.select(_OLD).order_by(_OLD.c.id)):
        found.setdefault(f"{row.speerpunt_code}.{row.number}", []).append(row)
    op.drop_table("measure")
    measure = op.create_table(
        "measure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(length=120), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure")),
        sa.UniqueConstraint("origin", name=op.f("uq_measure_origin")),
    )
    version = op.create_table(
        "measure_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("measure_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(length=20), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("lead", sa.Text(), nullable=False),
        sa.Column("partners", sa.Text(), nullable=False),
        sa.Column("area_code", sa.String(length=12), nullable=True),
        sa.Column("level", sa.String(length=10), nullable=True),
        sa.Column("division_year", sa.Integer(), nullable=True),
        sa.Column("starts", sa.Date(), nullable=True),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.Column("open_ended", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("speerpunt_code", sa.String(length=80), nullable=True),
        sa.Column("category", sa.String(length=60), nullable=True),
        sa.Column("indicator", sa.String(length=80), nullable=True),
        sa.Column("classification", sa.String(length=20), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(area_code IS NULL) = (level IS NULL) AND (area_code IS NULL) = (division_year "
            "IS NULL)",
            name=op.f("ck_measure_version_area"),
        ),
        sa.CheckConstraint(
            "starts IS NULL OR ends IS NULL OR starts <= ends",
            name=op.f("ck_measure_version_dates"),
        ),
        sa.CheckConstraint(
            "NOT open_ended OR ends IS NULL", name=op.f("ck_measure_version_open_ended")
        ),
        sa.CheckConstraint(
            "classification IN ('open', 'intern')", name=op.f("ck_measure_version_class")
        ),
        sa.ForeignKeyConstraint(
            ["measure_id"],
            ["measure.id"],
            name=op.f("fk_measure_version_measure_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure_version")),
        sa.UniqueConstraint(
            "measure_id", "version", name=op.f("uq_measure_version_measure_id_version")
        ),
    )
    now = datetime.now(UTC)
    for origin, rows in found.items():
        number = op.get_bind().execute(
            sa.insert(measure).returning(measure.c.id), {"origin": origin}
        )
        said = {
            "measure_id": number.scalar_one(),
            "version": 1,
            "changed_at": now,
            "changed_by": "bron",
            "withdrawn": False,
            "title": rows[0].measure,
            "lead": "",
            "partners": "\n".join(row.partner for row in rows),
            "open_ended": False,
            "status": "onbekend",
            "speerpunt_code": rows[0].speerpunt_code,
            "classification": "open",
            "source": rows[0].source,
            "remark": rows[0].remark,
        }
        op.get_bind().execute(sa.insert(version), said)

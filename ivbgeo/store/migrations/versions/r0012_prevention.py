"""Prevention: groups of neighbours, areas, rounds, zones and evenings; stille and enge plekken."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_KINDS = (
    "kind IN ('groep', 'was-gebied', 'ronde', 'alcoholverbod', 'drugsverbod', 'vuurwerkvrij', "
    "'avond')"
)
_AREA = "(area_code IS NULL) = (level IS NULL) AND (area_code IS NULL) = (division_year IS NULL)"
_DATES = "valid_from IS NULL OR valid_to IS NULL OR valid_from <= valid_to"
_CLASS = "classification IN ('open', 'intern')"
_SPOT = {
    "kind": "kind IN ('stil', 'eng', 'beide')",
    "light": "light IN ('goed', 'zwak', 'kapot', 'geen', 'onbekend')",
    "status": "status IN ('gemeld', 'in_behandeling', 'opgelost')",
    "solved": "(status = 'opgelost') = (solved IS NOT NULL)",
    "dates": "solved IS NULL OR reported <= solved",
}


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "prevention_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dataset_id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=120), nullable=False),
        *_prevention("prevention_row"),
        _of("prevention_row", "dataset_id", "dataset"),
        _of("prevention_row", "import_id", "import_record"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prevention_row")),
    )
    for name in ("dataset_id", "import_id"):
        op.create_index(op.f(f"ix_prevention_row_{name}"), "prevention_row", [name])
    _versions("prevention", _prevention("prevention_version"))
    _versions(
        "spot",
        (
            sa.Column("kind", sa.String(length=10), nullable=False),
            *(sa.Column(name, sa.Float(), nullable=False) for name in ("x", "y")),
            sa.Column("light", sa.String(length=10), nullable=False),
            sa.Column("status", sa.String(length=20), nullable=False),
            sa.Column("reported", sa.Date(), nullable=False),
            sa.Column("solved", sa.Date()),
            sa.Column("remark", sa.Text(), nullable=False),
            *(
                sa.CheckConstraint(rule, name=op.f(f"ck_spot_version_{name}"))
                for name, rule in _SPOT.items()
            ),
        ),
    )


def _prevention(table: str) -> tuple[sa.Column[Any] | sa.CheckConstraint, ...]:
    return (
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("border", sa.LargeBinary()),
        sa.Column("area_code", sa.String(length=12)),
        sa.Column("level", sa.String(length=10)),
        sa.Column("division_year", sa.Integer()),
        *(sa.Column(name, sa.Date()) for name in ("valid_from", "valid_to")),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("times", "contact_role", "contact", "decision", "place")
        ),
        sa.Column("classification", sa.String(length=20), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("source", "remark")),
        *(
            sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))
            for name, rule in (
                ("kind", _KINDS),
                ("area", _AREA),
                ("dates", _DATES),
                ("class", _CLASS),
            )
        ),
    )


def _of(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"), ondelete="CASCADE"
    )


def _versions(owner: str, said: tuple[Any, ...]) -> None:
    version = f"{owner}_version"
    op.create_table(
        owner,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{owner}")),
        sa.UniqueConstraint("origin", name=op.f(f"uq_{owner}_origin")),
        # The number of one that was erased is not given to another.
        sqlite_autoincrement=owner == "spot",
    )
    op.create_table(
        version,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(f"{owner}_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(length=20), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        *said,
        _of(version, f"{owner}_id", owner),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{version}")),
        sa.UniqueConstraint(
            f"{owner}_id", "version", name=op.f(f"uq_{version}_{owner}_id_version")
        ),
    )

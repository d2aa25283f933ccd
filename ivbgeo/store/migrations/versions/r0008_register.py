"""Cameras and camera areas have versions; what a planner brings along and works out is kept.

A row of a camera area says what the register says of one, and can come from a file.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_KIND = "kind IN ('vast', 'tijdelijk')"
_PLACE = "(x IS NULL) = (y IS NULL)"
_POINT = "(lon IS NULL) = (lat IS NULL)"
_AREA = "(area_code IS NULL) = (level IS NULL) AND (area_code IS NULL) = (division_year IS NULL)"
_CLASS = "classification IN ('open', 'intern')"
_SAME = (
    *("dataset_id", "code", "name", "kind", "area_code", "level", "division_year", "place_name"),
    *("lon", "lat", "precision", "source", "remark"),
)
_OLD = sa.table(
    "camera_area",
    *map(sa.column, (*_SAME, "since", "decision", "evaluation")),
    sa.column("until", sa.Date()),
)
_TEXTS = (
    *("signs", "live_viewing", "consultation"),
    *("necessity", "proportionality", "subsidiarity", "withdrawal"),
)


def upgrade() -> None:
    """Go forward."""
    with op.batch_alter_table("camera") as camera:
        for name in ("height", "pixels", "lens", "installation", "removal"):
            camera.add_column(sa.Column(name, sa.Float(), nullable=True))
        camera.add_column(sa.Column("designation", sa.Text(), nullable=True))
    _camera_areas()
    _versions()
    _kept()


def _camera_areas() -> None:
    rows = [dict(row) for row in op.get_bind().execute(sa.select(_OLD)).mappings()]
    op.drop_table("camera_area")
    table = op.create_table(
        "camera_area",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dataset_id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("line", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(length=120), nullable=False),
        *_designation("camera_area"),
        *(
            sa.ForeignKeyConstraint(
                [f"{name}_id"],
                [f"{table}.id"],
                name=op.f(f"fk_camera_area_{name}_id"),
                ondelete="CASCADE",
            )
            for name, table in (("dataset", "dataset"), ("import", "import_record"))
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_camera_area")),
    )
    op.create_index(op.f("ix_camera_area_import_id"), "camera_area", ["import_id"])
    blank = dict.fromkeys(_TEXTS, "")
    for row in rows:
        said: dict[str, Any] = {
            "starts": row.pop("since"),
            "ends": row.pop("until"),
            "order": row.pop("decision"),
            "evaluation_every": row.pop("evaluation"),
            "bylaw": "",
            "classification": "open",
        }
        op.get_bind().execute(sa.insert(table), blank | row | said)


def _versions() -> None:
    for owner, said in (
        (
            "camera_entry",
            (*_camera("camera_version"), sa.Column("remark", sa.Text(), nullable=False)),
        ),
        ("designation", _designation("designation_version")),
    ):
        version = owner.removesuffix("_entry") + "_version"
        op.create_table(
            owner,
            sa.Column("id", sa.Integer(), nullable=False),
            sa.Column("origin", sa.Text(), nullable=True),
            sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{owner}")),
            sa.UniqueConstraint("origin", name=op.f(f"uq_{owner}_origin")),
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
            sa.ForeignKeyConstraint(
                [f"{owner}_id"],
                [f"{owner}.id"],
                name=op.f(f"fk_{version}_{owner}_id"),
                ondelete="CASCADE",
            ),
            sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{version}")),
            sa.UniqueConstraint(
                f"{owner}_id", "version", name=op.f(f"uq_{version}_{owner}_id_version")
            ),
        )


def _camera(table: str) -> tuple[sa.Column[Any] | sa.CheckConstraint, ...]:
    numbers = (
        *("x", "y", "direction", "angle", "reach", "height", "pixels", "lens"),
        *("yearly_cost", "installation", "removal"),
    )
    return (
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        *(sa.Column(name, sa.Date()) for name in ("valid_from", "valid_to", "evaluation")),
        sa.Column("decision", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Float()) for name in numbers),
        sa.Column("designation", sa.Text()),
        sa.CheckConstraint(_KIND, name=op.f(f"ck_{table}_kind")),
        sa.CheckConstraint(_PLACE, name=op.f(f"ck_{table}_place")),
        sa.CheckConstraint(
            "valid_from IS NULL OR valid_to IS NULL OR valid_from <= valid_to",
            name=op.f(f"ck_{table}_dates"),
        ),
    )


def _designation(table: str) -> tuple[sa.Column[Any] | sa.CheckConstraint, ...]:
    return (
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("starts", sa.String(length=10), nullable=False),
        *(sa.Column(name, sa.Date()) for name in ("ends", "withdrawn_on", "evaluation")),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("evaluation_every", "order", "bylaw")
        ),
        sa.Column("border", sa.LargeBinary()),
        sa.Column("area_code", sa.String(length=12)),
        sa.Column("level", sa.String(length=10)),
        sa.Column("division_year", sa.Integer()),
        sa.Column("place_name", sa.Text(), nullable=False),
        sa.Column("lon", sa.Float()),
        sa.Column("lat", sa.Float()),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("precision", *_TEXTS)),
        sa.Column("retention_days", sa.Integer()),
        sa.Column("classification", sa.String(length=20), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.CheckConstraint(_KIND, name=op.f(f"ck_{table}_kind")),
        sa.CheckConstraint(_AREA, name=op.f(f"ck_{table}_area")),
        sa.CheckConstraint(_POINT, name=op.f(f"ck_{table}_place")),
        sa.CheckConstraint(_CLASS, name=op.f(f"ck_{table}_class")),
        sa.CheckConstraint("retention_days BETWEEN 1 AND 28", name=op.f(f"ck_{table}_retention")),
    )


def _kept() -> None:
    op.create_table(
        "planner_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.String(length=20), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planner_file")),
        sa.UniqueConstraint("kind", "sha256", name=op.f("uq_planner_file_kind_sha256")),
    )
    op.create_table(
        "scenario",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(length=20), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True)),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scenario")),
        sa.UniqueConstraint("token", name=op.f("uq_scenario_token")),
    )

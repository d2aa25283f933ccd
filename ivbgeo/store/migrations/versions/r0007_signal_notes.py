"""What was done about a signal."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "signal_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("area_code", sa.String(length=12), nullable=False),
        sa.Column("level", sa.String(length=10), nullable=False),
        sa.Column("division_year", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(length=60), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("noted_by", sa.String(length=20), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "status IN ('nieuw', 'bekeken', 'actie', 'geen_actie')",
            name=op.f("ck_signal_note_status"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signal_note")),
    )
    op.create_index("ix_signal_note_month", "signal_note", ["month"])

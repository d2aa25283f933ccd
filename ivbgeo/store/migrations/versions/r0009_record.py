"""The record of access: its lines can be added, and by nothing of ours changed or taken away."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_KEPT = "OLD.number >= (SELECT kept_from FROM record_head)"
_SQLITE = (
    """CREATE TRIGGER record_line_stays BEFORE UPDATE ON record_line
    BEGIN SELECT RAISE(ABORT, 'a line of the record stays as it is'); END""",
    f"""CREATE TRIGGER record_line_kept BEFORE DELETE ON record_line WHEN {_KEPT}
    BEGIN SELECT RAISE(ABORT, 'a line of the record is kept'); END""",
)
_POSTGRESQL = (
    f"""CREATE FUNCTION record_line_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' THEN
            IF NOT ({_KEPT}) THEN RETURN OLD; END IF;
        END IF;
        RAISE EXCEPTION 'a line of the record stays as it is';
    END $$""",
    """CREATE TRIGGER record_line_stays BEFORE UPDATE OR DELETE ON record_line
    FOR EACH ROW EXECUTE FUNCTION record_line_stays()""",
    """CREATE TRIGGER record_line_whole BEFORE TRUNCATE ON record_line
    FOR EACH STATEMENT EXECUTE FUNCTION record_line_stays()""",
)


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "record_line",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("act", sa.String(length=20), nullable=False),
        sa.Column("what", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("who", sa.String(length=200), nullable=False),
        sa.Column("area_code", sa.String(length=12)),
        sa.Column("level", sa.String(length=10)),
        sa.Column("division_year", sa.Integer()),
        sa.Column("detail", sa.String(length=200), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_record_line")),
    )
    head = op.create_table(
        "record_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("kept_from", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_record_head_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_head")),
    )
    op.bulk_insert(head, [{"id": 1, "number": 0, "hash": "0" * 64, "kept_from": 1}])
    sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in _SQLITE if sqlite else _POSTGRESQL:
        op.execute(statement)

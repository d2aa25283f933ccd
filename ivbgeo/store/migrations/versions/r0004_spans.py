"""Of which months there are counts is found in an index, without looking at every area."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_COLUMNS = ["dataset_id", "category", "first_month", "last_month", "division_id"]


def upgrade() -> None:
    """Go forward."""
    op.create_index("ix_area_count_spans", "area_count", _COLUMNS)
    # The new one begins with the same two columns.
    op.drop_index("ix_area_count_dataset_id_category", "area_count")

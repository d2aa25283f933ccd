"""Categories belong to what brought them; water is told apart; times of day are told apart."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    with op.batch_alter_table("area") as area:
        area.add_column(sa.Column("water", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("incident") as incident:
        incident.add_column(
            sa.Column("timed", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    # What was written before did not say; midnight, to the second, is a day without a time.
    op.execute(
        sa.text(
            "UPDATE incident SET timed = (CAST(starts AS VARCHAR) NOT LIKE '% 00:00:00%' "
            "AND (ends IS NULL OR CAST(ends AS VARCHAR) NOT LIKE '% 00:00:00%'))"
        )
    )
    with op.batch_alter_table("category") as category:
        category.add_column(sa.Column("dataset_id", sa.Integer(), nullable=True))
    op.execute(
        sa.text(
            "UPDATE category SET dataset_id = "
            "(SELECT min(id) FROM dataset WHERE key = 'categories')"
        )
    )
    # Without the dataset there is nothing that they could be of.
    op.execute(sa.text("DELETE FROM category WHERE dataset_id IS NULL"))
    with op.batch_alter_table("category") as category:
        category.alter_column("dataset_id", existing_type=sa.Integer(), nullable=False)
        category.create_foreign_key(
            op.f("fk_category_dataset_id"), "dataset", ["dataset_id"], ["id"], ondelete="CASCADE"
        )

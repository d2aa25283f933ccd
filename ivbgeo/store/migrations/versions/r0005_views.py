"""Where a camera looks, how wide and how far."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    with op.batch_alter_table("camera") as camera:
        for name in ("direction", "angle", "reach"):
            camera.add_column(sa.Column(name, sa.Float(), nullable=True))

"""An index of what is promised, client by client: lists sorted by promises, lateness or the next due date walk it.

Only an index: no row of any table is touched.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

PROMISED = sa.text("deleted_at IS NULL AND (CASE WHEN state IN ('promised', 'in delivery') THEN 1 ELSE 0 END) = 1")
COLUMNS = ["client", "due", "state", "deleted_at"]
"""The last two are there only so that no row is read for them."""


def upgrade() -> None:
    op.create_index("promised_commitment", "commitment", COLUMNS, sqlite_where=PROMISED, postgresql_where=PROMISED)

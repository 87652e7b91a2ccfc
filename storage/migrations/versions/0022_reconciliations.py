"""What a day's comparison and the looks between two passes need, and where sites call."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0020"

_MOMENTS = ("watched_since", "reconcile_at", "glance_at", "news_at")
# An id says when it was made (bot.domain.ids): that is when the account was connected first.
_CONNECTED = "UPDATE accounts SET watched_since = ((id >> 22) + 1577836800000) * 1000"


def upgrade() -> None:
    for name in _MOMENTS:
        op.add_column("accounts", sa.Column(name, sa.BigInteger(), nullable=True))
    op.add_column("accounts", sa.Column("reconciling", sa.Text(), nullable=True))
    op.add_column("accounts", sa.Column("glanced", sa.Text(), nullable=True))
    op.create_index(op.f("ix_accounts_reconcile_at"), "accounts", ["reconcile_at"])
    op.create_index(op.f("ix_accounts_glance_at"), "accounts", ["glance_at"])
    op.add_column("hooks", sa.Column("door", sa.Text(), nullable=True))
    op.execute(_CONNECTED)

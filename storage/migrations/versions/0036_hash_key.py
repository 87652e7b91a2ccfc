"""The key of the equality hashes lies in the database, sealed; what a lost key took is marked."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"


def upgrade() -> None:
    # The first start puts the key in: it alone has the vault's keys.
    op.create_table(
        "hash_keys",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hash_keys")),
    )
    op.add_column(
        "applications",
        sa.Column("contacts_lost", sa.Boolean(), server_default=sa.false(), nullable=False),
    )

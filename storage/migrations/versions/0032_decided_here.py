"""Decisions that stayed here are no answers: when each was made.

Of those made before, refusals are known: nothing was ever sent to the site that would tell them.
"""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"

_WAITING = "answered_at IS NULL AND decided_at IS NULL AND standing IS NULL"
_HERE = "decided_at IS NOT NULL AND answered_at IS NULL"
_COUNTED = ("workspace_id", "publication_id", "sent_at", "person_id", "stage", "reason", "acted_at")


def upgrade() -> None:
    op.add_column("applications", sa.Column("decided_at", sa.BigInteger(), nullable=True))
    op.execute(
        "UPDATE applications SET decided_at = answered_at, answered_at = NULL "
        "WHERE stage = 'rejected' AND answered_at IS NOT NULL AND standing IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM site_actions WHERE site_actions.application_id "
        "= applications.id AND site_actions.state NOT IN ('failed', 'withdrawn')) "
        # Whom somebody had talked to before was answered then.
        "AND NOT EXISTS (SELECT 1 FROM audit WHERE audit.workspace_id = applications.workspace_id "
        "AND audit.subject_id = applications.id AND audit.did = 'moved' "
        "AND audit.detail IN ('contact', 'interview', 'offer', 'hired'))"
    )
    op.drop_index("ix_applications_counted", "applications")
    op.create_index(
        "ix_applications_counted", "applications", [*_COUNTED, "answered_at", "decided_at"]
    )
    op.drop_index("ix_applications_waiting", "applications")
    _index("waiting", ["workspace_id", "sent_at", "id"], _WAITING)
    _index("here", ["workspace_id", "decided_at"], _HERE)


def _index(name: str, columns: list[str], where: str) -> None:
    op.create_index(
        f"ix_applications_{name}",
        "applications",
        columns,
        sqlite_where=sa.text(where),
        postgresql_where=sa.text(where),
    )

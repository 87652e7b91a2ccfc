"""A card that somebody sent through inline mode, for the suites of repositories."""

from dataclasses import replace
from typing import Any

from bot.domain.ids import ApplicationId, ShareId, new_id
from bot.domain.share import Share
from tests.contract.rows import Team
from tests.contract.stores import BOT
from tests.fakes import MORNING


def make_share(team: Team, application_id: ApplicationId, **changes: Any) -> Share:
    ids = (ShareId(new_id()), team.workspace.id, BOT, f"inline-{team.workspace.id}")
    return replace(Share(*ids, application_id, team.group.id, MORNING), **changes)

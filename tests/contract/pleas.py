"""A wish to have a colleague's candidate, for the tests of the stores."""

from bot.domain.application import Application
from bot.domain.ids import PleaId, new_id
from bot.domain.plea import Plea
from tests.contract.rows import Team
from tests.fakes import MORNING


def make_plea(application: Application, team: Team) -> Plea:
    """Of the owner's own, which the rows allow."""
    ids = (PleaId(new_id()), team.workspace.id, application.id, team.owner.id, team.owner.id)
    return Plea(*ids, MORNING)

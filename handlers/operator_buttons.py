"""What those may ask for who run the bot (OPERATORS), in their private chat; nobody else.

No company gives that right: each use case looks itself at who asks.
"""

from collections.abc import Mapping

from bot.usecases import steer_sites
from handlers.row import Row

OPERATOR_BUTTONS: Mapping[str, Row] = {
    "health": Row(steer_sites.AskHealth, None),
    "site_pause": Row(steer_sites.AskPause, None),
    "site_pause_yes": Row(steer_sites.PauseSite, None),
    "site_resume": Row(steer_sites.ResumeSite, None),
}
OPERATOR_COMMANDS: Mapping[str, Row] = {
    "health": OPERATOR_BUTTONS["health"],
    "pause_site": OPERATOR_BUTTONS["site_pause"],
    "resume_site": OPERATOR_BUTTONS["site_resume"],
}
"""For everybody else there are no commands of these names."""

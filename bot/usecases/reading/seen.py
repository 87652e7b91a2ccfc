"""What a group may see of who a candidate is: nothing, a part of the name, or all of it."""

from bot.domain.application import Application
from bot.domain.group import Group
from bot.domain.ids import ApplicationId
from bot.domain.masking import masked_name, scrubbed
from bot.domain.names import unnamed
from bot.domain.workspace import ChatKind, ChatLink


def is_hidden(link: ChatLink, one: Application) -> bool:
    """Whether the chat must not know who it is: nobody has taken the candidate so far."""
    group = link.kind is ChatKind.GROUP
    return group and Group.of(link).blind and one.handling.assignee_id is None


def name_in(link: ChatLink, one: Application) -> str:
    """As the chat may read it; empty where it stays hidden, or there is none."""
    if is_hidden(link, one):
        return ""
    masked = link.kind is ChatKind.GROUP and not Group.of(link).full
    return masked_name(one.name) if masked else one.name or ""


def number_of(application_id: ApplicationId) -> int:
    """What somebody whose name is hidden is called by: four digits that say nothing."""
    return application_id % 9000 + 1000


def text_in(link: ChatLink, one: Application, text: str | None) -> str:
    """Words about the candidate without contacts and, where it stays hidden, without the name."""
    found = scrubbed(text)
    return unnamed(found, one.name) if is_hidden(link, one) else found

"""What the site lets be done with one response: its `actions[]`, read and never guessed; pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.domain.reply import Offer, SiteText
from bot.domain.site_action import Kind
from sites.headhunter.access import MOVES, costs
from sites.headhunter.mapping import Item, id_of, name_of, objects
from sites.kit.lenient import text

_INVITES = ("phone_interview", "interview", "assessment")
_TEMPLATE = "/message_templates/"


def refused_at(stage: str) -> bool:
    """Whether a stage is one of refusals."""
    return stage.startswith("discard")


def invited_at(stage: str) -> bool:
    """Whether a stage is one of those that people are invited to."""
    return stage in _INVITES


_LEADS: Mapping[Kind, Callable[[str], bool]] = {Kind.INVITE: invited_at, Kind.REJECT: refused_at}


@dataclass(frozen=True, slots=True)
class Action:
    """One way on that the site offers; `leads` is the stage that it ends in."""

    path: str
    leads: str
    takes: frozenset[str]
    needs: frozenset[str]
    texts: tuple[SiteText, ...]

    @property
    def silent(self) -> bool:
        """It can go without a word."""
        return not self.needs

    @property
    def written(self) -> bool:
        """It takes a message."""
        return "message" in self.takes

    def offer(self, kind: Kind) -> Offer:
        """As the inside knows it."""
        return Offer(kind, self.silent, self.written, self.texts)


def action_for(kind: Kind, item: Item) -> Action | None:
    """The action that is an invitation, or a refusal (H24): by the stage that it leads to.

    Of several invitations the first in the order of a hiring: a call, a talk, a test. One that is
    hidden or switched off, that is no move of a response, or that wants to be told more than a
    message, is none for us: `send_sms` and `address_id` are never sent.
    """
    fits = _LEADS[kind]
    found = [one for one in map(_action, objects(item.get("actions"))) if one and fits(one.leads)]
    found.sort(key=lambda one: _INVITES.index(one.leads) if one.leads in _INVITES else 0)
    return found[0] if found else None


def stage_of(item: Item) -> str:
    """Where the response stands for the employer."""
    return id_of(item.get("employer_state")) or id_of(item.get("state")) or ""


def may_be_written_to(item: Item) -> bool:
    """Whether the site says that a message would reach the person (H26)."""
    status = text(item.get("messaging_status"))
    return status in (None, "ok")


def _action(item: Item) -> Action | None:
    url, on = text(item.get("url")) or "", item.get("enabled") is True
    path = urlsplit(url).path
    if not on or item.get("hidden") is True or costs(url) or not MOVES.fullmatch(path):
        return None
    if text(item.get("method")) != "PUT":
        return None
    arguments = objects(item.get("arguments"))
    takes = frozenset(filter(None, map(id_of, arguments)))
    needed = (id_of(one) for one in arguments if one.get("required") is True)
    needs = frozenset(filter(None, needed))
    if needs - {"message"}:
        return None
    leads = id_of(item.get("resulting_employer_state")) or id_of(item) or ""
    return Action(path, leads, takes, needs, _texts(objects(item.get("templates"))))


def _texts(templates: Sequence[Item]) -> tuple[SiteText, ...]:
    """The texts that the employer keeps for this action, by the address that was given."""
    found = []
    for one in templates:
        parts = urlsplit(text(one.get("url")) or "")
        if parts.path.startswith(_TEMPLATE):
            found.append(SiteText(f"{parts.path}?{parts.query}", name_of(one) or ""))
    return tuple(found)

"""A typed city or contact that is hardly one is asked about once more, and never forbidden."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.domain.conversation import Conversation, Flash
from bot.domain.plausible import first_part, like_a_city, like_a_contact
from bot.domain.site import AdField, Entry
from bot.domain.vacancy import Step, Vacancy
from bot.domain.workspace import LANGUAGES, Actor
from bot.ports import Sites, Transaction

_NEAR = 4
"""Names that are offered instead: more make no row of buttons."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """What was typed, and the cities that it may have meant."""

    typed: str
    near: Sequence[str] = field(default=())

    @property
    def kept(self) -> dict[str, Any]:
        """As a conversation's draft keeps it."""
        return {"typed": self.typed, "near": list(self.near)}


def doubt_at(talk: Conversation) -> Doubt | None:
    """The doubt that the person is asked about."""
    kept: Mapping[str, Any] | None = talk.draft.get("doubt")
    return Doubt(str(kept["typed"]), tuple(kept["near"])) if kept else None


def said_of(step: Step, doubt: Doubt) -> Flash:
    """Why it is asked about."""
    return Flash(f"doubt-{step}", {"typed": doubt.typed, "near": len(doubt.near)})


async def doubt_of(
    tx: Transaction, sites: Sites, actor: Actor, talk: Conversation, vacancy: Vacancy, step: Step
) -> Doubt | None:
    """None: it may well be what was asked for, or was typed twice."""
    found = None
    if step is Step.CONTACT and vacancy.contact is not None:
        typed = vacancy.contact.text
        found = None if like_a_contact(typed) else Doubt(typed)
    elif step is Step.CITY:
        found = await _of_city(tx, sites, actor, vacancy)
    before = doubt_at(talk)
    return None if found and before and found.typed == before.typed else found


async def _of_city(tx: Transaction, sites: Sites, actor: Actor, vacancy: Vacancy) -> Doubt | None:
    """A city that one of the company's sites knows is one; without their lists its shape tells."""
    lists = [
        (site, one, entries)
        for site in dict.fromkeys(one.site for one in await tx.accounts.all())
        for one, entries in await _places(tx, sites, site)
    ]
    for site, one, entries in lists:
        if sites.suggest(site, vacancy, {str(one.dictionary): entries}).get(one.key):
            return None
    if not lists and like_a_city(vacancy.city):
        return None
    user = await tx.users.get(actor.user_id)
    language = user.language if user is not None else LANGUAGES[0]
    near: dict[str, None] = {}
    for site, _, entries in lists:
        found = sites.search(site, entries, first_part(vacancy.city))[:_NEAR]
        near |= dict.fromkeys(entry.name(language) for entry in found)
    return Doubt(vacancy.city, tuple(near)[:_NEAR])


async def _places(
    tx: Transaction, sites: Sites, site: str
) -> list[tuple[AdField, tuple[Entry, ...]]]:
    """The site's lists of places, as far as they were fetched so far."""
    found = []
    for one in sites.info(site).fields:
        cached = await tx.dictionary(site, one.dictionary) if one.place and one.dictionary else None
        if cached is not None and cached.entries:
            found.append((one, cached.entries))
    return found

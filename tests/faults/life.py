"""What people outside do all the while: candidates respond, recruiters publish and write notes."""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from tests.e2e import steps
from tests.faults.company import Company, Recruiter, chat_of, group_name
from tests.faults.counts import Begun
from tests.faults.town import Town
from tests.phone import Phone, Shown

_PUBLISHED, _PREVIEW = "Стан: 🟢 Опубліковано", "Так буде на"
_PUBLISH, _FORTH = "📣 Опублікувати", "До публікації"
_NEW = "🆕"
_FILES = 5
"""Of so many responses one comes with a file."""
_PATIENCE = 240.0
"""Seconds, real ones, after which a recruiter gives up."""
_CALMER = 1.6
_CROWD = 9
"""More than a chat shows by cards of their own."""


@dataclass(slots=True)
class Life:
    """`begun` is what it has made happen so far."""

    town: Town
    company: Company
    owner: Phone
    responses: dict[str, list[str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    ads: list[str] = field(default_factory=list)

    @property
    def begun(self) -> Begun:
        """For the judge."""
        return Begun(dict(self.responses), tuple(self.ads), tuple(self.notes))

    async def respond(self, count: int) -> None:
        """So many answer ads, of which some are answered by a crowd at once."""
        chance, left = self.town.chance, count
        while left > 0:
            recruiter = chance.choice(self.company.recruiters)
            crowd = min(left, _CROWD if chance.random() < 1 / _CROWD else 1)
            for _ in range(crowd):
                await self._answer(recruiter)
            left -= crowd

    async def _answer(self, recruiter: Recruiter) -> None:
        number = len(self.responses) + 1
        name = f"Людина {number:04}"
        body: dict[str, Any] = {
            "job_id": recruiter.ad,
            "fio": name,
            "phone": f"067 {number // 10000:03} {number // 100 % 100:02} {number % 100:02}",
            "email": f"person{number}@people.example",
        }
        if recruiter.site != "headhunter":
            body |= {"file": "pdf"} if number % _FILES == 0 else {"type": "easy", "text": ""}
        groups = [group_name(one) for one in self.company.groups]
        self.responses[name] = [chat_of(recruiter), *groups]
        await self.town.outside.sites[recruiter.site].control("POST", "/responses", body)

    # -- recruiters ------------------------------------------------------------------------

    async def open_previews(self) -> None:
        """Every recruiter comes as far as one tap before publishing."""
        await together(*map(_open_preview, self.company.recruiters))

    async def publish(self, recruiter: Recruiter) -> None:
        """Tap, often twice, and again whenever nothing seems to happen, until it is live."""
        phone, pause = recruiter.phone, 0.5
        with suppress(TimeoutError):  # then it is for the judge
            async with asyncio.timeout(_PATIENCE):
                while not await self._published(phone, recruiter.draft):
                    await phone.pause(self.town.chance.uniform(pause, 2 * pause))
                    pause *= _CALMER  # a busy machine has to answer each tap

    async def _published(self, phone: Phone, title: str) -> bool:
        """Whether the newest message about it that is no card says so; else tap what it offers."""
        shown = [one for one in await phone.messages() if one.by_bot and title in one.text]
        for screen in [one for one in shown if _NEW not in one.text][-1:]:
            if _PUBLISHED in screen.text:
                return True
            wanted = _PUBLISH if _PREVIEW in screen.text else _FORTH
            if any(wanted in one for one in screen.buttons):
                for _ in range(self.town.chance.choice((1, 2, 3))):
                    await _press(phone, wanted, screen)
        return False

    async def note(self) -> None:
        """Who first has a card writes a note below it."""
        with suppress(TimeoutError):
            async with asyncio.timeout(_PATIENCE):
                while (found := await self._card()) is None:
                    await self.owner.pause(self.town.chance.uniform(0.2, 1.0))
                phone, card = found
                self.notes.append(f"Нотатка {len(self.notes) + 1:04}")
                await phone.type(self.notes[-1], reply_to=card.message_id)

    async def _card(self) -> tuple[Phone, Shown] | None:
        recruiter = self.town.chance.choice(self.company.recruiters)
        cards = [one for one in await recruiter.phone.messages() if _is_card(one)]
        return (recruiter.phone, self.town.chance.choice(cards)) if cards else None

    async def glance(self) -> None:
        """The owner looks at something, and wants nothing."""
        await self.owner.type(self.town.chance.choice(("/status", "/menu", "/inbox", "/help")))


async def _open_preview(recruiter: Recruiter) -> None:
    phone = recruiter.phone
    await phone.see("Ромашка")
    await steps.say(phone, "/vacancies", "Вакансії")
    await steps.say(phone, recruiter.draft, f"За «{recruiter.draft}»")
    await steps.tap(phone, recruiter.draft, "Відповідає")
    await steps.tap(phone, "📝", "Стан: 📝 Чернетка")
    await steps.tap(phone, _FORTH, _PREVIEW)


def _is_card(one: Shown) -> bool:
    return one.by_bot and one.text.startswith(_NEW) and one.reply_to is None


async def _press(phone: Phone, button: str, at: Shown) -> None:
    """The screen may have changed under the thumb."""
    with suppress(AssertionError):
        await phone.press(button, at.message_id)


async def together(*doing: Coroutine[Any, Any, None]) -> None:
    """All of it at once."""
    async with asyncio.TaskGroup() as group:
        for one in doing:
            group.create_task(one)

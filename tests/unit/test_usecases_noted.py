"""Somebody taps in the very moment in which a worker writes a line on their screen.

On PostgreSQL a transaction sees what others commit while it runs; here it is shown the former
rows first, and the present ones when it looks again.
"""

from collections.abc import Awaitable, Callable, Collection, Sequence

import pytest

from bot.domain.conversation import Conversation, Flash, Place
from bot.domain.notice import NoticeKind
from bot.domain.site_action import ActionState
from bot.domain.views import SyncOutcome
from bot.domain.workspace import Actor, Person
from bot.ports import Conversations, Transaction
from bot.usecases.ask_site import ACT
from bot.usecases.screens import refresh
from bot.usecases.tell_sync import answer
from tests.advert import Advert
from tests.fakes.store.kinds import NOTICES
from tests.office import Office

SAID = Flash("done-checked")


class Tapped:
    """ports.Conversations of a person who does something each time they were looked for."""

    def __init__(
        self, real: Conversations, tap: Callable[[], Awaitable[object]], times: int = 1
    ) -> None:
        self._real, self._tap, self._left = real, tap, times

    async def of(self, person: Person | Actor) -> Conversation:
        return await self._real.of(person)

    async def looking_at(self, screens: Collection[str], *subjects: int) -> Sequence[Conversation]:
        found = await self._real.looking_at(screens, *subjects)
        if found and self._left:
            self._left -= 1
            await self._tap()
        return found

    async def at(self, screens: Collection[str]) -> Sequence[Conversation]:
        return await self._real.at(screens)

    async def save(self, conversation: Conversation) -> Conversation:
        return await self._real.save(conversation)

    async def note(self, conversation: Conversation) -> Conversation:
        return await self._real.note(conversation)

    async def shown(
        self, user_id: int, version: int, message_id: int, *, instead: int | None
    ) -> None:
        await self._real.shown(user_id, version, message_id, instead=instead)


@pytest.fixture
async def ad() -> Advert:
    """A publication, and the owner on its page."""
    made = await Advert.of()
    await made.office.work()
    made.office.clock.advance(seconds=1)
    return made


def _moving(tx: Transaction, who: Actor, place: Place) -> Callable[[], Awaitable[object]]:
    real = tx.conversations

    async def move() -> None:
        await real.save((await real.of(who)).at(place))

    return move


async def test_who_has_gone_elsewhere_gets_no_line_and_nothing_is_undone(ad: Advert) -> None:
    office, elsewhere = ad.office, Place("help")
    async with office.transaction() as tx:
        tx.conversations = Tapped(tx.conversations, _moving(tx, office.owner, elsewhere))
        page = ad.publication.id
        assert await refresh(tx, ("publication",), page, flash=SAID) == set()
    talk = office.at(office.owner)
    assert (talk.place, talk.flash) == (elsewhere, None)


async def test_who_taps_and_stays_gets_the_line(ad: Advert) -> None:
    office = ad.office
    before = office.at(office.owner)
    async with office.transaction() as tx:
        tx.conversations = Tapped(tx.conversations, _moving(tx, office.owner, before.place))
        told = await refresh(tx, ("publication",), ad.publication.id, flash=SAID)
    talk, tapped = office.at(office.owner), before.version + 1
    assert (told, talk.flash, talk.version) == ({office.owner.user_id}, SAID, tapped)
    owed = [one for one in office.rows(NOTICES) if one.kind is NoticeKind.SCREEN]
    assert owed[-1].occurrence.startswith(f"{tapped}.")


async def test_who_always_taps_in_the_very_moment_is_let_go(ad: Advert) -> None:
    office = ad.office
    here = office.at(office.owner).place
    async with office.transaction() as tx:
        tap = _moving(tx, office.owner, here)
        tx.conversations = Tapped(tx.conversations, tap, times=9)
        assert await refresh(tx, ("publication",), ad.publication.id, flash=SAID) == set()


async def test_two_passes_that_end_at_once_leave_no_line_unfinished() -> None:
    office = await Office().open()
    first = await office.account("olena@example.com")
    second = await office.account("petro@example.com")
    await office.command(office.owner, "sync")
    office.clock.advance(seconds=1)
    async with office.transaction() as tx:
        real = tx.conversations

        async def other() -> None:
            tx.conversations = real
            await answer(tx, second)
            tx.conversations = tapped
            office.clock.advance(seconds=1)

        tapped = tx.conversations = Tapped(real, other)
        await answer(tx, first)
    lines = office.at(office.owner).draft["sync"]
    assert {one["outcome"] for one in lines.values()} == {SyncOutcome.DONE}
    assert len(lines) == 2


async def test_a_request_that_the_site_took_is_settled_whatever_is_tapped_meanwhile(
    ad: Advert,
) -> None:
    office = ad.office
    await ad.send()
    await ad.rewrite(title="Старший бариста")
    await ad.press("send")
    job = office.jobs.take(ACT)
    assert job is not None

    def tapped(tx: Transaction) -> None:
        tx.conversations = Tapped(tx.conversations, _moving(tx, office.owner, Place("help")))

    office.uow.amid(3, tapped)  # read, sending, and then how it ended
    await office.run(job)
    assert await ad.outcome() == (ActionState.DONE, None)
    assert office.at(office.owner).place == Place("help")
    await office.work()
    assert ad.sent("edit") == 1

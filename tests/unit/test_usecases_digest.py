"""Inactive and back: what was missed comes as one message a chat, never as a flood of cards."""

from datetime import timedelta

import pytest

from bot.domain import views
from bot.domain.account import EmployerAccount
from bot.domain.digest import Digest
from bot.domain.errors import CardThere, Conflict, NotAllowed, SiteUnavailable
from bot.domain.group import Covers, Group, Standing
from bot.domain.ids import ChatLinkId, new_id
from bot.domain.notice import NoticeKind, NoticeState
from bot.domain.publication import Publication
from bot.domain.site import RemoteApplication
from bot.domain.workspace import ChatKind, ChatLink, Person, Role
from bot.ports import Digests
from bot.usecases.asked import InGroup
from bot.usecases.keep_applications import FETCH_STUBS, KeepApplications
from bot.usecases.open_missed import OpenAllMissed
from bot.usecases.reading.screen import ReadScreen
from bot.usecases.sync_applications import SYNC
from bot.usecases.tell_digest import digest_job
from tests.fakes import BOT_ID
from tests.fakes.store.kinds import APPLICATIONS, DIGESTS, NOTICES
from tests.office import Office

GROUP = -500
MANY = 25
"""More than one job of kept responses fetches."""


async def inactive(missed: int = MANY) -> tuple[Office, EmployerAccount, Publication]:
    """A live ad whose sync is off, answered by so many since."""
    office = await Office().open()
    account = await office.account()
    live = await office.live(account)
    await office.press(office.owner, "publication", live.id)
    await office.press(office.owner, "stop", live.id)
    await _answer(office, live, missed)
    await office.sync(account)
    return office, account, live


async def _answer(office: Office, live: Publication, count: int) -> None:
    for _ in range(count):
        office.site.respond(live.remote_id or "")
    office.clock.advance(minutes=1)


async def _resumed(missed: int = MANY) -> tuple[Office, EmployerAccount, Publication]:
    office, account, live = await inactive(missed)
    await office.press(office.owner, "resume", live.id)
    await office.work()
    return office, account, live


async def test_what_was_missed_is_one_message_and_no_card() -> None:
    office, _, _ = await _resumed()
    (told,) = office.said(office.owner)
    assert isinstance(told, views.Missed)
    assert (told.count, told.pages, len(told.entries)) == (MANY, 4, 8)
    assert told.past == 0
    assert len(office.rows(APPLICATIONS)) == MANY


async def test_it_is_told_once_whatever_comes_between() -> None:
    office, account, live = await inactive()
    await office.press(office.owner, "resume", live.id)
    await office.press(office.owner, "stop", live.id)
    await office.press(office.owner, "resume", live.id)
    await office.work()
    await office.sync(account)
    await office.tick()
    assert [type(one) for one in office.said(office.owner)] == [views.Missed]


async def test_what_comes_after_the_resume_has_its_card() -> None:
    office, account, live = await _resumed()
    await _answer(office, live, 1)
    await office.sync(account)
    await office.tick()
    kinds = [type(one) for one in office.said(office.owner)]
    assert kinds == [views.Missed, views.Card]


async def test_what_the_feed_brings_of_the_time_before_is_in_it_too() -> None:
    office, _account, live = await inactive(3)
    await _answer(office, live, 2)  # no pass has read these
    await office.press(office.owner, "resume", live.id)
    await office.work()
    (told,) = office.said(office.owner)
    assert isinstance(told, views.Missed)
    assert told.count == 5


async def test_of_a_single_one_the_card_comes_and_of_none_nothing() -> None:
    office, _, _ = await _resumed(1)
    assert [type(one) for one in office.said(office.owner)] == [views.Card]
    office, _, _ = await _resumed(0)
    assert office.said(office.owner) == []
    assert [one.told_at is not None for one in office.rows(DIGESTS)] == [True]


async def test_it_waits_for_a_site_that_is_away() -> None:
    office, account, live = await inactive(3)
    office.site.trouble("application", SiteUnavailable("fake"))
    await office.press(office.owner, "resume", live.id)
    await office.work()
    assert office.said(office.owner) == []
    office.clock.advance(timedelta(hours=1))
    await office.tick()
    (told,) = office.said(office.owner)
    assert isinstance(told, views.Missed)
    assert told.count == 3
    assert account.id == told.account.id


async def test_those_who_hide_their_names_are_told_apart() -> None:
    office, _, live = await inactive(0)
    for name in ("", "Олена", "", "Ігор"):
        office.site.respond(live.remote_id or "", name=name)
    office.clock.advance(minutes=1)
    await office.press(office.owner, "resume", live.id)
    await office.work()
    (told,) = office.said(office.owner)
    assert isinstance(told, views.Missed)
    assert [one.number for one in told.entries if not one.name] == [1, 2]
    assert [one.number for one in told.entries if one.name] == [0, 0]


async def test_a_name_opens_its_card_once_and_a_button_all_that_are_left() -> None:
    office, _, _ = await _resumed(3)
    (told,) = office.said(office.owner)
    assert isinstance(told, views.Missed)
    first = told.entries[0].application_id
    await office.press(office.owner, "missed_one", first, version=0)
    await office.work()
    with pytest.raises(CardThere):
        await office.press(office.owner, "missed_one", first, version=0)
    await office.press(office.owner, "missed_all", told.digest_id, version=0)
    await office.work()
    opened = [one for one in office.said(office.owner) if isinstance(one, views.Card)]
    assert sorted(one.application.id for one in opened) == sorted(
        one.id for one in office.rows(APPLICATIONS)
    )
    with pytest.raises(CardThere):
        await office.press(office.owner, "missed_all", told.digest_id, version=0)


async def test_the_whole_list_is_a_screen_with_pages() -> None:
    office, _, _ = await _resumed()
    (told,) = office.said(office.owner)
    assert isinstance(told, views.Missed)
    await office.press(office.owner, "missed", told.digest_id, version=0)
    await office.press(office.owner, "missed_page", 3)
    seen = await office.make(ReadScreen)(office.owner.person)
    assert seen is not None
    assert isinstance(seen.screen.view, views.MissedList)
    assert (seen.screen.view.missed.page, len(seen.screen.view.missed.entries)) == (3, 1)


async def test_who_may_not_see_contacts_opens_none() -> None:
    office, _, _ = await _resumed(2)
    manager = await office.hire(Role.HIRING_MANAGER)
    first = office.rows(APPLICATIONS)[0]
    with pytest.raises(NotAllowed):
        await office.press(manager, "missed_one", first.id)


async def test_all_ads_of_an_account_that_comes_back_are_one_message() -> None:
    office, account, _ = await inactive(2)
    other = await office.live(account)
    await office.press(office.owner, "publication", other.id)
    await office.press(office.owner, "stop", other.id)
    await _answer(office, other, 3)
    await office.press(office.owner, "resume_all", account.id)
    await office.work()
    (told,) = office.said(office.owner)
    assert isinstance(told, views.Missed)
    assert told.count == 5
    kinds = [one.kind for one in office.rows(NOTICES) if one.state is NoticeState.SENT]
    assert kinds.count(NoticeKind.DIGEST) == 1


async def test_a_group_gets_its_own_without_names_and_the_cards_by_a_button() -> None:
    office, _, live = await inactive(2)
    link = ChatLink(ChatLinkId(new_id()), BOT_ID, GROUP, ChatKind.GROUP, office.workspace.id)
    group = Group("Команда", office.owner.member_id, Standing.LINKED, Covers.ALL)
    async with office.transaction() as tx:
        await tx.chats.save(group.on(link))
    await office.press(office.owner, "resume", live.id)
    await office.work()
    here = Person(GROUP, GROUP)
    (told,) = office.said(here)
    assert isinstance(told, views.MissedInGroup)
    assert told.missed.count == 2
    notice = next(one for one in office.rows(NOTICES) if one.id == told.notice_id)
    asked = InGroup(GROUP, "", link=link, notice=notice)
    await office.make(OpenAllMissed)(office.owner, asked)
    await office.work()
    assert [type(one) for one in office.said(here)[1:]] == [views.MaskedCard] * 2


async def test_who_lost_the_right_before_it_came_has_an_heir() -> None:
    office = await Office().open()
    account, recruiter = await office.account(), await office.hire(Role.RECRUITER)
    vacancy = await office.vacancy(owner_id=recruiter.member_id)
    live = await office.live(account, vacancy=vacancy, sync=False)
    await _answer(office, live, 2)
    await office.sync(account)
    await office.press(office.owner, "publication", live.id)
    await office.press(office.owner, "resume", live.id)
    while (job := office.jobs.take()) is not None:
        await office.run(job)
        if office.rows(DIGESTS)[0].told_at is not None:
            await office.demote(recruiter, Role.HIRING_MANAGER)
            break
    await office.work()
    assert office.said(recruiter) == []
    (told,) = office.said(office.owner)
    assert isinstance(told, views.Missed)
    assert told.count == 2


async def test_who_joins_a_digest_in_the_moment_that_it_is_told_is_not_lost() -> None:
    office, _, live = await inactive(missed=2)
    await office.press(office.owner, "resume", live.id)
    (digest,) = office.rows(DIGESTS)
    office.clock.advance(timedelta(minutes=1))
    for task in (SYNC, FETCH_STUBS):  # all that it waits for
        job = office.jobs.take(task)
        assert job is not None
        await office.run(job)
    await office.run(digest_job(digest))
    late = RemoteApplication("late", live.remote_id or "", digest.until - timedelta(hours=1))
    other = await office.account("petro@example.com")  # a colleague's login sees the same ad
    keep = office.make(KeepApplications)
    async with office.store.uow(office.tenant) as tx:
        tx.digests = AsReadBefore(tx.digests, digest)
        with pytest.raises(Conflict):
            await keep(tx, other, [late])
    async with office.transaction() as tx:
        await keep(tx, other, [late])
    await office.work()
    assert [type(one) for one in office.said(office.owner)] == [views.Missed, views.Card]


class AsReadBefore:
    """ports.Digests whose one open digest was read just before somebody else told it."""

    def __init__(self, real: Digests, digest: Digest) -> None:
        self.get, self.save, self._digest = real.get, real.save, digest

    async def open(self) -> list[Digest]:
        return [self._digest]

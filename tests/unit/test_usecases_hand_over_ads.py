"""News of ads whose reader has lost the right to them reach whoever minds them now, once."""

from datetime import timedelta

import pytest

from bot.domain.account import EmployerAccount
from bot.domain.publication import Publication
from bot.domain.site import Ad
from bot.domain.views import AdsChanged, UnlinkedNews
from bot.domain.workspace import Actor, Role
from bot.usecases.note_chat import NoteChat
from tests.office import Office


async def _both() -> tuple[Office, EmployerAccount, Actor, list[Publication]]:
    """A recruiter and the owner, each with a live ad under one account."""
    office = await Office().open()
    recruiter, account = await office.hire(Role.RECRUITER), await office.account()
    ads = []
    for who, title in ((recruiter, "Бариста"), (office.owner, "Кухар")):
        vacancy = await office.vacancy(title=title, owner_id=who.member_id)
        ads.append(await office.live(account, vacancy=vacancy))
    return office, account, recruiter, ads


async def _lose(office: Office, who: Actor, how: str) -> None:
    office.clock.advance(timedelta(minutes=1))
    if how == "fired":
        await office.fire(who)
    else:
        await office.demote(who, Role.HIRING_MANAGER)


def _told(office: Office, who: Actor) -> list[list[str]]:
    news = [one for one in office.said(who) if isinstance(one, AdsChanged)]
    return [[one.title for one in it.ads] for it in news]


@pytest.mark.parametrize("how", ["fired", "demoted"])
async def test_what_the_radar_found_goes_to_the_owner_even_after_news_of_his_own(how: str) -> None:
    office, account, recruiter, ads = await _both()
    office.chat.block(recruiter.chat_id)
    await office.make(NoteChat)(recruiter.person, recruiter.chat_id, here=False)
    for one in ads:
        office.site.set_ad(one.remote_id or "", Ad.REFUSED, "badge-blocked")
    await office.sync(account)
    await office.work()
    assert _told(office, office.owner) == [["Кухар"]]
    await _lose(office, recruiter, how)
    for _ in range(2):
        await office.tick()
    assert _told(office, office.owner) == [["Кухар"], ["Бариста"]]
    assert _told(office, recruiter) == []


async def test_it_goes_on_from_who_lost_the_right_just_before_it_was_sent() -> None:
    office, account, recruiter, ads = await _both()
    office.site.set_ad(ads[0].remote_id or "", Ad.REFUSED, "badge-blocked")
    await office.sync(account)
    await office.demote(recruiter, Role.HIRING_MANAGER)
    await office.work()
    await office.tick()
    assert (_told(office, office.owner), _told(office, recruiter)) == ([["Бариста"]], [])


async def test_what_is_well_again_is_told_to_nobody_else() -> None:
    office, account, recruiter, ads = await _both()
    office.chat.block(recruiter.chat_id)
    await office.make(NoteChat)(recruiter.person, recruiter.chat_id, here=False)
    for ad in (Ad.REFUSED, Ad.ENDED):
        office.site.set_ad(ads[0].remote_id or "", ad, "badge-closed")
        office.clock.advance(timedelta(hours=1))
        await office.sync(account)
        await office.work()
    await _lose(office, recruiter, "fired")
    await office.tick()
    assert _told(office, office.owner) == [["Бариста"]]  # as it stands, not what it was


async def test_ads_with_responses_that_nobody_linked_are_told_to_the_owner_too() -> None:
    office = await Office().open()
    admin = await office.hire(Role.ADMIN)
    account = await office.account(added_by=admin.member_id)
    ad = office.site.post("olena@example.com", "Пекар")
    office.site.respond(ad.remote_id)
    await office.sync(account)
    await office.fire(admin)
    await office.work()
    await office.tick()
    (news,) = office.said(office.owner)
    assert isinstance(news, UnlinkedNews)
    assert [one.ad.title for one in news.ads] == ["Пекар"]
    assert office.said(admin) == []

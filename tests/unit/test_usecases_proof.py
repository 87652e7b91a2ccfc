"""A site that wants its person to prove something: told once with the way there, nothing lost."""

from bot.domain.account import AccountState, EmployerAccount
from bot.domain.errors import ProofNeeded
from bot.domain.site_action import ActionState
from bot.domain.views import AccountPaused, Card, SiteDown
from bot.domain.workspace import Role
from tests.advert import Advert
from tests.office import Office

FIRST, NEXT = "https://fake.example/proof?key=1", "https://fake.example/proof?key=2"


async def _asked() -> tuple[Office, EmployerAccount]:
    """Somebody has responded, and the site wants a proof before it gives the response."""
    office = await Office().open()
    account = await office.account()
    live = await office.live(account)
    office.site.respond(live.remote_id or "")
    office.site.trouble("applications", ProofNeeded("fake", FIRST))
    await office.sync(account)
    await office.work()
    return office, account


def _told(office: Office) -> list[tuple[str | None, bool]]:
    """The addresses that were said, and whether in a message that stood there before."""
    return [
        (one.view.account.proof, one.edited)
        for one in office.chat.said
        if isinstance(one.view, AccountPaused)
    ]


async def test_the_way_to_prove_it_is_told_once_and_the_site_is_asked_seldom() -> None:
    office, account = await _asked()
    assert _told(office) == [(FIRST, False)]
    stands = office.account_now(account)
    assert (stands.state, stands.proof) == (AccountState.ACTIVE, FIRST)
    for _ in range(29):
        office.clock.advance(minutes=1)
        await office.tick()
    assert office.site.calls.count("applications") == 1
    assert SiteDown not in [type(one) for one in office.said(office.owner)]


async def test_another_address_takes_the_place_of_the_old_one_without_a_second_word() -> None:
    office, account = await _asked()
    office.site.trouble("applications", ProofNeeded("fake", NEXT))
    await office.sync(account)
    await office.work()
    assert office.account_now(account).proof == NEXT
    assert _told(office) == [(FIRST, False)]


async def test_it_heals_by_itself_once_it_was_proved() -> None:
    office, account = await _asked()
    for _ in range(31):
        office.clock.advance(minutes=1)
        await office.tick()
    assert _told(office) == [(FIRST, False), (None, True)]
    assert [type(one) for one in office.said(office.owner)].count(Card) == 1
    healed = office.account_now(account)
    assert (healed.proof, healed.refusals, healed.failing_since) == (None, 0, None)


async def test_it_heals_by_a_tap_under_the_word_of_it() -> None:
    office, account = await _asked()
    await office.press(office.owner, "sync_account", account.id, version=0)
    await office.work()
    assert office.account_now(account).proof is None
    assert [type(one) for one in office.said(office.owner)].count(Card) == 1


async def test_what_was_to_be_published_is_sent_again_by_itself() -> None:
    ad = await Advert.of()
    ad.office.site.trouble("publish", ProofNeeded("fake", FIRST))
    await ad.send()
    assert _told(ad.office) == [(FIRST, False)]
    await ad.later(minutes=5)
    assert await ad.outcome() == (ActionState.DONE, None)


async def test_a_login_that_is_lost_meanwhile_is_a_word_of_its_own() -> None:
    office, account = await _asked()
    office.site.employers[account.login].password = "інший пароль"
    await office.sync(account)
    await office.work()
    assert _told(office)[1:] == [(None, False)]
    paused = office.account_now(account)
    assert (paused.state, paused.proof) == (AccountState.PAUSED, None)


async def test_the_word_of_it_goes_with_a_disconnect() -> None:
    office, account = await _asked()
    await office.press(office.owner, "disconnect", account.id)
    await office.press(office.owner, "disconnect_yes", account.id)
    await office.work()
    assert _told(office)[1:] == [(None, True)]


async def test_who_may_mend_it_is_told_when_its_keeper_has_gone() -> None:
    office = await Office().open()
    admin = await office.hire(Role.ADMIN)
    account = await office.account(added_by=admin.member_id)
    await office.fire(admin)
    office.site.trouble("applications", ProofNeeded("fake", FIRST))
    await office.sync(account)
    await office.work()
    assert [type(one) for one in office.said(office.owner)] == [AccountPaused]

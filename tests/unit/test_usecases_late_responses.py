"""A closed ad still gives cards, until somebody wants none of them (design.md 5)."""

from bot.domain.site import Ad
from bot.domain.views import Card
from tests.advert import Advert


async def test_late_responses_arrive_until_nobody_waits_for_them_and_then_can_be_had() -> None:
    ad = await Advert.of()
    office = ad.office
    await ad.send()
    await ad.send("close_yes")
    remote_id = (await ad.now()).remote_id or ""
    assert (await ad.now()).ad is Ad.ENDED

    async def arrives(name: str) -> list[str | None]:
        office.site.respond(remote_id, name=name)
        await office.sync(ad.account)
        await office.work()
        return [it.application.name for it in office.said(office.owner) if isinstance(it, Card)]

    assert await arrives("Олена") == ["Олена"]
    await ad.press("stop")
    assert office.flash(office.owner) == "done-late-stopped"
    assert await arrives("Ігор") == ["Олена"]
    await ad.send("resume")
    assert await arrives("Ніна") == ["Олена", "Ігор", "Ніна"]


async def test_stopping_the_sync_of_a_live_ad_says_that_the_ad_stays() -> None:
    ad = await Advert.of()
    await ad.send()
    await ad.press("stop")
    assert ad.office.flash(ad.office.owner) == "done-sync-stopped"

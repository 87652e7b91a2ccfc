"""Lines of the log that machines read: fields beside the words, and nobody's data."""

import io
import json
from typing import Any

import pytest

from bot.domain.errors import AuthExpired, SiteUnavailable
from tests.logs import open_canaries, product_log
from tests.office import Office


@pytest.fixture
async def office() -> Office:
    return await Office().open()


async def _logged(office: Office, work: Any) -> list[dict[str, Any]]:
    said = io.StringIO()
    with product_log(said, "INFO", (), log_format="json"):
        await work(office)
    assert open_canaries(said.getvalue()) == []
    lines = [json.loads(one) for one in said.getvalue().splitlines()]
    return [one for one in lines if one["logger"] == "bot.usecases.events_log"]


async def test_a_sync_says_of_which_site_how_many_and_how_long(office: Office) -> None:
    async def sync(office: Office) -> None:
        account = await office.account("canary.olena@example.com", label="Канарейко")
        publication = await office.live(account)
        assert publication.remote_id is not None
        for _ in range(2):
            office.site.respond(publication.remote_id, name="Олена Канаркова")
        await office.sync(account)

    (line,) = await _logged(office, sync)
    assert (line["event"], line["level"], line["site"]) == ("sync finished", "info", "fake")
    assert line["new"] == 2
    assert line["seconds"] >= 0
    assert line.keys() == {"event", "level", "logger", "timestamp", "site", "new", "seconds"}


async def test_an_outage_and_its_end(office: Office) -> None:
    async def fail(office: Office) -> None:
        account = await office.account()
        for _ in range(9):
            office.site.trouble("applications", SiteUnavailable("fake"))
            await office.sync(account)
            office.clock.advance(minutes=10)
        await office.sync(account)

    down, up, synced = await _logged(office, fail)
    assert (down["event"], down["reason"]) == ("site down", "error-site-unavailable")
    assert (up["event"], up["seconds"]) == ("site up", 9 * 600)
    assert synced["event"] == "sync finished"


async def test_a_lost_login_and_a_publication(office: Office) -> None:
    async def work(office: Office) -> None:
        account = await office.account()
        publication = await office.publication(account)
        await office.press(office.owner, "edit", publication.id)
        await office.press(office.owner, "send", publication.id)
        await office.work()
        office.site.trouble("applications", AuthExpired("fake"))
        await office.sync(account)

    ended, *_, paused = await _logged(office, work)
    about = (ended["event"], ended["site"], ended["kind"], ended["state"], ended["attempts"])
    assert about == ("request ended", "fake", "publish", "done", 1)
    assert (paused["event"], paused["reason"]) == ("account paused", "error-auth-expired")

"""Lines to sites that refuse programs, that read by POST, whose accounts have tokens."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.domain.errors import AutomationRefused
from sites.kit.http import cloudflare
from tests.talk import Talk, talking


@pytest.fixture
async def talk() -> AsyncIterator[Talk]:
    async with talking() as one:
        yield one


async def test_a_site_that_refuses_programs_is_left_alone_for_half_an_hour(talk: Talk) -> None:
    talk.fault("html", times=1)
    with pytest.raises(AutomationRefused) as wall:
        await talk.line.get("/things")
    talk.clock.advance(minutes=29)
    with pytest.raises(AutomationRefused) as again:
        await talk.line.get("/things")
    assert again.value.until == wall.value.until
    assert len(talk.server.kit.calls) == 1
    talk.clock.advance(minutes=1)
    assert (await talk.line.get("/things")).status == 200


@pytest.mark.parametrize("status", [200, 403, 429, 503])
async def test_a_question_of_cloudflare_is_known_by_its_words_and_not_repeated(
    talk: Talk, status: int
) -> None:
    talk.line.rules = replace(talk.line.rules, challenged=cloudflare)
    talk.fault("html", status=status)
    with pytest.raises(AutomationRefused):
        await talk.line.get("/things")
    assert len(talk.server.kit.calls) == 1


async def test_a_question_of_cloudflare_is_known_by_its_header(talk: Talk) -> None:
    talk.line.rules = replace(talk.line.rules, challenged=cloudflare)
    talk.fault("status", status=403, headers={"cf-mitigated": "challenge"}, times=1)
    with pytest.raises(AutomationRefused):
        await talk.line.write("POST", "/things")


async def test_a_refusal_of_the_site_behind_cloudflare_is_the_plug_ins_own_to_read(
    talk: Talk,
) -> None:
    talk.line.rules = replace(talk.line.rules, challenged=cloudflare)
    talk.fault("status", status=403, headers={"cf-ray": "8f"}, body={"key": "forbidden"})
    assert (await talk.line.get("/things")).data == {"key": "forbidden"}


async def test_a_read_by_post_is_repeated_as_any_other(talk: Talk) -> None:
    talk.fault("status", status=500, times=1)
    assert (await talk.line.post("/things", {"page": 0})).status == 200
    assert [call.json for call in talk.server.kit.calls] == [{"page": 0}] * 2


async def test_json_is_written_once(talk: Talk) -> None:
    await talk.line.write("POST", "/things", json={"id": 0}, params=[("state", "Closed")])
    (call,) = talk.server.kit.calls
    assert (call.json, call.query) == ({"id": 0}, {"state": ["Closed"]})


async def test_what_identifies_the_account_can_change_in_mid_life(talk: Talk) -> None:
    talk.line.headers["Authorization"] = "Bearer canary-token-2"
    await talk.line.get("/things")
    assert talk.server.headers[-1]["Authorization"] == "Bearer canary-token-2"

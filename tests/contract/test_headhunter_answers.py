"""HeadHunter: a candidate is told only what `actions[]` of the response lists (6.4, 6.6)."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.errors import (
    AccessNotBought,
    OutcomeUnknown,
    Rejected,
    ResponseMissing,
    SiteUnavailable,
)
from bot.domain.reply import Reply, SiteText
from bot.domain.site_action import Kind
from bot.ports import SiteSession
from tests.headhunter import COMPANY, House, ad_form, house

WORDS = "Добрий день! Запрошуємо на розмову."


@pytest.fixture
async def at() -> AsyncIterator[House]:
    async with house() as one:
        yield one


@pytest.fixture
async def session(at: House) -> AsyncIterator[SiteSession]:
    async with at.opened() as one:
        yield one


@pytest.fixture
async def ad(session: SiteSession) -> str:
    return (await session.publish(await ad_form(session), key="1:1")).remote_id


async def told(at: House, response: str) -> tuple[str, list[str]]:
    """Where the response stands, and what the candidate was told."""
    found = (await at.responses())[response]
    return found["stage"], found["told"]


def reply(kind: Kind, response: str, text: str | None = WORDS, key: str = "1:1") -> Reply:
    return Reply(kind, response, key, text)


async def refused(session: SiteSession, wanted: Reply) -> list[str]:
    with pytest.raises(Rejected) as refusal:
        await session.answer(wanted)
    return [one.code for one in refusal.value.problems]


# -- what may be done ----------------------------------------------------------------------


async def test_what_may_be_done_is_what_the_response_lists(
    at: House, session: SiteSession, ad: str
) -> None:
    response = await at.respond(ad, cover="Добрий день")
    offers = {one.kind: one for one in await session.offers(response)}
    assert set(offers) == {Kind.INVITE, Kind.REJECT, Kind.REPLY}
    for kind in (Kind.INVITE, Kind.REJECT):
        assert (offers[kind].silent, offers[kind].written) == (True, True)
        assert offers[kind].texts
    assert (offers[Kind.REPLY].silent, offers[Kind.REPLY].written) == (False, True)
    assert [one.ref for one in offers[Kind.REJECT].texts] == [
        f"/message_templates/{one}?topic_id={response}"
        for one in ("discard_after_interview", "discard_after_response")
    ]


async def test_a_text_of_the_site_comes_with_the_names_filled_in(
    at: House, session: SiteSession, ad: str
) -> None:
    response = await at.respond(ad, fio="Канаркова Айгуль")
    (offer,) = [one for one in await session.offers(response) if one.kind is Kind.INVITE]
    words = await session.site_text(offer.texts[0].ref)
    assert words is not None
    assert "Айгуль" in words
    gone = SiteText(f"/message_templates/nobody_knows_it?topic_id={response}", "")
    assert await session.site_text(gone.ref) is None
    assert await session.site_text("/resumes/1?topic_id=1") is None


async def test_nothing_is_offered_that_is_hidden_off_or_wants_more_than_a_message(
    at: House, session: SiteSession, ad: str
) -> None:
    def action(**more: Any) -> dict[str, Any]:
        known = {"id": "interview", "name": "Интервью", "method": "PUT", "enabled": True}
        leads = {"id": "interview", "name": "Интервью"}
        return {
            **known,
            "hidden": False,
            "url": "https://api.hh.ru/negotiations/interview/1",
            "arguments": [{"id": "message", "required": False, "required_arguments": []}],
            "resulting_employer_state": leads,
            "templates": [],
            "sub_actions": [],
            **more,
        }

    where = {"id": "address_id", "required": True, "required_arguments": []}
    for odd in (
        {"enabled": False},
        {"hidden": True},
        {"method": "POST"},
        {"url": "https://api.hh.ru/resumes/1?with_contact=true"},
        {"arguments": [where]},
        {"resulting_employer_state": {"id": "custom", "name": "?"}, "id": "custom"},
    ):
        response = await at.respond(ad, item={"actions": [action(**odd)]})
        assert [one.kind for one in await session.offers(response)] == [Kind.REPLY]
        assert await refused(session, reply(Kind.INVITE, response)) == ["not_offered"]
    response = await at.respond(ad, item={"actions": [action()], "messaging_status": "archived"})
    (only,) = await session.offers(response)
    assert (only.kind, only.silent, only.written) == (Kind.INVITE, True, True)


# -- doing it ------------------------------------------------------------------------------


async def test_a_refusal_moves_the_response_and_says_the_words(
    at: House, session: SiteSession, ad: str
) -> None:
    response = await at.respond(ad)
    assert await session.answer(reply(Kind.REJECT, response)) == "standing-rejected"
    assert await told(at, response) == ("discard_by_employer", [WORDS])
    put = [one for one in await at.at.calls("/negotiations/") if one["method"] == "PUT"]
    assert [one["path"] for one in put] == [f"/negotiations/discard_by_employer/{response}"]


async def test_without_words_the_candidate_is_told_nothing(
    at: House, session: SiteSession, ad: str
) -> None:
    response = await at.respond(ad)
    await session.answer(reply(Kind.REJECT, response, None))
    assert await told(at, response) == ("discard_by_employer", [])


async def test_an_invitation_goes_the_first_way_that_is_listed(
    at: House, session: SiteSession, ad: str
) -> None:
    response = await at.respond(ad)
    assert await session.answer(reply(Kind.INVITE, response)) is None
    assert await told(at, response) == ("phone_interview", [WORDS])
    assert await session.answer(reply(Kind.INVITE, response, "Ще раз")) is None
    assert await told(at, response) == ("interview", [WORDS, "Ще раз"])


async def test_a_message_goes_by_the_chat_and_a_key_sends_it_but_once(
    at: House, session: SiteSession, ad: str
) -> None:
    response = await at.respond(ad)
    for _ in range(2):
        await session.answer(reply(Kind.REPLY, response))
    assert await told(at, response) == ("response", [WORDS])
    await session.answer(reply(Kind.REPLY, response, key="1:2"))
    assert (await told(at, response))[1] == [WORDS, WORDS]


async def test_where_the_chat_is_not_ours_the_older_way_is_taken(
    at: House, session: SiteSession, ad: str
) -> None:
    response = await at.respond(ad)
    await at.switch(chats="absent")
    await session.answer(reply(Kind.REPLY, response))
    assert await told(at, response) == ("response", [WORDS])


async def test_a_response_that_is_gone_is_missing(at: House, session: SiteSession, ad: str) -> None:
    response = await at.respond(ad)
    await at.at.control("DELETE", f"/responses/{response}")
    with pytest.raises(ResponseMissing):
        await session.offers(response)
    for kind in (Kind.INVITE, Kind.REJECT, Kind.REPLY):
        with pytest.raises(ResponseMissing):
            await session.answer(reply(kind, response))
        with pytest.raises(ResponseMissing):
            await session.answered(reply(kind, response), at.clock.now())


async def test_each_refusal_says_why(at: House, session: SiteSession, ad: str) -> None:
    rejected = await at.respond(ad, stage="discard_by_employer")
    assert await refused(session, reply(Kind.REJECT, rejected)) == ["wrong_state"]
    for word in ("limit_exceeded", "application_denied", "topic_archived"):
        response = await at.respond(ad, refuses=word)
        assert await refused(session, reply(Kind.INVITE, response)) == [word]
    response = await at.respond(ad)
    assert await refused(session, reply(Kind.REJECT, response, "а" * 20_001)) == [
        "too_long_message"
    ]
    await at.switch(chats="blocked")
    assert await refused(session, reply(Kind.REPLY, response)) == ["chat_blocked"]
    await at.switch(chats="participant")
    assert await refused(session, reply(Kind.REPLY, response, "спам спам спам")) == [
        "spam_detected"
    ]
    waits = await at.respond(ad, refuses="chat_is_not_ready")
    with pytest.raises(SiteUnavailable):
        await session.answer(reply(Kind.INVITE, waits))
    assert (await told(at, waits))[1] == []
    await at.at.control("POST", "/companies", {"name": COMPANY, "access": []})
    with pytest.raises(AccessNotBought):
        await session.answer(reply(Kind.REJECT, response))


# -- a lost answer -------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [Kind.INVITE, Kind.REJECT, Kind.REPLY])
@pytest.mark.parametrize("effect", [True, False])
async def test_a_lost_answer_is_looked_up(
    at: House, session: SiteSession, ad: str, kind: Kind, effect: bool
) -> None:
    response, since = await at.respond(ad), at.clock.now()
    path = "/common/chats" if kind is Kind.REPLY else "^/negotiations/[a-z_]+/"
    method = "POST" if kind is Kind.REPLY else "PUT"
    await at.at.fault(path=path, method=method, kind="drop_after" if effect else "drop_before")
    with pytest.raises(OutcomeUnknown):
        await session.answer(reply(kind, response))
    await at.at.control("DELETE", "/faults")
    assert await session.answered(reply(kind, response), since) is effect


async def test_nobody_knows_whose_words_were_said_where_somebody_else_moved_it(
    at: House, session: SiteSession, ad: str
) -> None:
    response, since = await at.respond(ad), at.clock.now()
    await at.at.control("POST", f"/responses/{response}/stage", {"stage": "discard_by_employer"})
    assert await session.answered(reply(Kind.REJECT, response, None), since) is True
    assert await session.answered(reply(Kind.REJECT, response), since) is None
    await at.switch(chats="absent")
    assert await session.answered(reply(Kind.REJECT, response), since) is True
    assert await session.answered(reply(Kind.REPLY, response), since) is None


async def test_the_same_words_of_long_ago_are_not_these(
    at: House, session: SiteSession, ad: str
) -> None:
    response = await at.respond(ad)
    await session.answer(reply(Kind.REPLY, response))
    later = at.clock.now() + timedelta(minutes=10)
    assert await session.answered(reply(Kind.REPLY, response, key="1:2"), later) is False

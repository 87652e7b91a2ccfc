"""The sites' HTTP: what is repeated, what never is, and what each failure becomes."""

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.errors import (
    AutomationRefused,
    ContractBroken,
    OutcomeUnknown,
    SiteError,
    SiteUnavailable,
)
from bot.domain.paces import Paces
from sites.kit import answer as answers
from sites.kit import http
from sites.kit.http import ForbiddenPath, Rules, timeout_of
from tests.talk import FILES, PATHS, SECRET, Server, Talk, talking


@pytest.fixture
async def talk() -> AsyncIterator[Talk]:
    async with talking() as one:
        yield one


def test_a_file_may_take_twice_as_long_as_an_answer() -> None:
    assert timeout_of(Paces(), file=False).total == 30
    assert timeout_of(Paces(), file=True).total == 60
    assert timeout_of(Paces(factor=1000), file=True).total == 5


async def test_a_get_is_repeated_until_the_site_is_back(talk: Talk) -> None:
    for kind in ("garbage", "drop_after"):
        talk.fault(kind, times=1)
    answer = await talk.line.get("/things")
    assert answer.data == {"ok": True}
    assert len(talk.clock.slept) >= 2


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("status", {"status": 500}),
        ("status", {"status": 302, "headers": {"Location": "/things"}}),
        ("garbage", {}),
        ("empty", {}),
        ("html", {"status": 200}),
        ("html", {"status": 404}),
        ("drop_before", {}),
    ],
)
async def test_a_get_gives_up_after_three_tries(
    talk: Talk, kind: str, more: dict[str, Any]
) -> None:
    talk.fault(kind, **more)
    with pytest.raises(SiteUnavailable):
        await talk.line.get("/things")
    assert len(talk.server.kit.calls) == 3


async def test_a_get_asked_for_once_is_not_repeated(talk: Talk) -> None:
    talk.fault("status", status=503)
    with pytest.raises(SiteUnavailable):
        await talk.line.get("/things", once=True)
    assert len(talk.server.kit.calls) == 1


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("drop_after", {}),
        ("drop_before", {}),
        ("status", {"status": 502, "after": True}),
        ("status", {"status": 303, "after": True}),
        ("html", {"status": 200, "after": True}),
        ("html", {"status": 503}),
    ],
)
async def test_a_write_whose_answer_is_lost_is_never_sent_again(
    talk: Talk, method: str, kind: str, more: dict[str, Any]
) -> None:
    await talk.line.get("/things")  # an open connection: aiohttp would repeat a PUT on it
    talk.fault(kind, **more)
    with pytest.raises(OutcomeUnknown):
        await talk.line.write(method, "/things", [("name", "x")])
    assert [call.method for call in talk.server.kit.calls] == ["GET", method]


async def test_a_write_that_never_left_is_no_unknown_outcome() -> None:
    async with talking(base="http://127.0.0.1:1") as talk:
        with pytest.raises(SiteUnavailable):
            await talk.line.write("POST", "/things", [])


async def test_a_slow_answer_to_a_write_is_an_unknown_outcome(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "_TIMEOUT_SECONDS", 0.2)
    monkeypatch.setattr(http, "_TIMEOUT_LEAST", 0.2)
    async with talking() as fresh:
        fresh.fault("delay", seconds=0.5)
        with pytest.raises(OutcomeUnknown):
            await fresh.line.write("POST", "/things", [])


async def test_a_429_halts_the_whole_site_unless_a_password_is_tried(talk: Talk) -> None:
    talk.fault("status", status=429, times=1, headers={"Retry-After": "7"})
    assert (await talk.line.get("/things", once=True)).status == 429
    assert (await talk.line.get("/things")).status == 200
    talk.fault("status", status=429, times=1)
    with pytest.raises(SiteUnavailable) as refused:
        await talk.line.write("POST", "/things", [])
    assert refused.value.retry_after == timedelta(seconds=60)


@pytest.mark.parametrize(("asked", "hours"), [("9" * 20, 24), ("9" * 400, 24), ("²", 1 / 60)])
async def test_an_absurd_pause_is_no_longer_than_a_day(
    talk: Talk, asked: str, hours: float
) -> None:
    talk.fault("status", status=429, headers={"Retry-After": asked}, times=1)
    with pytest.raises(SiteUnavailable) as error:
        await talk.line.get("/things")
    assert error.value.retry_after == timedelta(hours=hours)


async def test_an_endless_number_spoils_no_answer(talk: Talk) -> None:
    talk.fault("status", status=200, body='{"id": %s, "next": -7}' % ("7" * 5000), times=1)
    answer = await talk.line.get("/things")
    assert answer.data == {"id": "7" * 5000, "next": -7}


@pytest.mark.parametrize("ask", ["get", "write", "download"])
async def test_nobody_sleeps_through_a_long_halt_and_nothing_is_sent_in_it(
    talk: Talk, ask: str
) -> None:
    calls = {
        "get": lambda: talk.line.get("/things"),
        "write": lambda: talk.line.write("POST", "/things", []),
        "download": lambda: talk.line.download("/files/cv"),
    }
    talk.fault("status", status=429, times=1, headers={"Retry-After": "3000"})
    with pytest.raises(SiteUnavailable):
        await talk.line.get("/things")
    talk.clock.advance(minutes=20)
    with pytest.raises(SiteUnavailable) as halted:
        await calls[ask]()
    assert halted.value.retry_after == timedelta(minutes=30)
    assert (len(talk.server.kit.calls), talk.clock.slept) == (1, [])
    talk.clock.advance(timedelta(minutes=30))
    assert (await calls[ask]()).status == 200


async def test_a_wait_of_a_second_is_sat_out(talk: Talk) -> None:
    talk.fault("status", status=429, times=1, headers={"Retry-After": "1"})
    with pytest.raises(SiteUnavailable):
        await talk.line.get("/things")
    await talk.line.get("/things")
    assert talk.clock.slept == [timedelta(seconds=1)]


async def test_a_web_page_with_403_is_a_wall_and_not_the_password(talk: Talk) -> None:
    talk.fault("html")
    with pytest.raises(AutomationRefused) as wall:
        await talk.line.write("POST", "/things", [])
    assert wall.value.until > talk.clock.now()
    talk.server.kit.faults.clear()
    talk.clock.advance(minutes=30)
    talk.fault("html", status=401, headers={"WWW-Authenticate": "Basic"})
    assert (await talk.line.get("/things")).status == 401


async def test_statuses_under_500_are_the_plug_ins_own_to_read(talk: Talk) -> None:
    talk.fault("status", status=400, body={"errors": []})
    assert (await talk.line.get("/things")).data == {"errors": []}
    assert (await talk.line.write("POST", "/things", [])).status == 400
    talk.server.kit.faults.clear()
    talk.fault("status", status=501)
    with pytest.raises(ContractBroken):
        await talk.line.write("POST", "/things", [])


async def test_only_listed_paths_can_be_asked_for(talk: Talk) -> None:
    for path in ("/resumes", "/things/../resumes", "/things/1/x", "/things?x=1"):
        with pytest.raises(ForbiddenPath):
            await talk.line.get(path)
        with pytest.raises(ForbiddenPath):
            await talk.line.write("POST", path)
    assert list(talk.server.kit.calls) == []


async def test_the_program_says_who_it_is_and_an_empty_write_says_its_length(talk: Talk) -> None:
    await talk.line.write("PUT", "/things")
    sent = talk.server.headers[0]
    assert sent["User-Agent"] == "vidhuk (ops@example.com)"
    assert sent["Content-Length"] == "0"


async def test_a_program_that_nobody_can_be_written_about_has_its_bare_name() -> None:
    async with talking(contact_email="") as talk:
        await talk.line.get("/things")
        assert talk.server.headers[0]["User-Agent"] == "vidhuk"


async def test_one_request_at_a_time_goes_out_for_one_login(talk: Talk) -> None:
    await asyncio.gather(*(talk.line.get("/things") for _ in range(5)))
    assert talk.server.most_at_once == 1


async def test_files_come_from_the_sites_own_addresses_only(talk: Talk) -> None:
    assert (await talk.line.download("/files/cv")).body == b"xxx"
    assert (await talk.line.download(f"{talk.base}/files/cv")).status == 200
    strangers = (
        "http://evil.example/files/cv",
        "https://evil.example/demo.example",
        "https://demo.example.evil.example/x",
        "http://demo.example/x",  # not https
        "https://demo.example:8443/x",
        "//evil.example/x",
        "/resumes",
        "file:///etc/passwd",
        "https://[broken/x",
    )
    for address in strangers:
        with pytest.raises(ContractBroken):
            await talk.line.download(address)
        assert not talk.line.leads(address)
    assert talk.line.owns("https://img.demo.example/x.jpg")
    assert talk.line.leads("https://img.demo.example/proof")
    assert talk.line.leads(f"{talk.base}/any")


async def test_a_file_address_with_a_login_in_it_is_not_the_sites_own(talk: Talk) -> None:
    for address in (talk.base.replace("//", "//u:p@") + "/files/1", "https://u@demo.example/1"):
        with pytest.raises(ContractBroken, match="own"):
            await talk.line.download(address)


async def test_a_web_page_instead_of_a_file_is_another_try(talk: Talk) -> None:
    talk.fault("html", path="files", status=200, times=2)
    assert (await talk.line.download("/files/1")).body == b"xxx"
    talk.fault("html", path="files", status=200)
    with pytest.raises(SiteUnavailable, match="a web page"):
        await talk.line.download("/files/1")


async def test_a_web_page_with_a_name_is_a_file(talk: Talk) -> None:
    named = {"Content-Disposition": 'attachment; filename="cv.html"'}
    talk.fault("html", path="files", status=200, headers=named, times=1)
    assert (await talk.line.download("/files/1")).filename == "cv.html"


async def test_a_redirect_out_of_the_site_is_not_followed(talk: Talk) -> None:
    talk.server.redirect = "http://evil.example/x"
    with pytest.raises(ContractBroken):
        await talk.line.download("/files/moved")
    talk.server.redirect = "/files/cv"
    assert (await talk.line.download("/files/moved")).body == b"xxx"
    talk.server.redirect = "/files/moved"
    with pytest.raises(ContractBroken):
        await talk.line.download("/files/moved")


async def test_credentials_go_to_the_apis_own_host_alone() -> None:
    server, other = Server(), Server()
    async with talking(server=other) as elsewhere, talking(server=server) as talk:
        server.redirect = f"{elsewhere.base}/files/cv"
        talk.line.rules = Rules("demo", talk.base, PATHS, FILES)
        talk.line.owns = lambda url: True  # type: ignore[method-assign]
        await talk.line.download("/files/moved")
        assert server.headers[0]["Authorization"] == SECRET
        assert "Authorization" not in other.headers[0]


async def test_what_another_host_says_holds_up_nobody_at_the_site() -> None:
    server, other = Server(), Server()
    async with talking(server=other) as elsewhere, talking(server=server) as talk:
        server.redirect = f"{elsewhere.base}/files/cv"
        talk.line.rules = Rules("demo", talk.base, PATHS, FILES)
        talk.line.owns = lambda url: True  # type: ignore[method-assign]
        for status in (401, 403):
            elsewhere.fault("html", "files", status=status, times=1)
            assert (await talk.line.download("/files/moved")).status == status
        elsewhere.fault("html", "files", status=429, times=1)
        with pytest.raises(SiteUnavailable):
            await talk.line.download("/files/moved")
        started = talk.clock.now()
        await talk.line.get("/things")
        assert talk.clock.now() == started


async def test_a_file_that_is_too_big_is_cut_off(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "BODY_MOST", 1000)
    with pytest.raises(ContractBroken):
        await talk.line.download("/files/big")
    assert (await talk.line.download("/files/cv")).body == b"xxx"


async def test_neither_errors_nor_logs_hold_what_was_sent(
    talk: Talk, caplog: pytest.LogCaptureFixture
) -> None:
    told = []
    with caplog.at_level(logging.DEBUG):
        for kind in ("drop_after", "html", "status"):
            talk.fault(kind, status=500 if kind == "status" else None)
            for send in (
                talk.line.get("/things", [("phone", SECRET)]),
                talk.line.write("POST", "/things", [("text", SECRET)]),
            ):
                with pytest.raises(SiteError) as error:
                    await send
                told.append(f"{error.value} {error.value.values()}")
            talk.server.kit.faults.clear()
    assert SECRET not in "".join(told) + caplog.text

"""`vidhuk probe` against the emulators: reads only, says what differs, shows nobody's data."""

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from bot.wiring.probe import NoWayIn, Report, probe
from bot.wiring.settings import AllSettings, Settings
from sites import discover
from sites.headhunter import SITE as HEADHUNTER
from sites.kit.assumption import Verdict
from sites.kit.site import Site
from storage.clock import SystemClock
from tests import headhunter
from tests.cradle import Cradle
from tests.e2e import people
from tests.emulated import Emulated, running
from tests.fakes.sites import CodedSite
from tests.invented import coded as plug_in
from tests.site_bench import LOGIN, PASSWORD, Bench, bench

TOKEN = "4200000009:AAcommandsCanaryZq8vKt3xw9LmNp5Rd"
PACE = 1000.0
DOC = Path(__file__).parents[2] / "docs" / "site-assumptions.md"
CANARIES = {people.LOGIN, *people.SECRETS, people.NAME}


@dataclass
class Account:
    """An employer at the emulated Work.ua, with a live ad that somebody has answered."""

    site: Site[Any]
    at: Emulated

    async def probed(self, **given: str) -> Report:
        """What the probe makes of it."""
        words = {"login": people.LOGIN, "password": people.PASSWORD, **given}
        own = Settings(_env_file=None, bot_token=TOKEN, pace=PACE)
        found = AllSettings(own, {"work_ua": self.site.settings(api_url=self.at.base)})
        return await probe(found, self.site, lambda what: words[what])

    async def differing(self) -> dict[str, str]:
        """What differs, by the assumption's id."""
        report = await self.probed()
        shown = repr((report.calls, [words for _, _, words in report.verdicts]))
        assert [one for one in CANARIES if one in shown] == []
        return {one.id: said for one, is_, said in report.verdicts if is_ is Verdict.DIFFERS}


@pytest.fixture
async def account() -> AsyncIterator[Account]:
    site = next(one for one in discover() if one.info.key == "work_ua")
    async with running(site.emulator, pace=PACE) as at:
        user = {"login": people.LOGIN, "password": people.PASSWORD, "company": people.ROMASHKA}
        await at.control("POST", "/users", {**user, "balance": dict(people.BALANCE)})
        await at.control("POST", "/jobs", {"login": people.LOGIN})
        await _answered(at)
        yield Account(site, at)


async def _answered(at: Emulated, **more: Any) -> None:
    candidate = {"fio": people.NAME, "phone": people.PHONE, "email": people.EMAIL}
    await at.control("POST", "/responses", {**candidate, "cover": people.LETTER, **more})


async def test_at_a_site_as_it_is_assumed_everything_holds(account: Account) -> None:
    await _answered(account.at, file="pdf")
    report = await account.probed()
    assert report.good
    assert {is_ for _, is_, _ in report.verdicts} == {Verdict.HOLDS}
    assert [what for what, _, _ in report.calls] == [
        "login",
        "unused publications",
        "list town",
        "list category",
        "list jobtype",
        "list experience",
        "list education",
        "own ads",
        "the newest response",
        "responses",
        "a resume's file",
    ]


async def test_nothing_is_written_and_no_call_costs(account: Account) -> None:
    await account.probed()
    assert {one["method"] for one in await account.at.calls()} == {"GET"}


async def test_what_no_answer_shows_is_not_said_to_hold(account: Account) -> None:
    report = await account.probed()
    assert report.good
    unseen = [one.id for one, is_, _ in report.verdicts if is_ is Verdict.UNSEEN]
    assert unseen == ["A25"]  # nobody has sent a file


async def test_a_balance_that_tells_more_differs(account: Account) -> None:
    body = [{"id": "standart_job", "total": 3, "date_expire": "2027-01-01"}]
    await account.at.fault(path="/available-pub", kind="status", status=200, body=body)
    assert await account.differing() == {"A09": "a type tells date_expire too"}
    assert not (await account.probed()).good


async def test_contacts_of_another_shape_differ_and_are_not_shown(account: Account) -> None:
    await _answered(account.at, raw={"phone": [people.PHONE], "from_type": people.EMAIL})
    assert await account.differing() == {
        "A20": "1 responses are of another kind",
        "A22": "phone is a list",
    }


async def test_a_list_that_is_none_differs(account: Account) -> None:
    body = {"status": "ok", "items": [{"id": n, "active": 1} for n in range(50)], "page": 1}
    await account.at.fault(path="/jobs/my", kind="status", status=200, body=body)
    assert await account.differing() == {
        "A18": "exactly 50 jobs came; the list tells page too",
        "A19": "50 live jobs have no publication type",
        "A27": "50 live jobs have no date_expire that can be read",
    }


async def test_a_wrong_password_is_tried_once_and_ends_it(account: Account) -> None:
    report = await account.probed(password=people.WRONG_PASSWORD)
    assert [(what, came) for what, came, _ in report.calls] == [("login", False)]
    assert not report.good
    assert len(await account.at.calls()) == 1


async def test_one_call_that_fails_does_not_hide_the_others(account: Account) -> None:
    await account.at.fault(path="/dictionaries/category", kind="status", status=404)
    report = await account.probed()
    assert [what for what, came, _ in report.calls if not came] == ["list category"]
    assert report.calls[-1][1]
    assert not report.good


def test_every_declared_assumption_stands_in_the_document() -> None:
    document = DOC.read_text(encoding="utf-8")
    for site in discover():
        section = document.partition(f"\n## {site.info.name}\n")[2].partition("\n## ")[0]
        ids = [one.id for one in site.assumptions]
        assert len(ids) == len(set(ids))
        assert [one for one in ids if f"\n| {one} |" not in section] == []


# -- the command ------------------------------------------------------------------------------


_Command = Callable[..., Awaitable[tuple[int, str, str]]]


@pytest.fixture
def command(account: Account, loaded: Cradle, tmp_path: Path) -> _Command:
    """`vidhuk <words>` with this on its stdin: its code and what it says."""

    async def ended(*words: str, typed: str) -> tuple[int, str, str]:
        own = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "COLUMNS": "160"}
        given = {"BOT_TOKEN": TOKEN, "WORK_UA_API_URL": account.at.base, "PACE": str(PACE)}
        one = await loaded.child(*words, cwd=tmp_path, env=own | given, typed=typed.encode())
        said, complained = await one.communicate()
        return await one.wait(), said.decode(), complained.decode()

    return ended


async def test_the_command_reads_stdin_and_says_what_holds(
    account: Account, command: _Command
) -> None:
    lines = f"{people.LOGIN}\n{people.PASSWORD}\n"
    code, said, complained = await command("probe", "work_ua", typed=lines)
    assert (code, complained) == (0, "")
    assert "A22" in said
    assert "holds" in said
    assert [one for one in CANARIES if one in said] == []
    await _answered(account.at, raw={"phone": [people.PHONE]})
    code, said, _ = await command("probe", "work_ua", typed=lines)
    assert code == 1
    assert "phone is a list" in said


@pytest.mark.parametrize(
    ("site", "typed", "words"),
    [
        ("work_ua", "", "stdin has no line for: login"),
        ("linkedin", "", "no site 'linkedin'; there are: "),
    ],
)
async def test_what_it_can_not_do_is_said_with_code_2(
    command: _Command, site: str, typed: str, words: str
) -> None:
    code, said, complained = await command("probe", site, typed=typed)
    assert (code, said) == (2, "")
    assert complained.startswith(words)


# -- a site whose people log in on its own page -----------------------------------------------


class Terminal:
    """Somebody who does what is asked; `page` is what was printed."""

    def __init__(self, site: CodedSite, **brought: str) -> None:
        self._site, self._brought, self.page = site, brought, ""

    def __call__(self, what: str) -> str:
        self.page = next(line.strip() for line in what.splitlines() if "://coded" in line)
        brought = {**self._site.allow(self.page, people.LOGIN), **self._brought}
        return f"https://bot.example/oauth/coded?{urlencode(brought)}"


@pytest.fixture
def coded(monkeypatch: pytest.MonkeyPatch) -> CodedSite:
    site = CodedSite(SystemClock())
    site.employ(people.LOGIN, people.PASSWORD)
    monkeypatch.setattr(plug_in, "world", [site])
    return site


async def _probed(terminal: Terminal) -> Report:
    own = Settings(_env_file=None, bot_token=TOKEN, public_url="https://bot.example", pace=PACE)
    found = AllSettings(own, {"coded": plug_in.SITE.settings()})
    return await probe(found, plug_in.SITE, terminal)


async def test_the_address_that_a_login_page_leads_back_to_is_enough(coded: CodedSite) -> None:
    report = await _probed(Terminal(coded))
    assert report.good
    assert report.calls[0] == ("login", True, "an employer's account")
    assert coded.looked_at == []


@pytest.mark.parametrize("brought", [{"state": "another"}, {"code": "another"}])
async def test_an_address_of_another_login_is_not_taken(
    coded: CodedSite, brought: dict[str, str]
) -> None:
    with pytest.raises(NoWayIn):
        await _probed(Terminal(coded, **brought))


# -- every site -------------------------------------------------------------------------------

TYPED = [site for site in discover() if not site.info.by_code]


@asynccontextmanager
async def _answered_ad(site: Site[Any]) -> AsyncIterator[tuple[Bench, Callable[[], Any]]]:
    """The bench of a site where somebody has answered an ad, and how to probe it."""
    async with bench(site) as at:
        async with at.session() as session:
            ad = (await session.publish(await at.form(session), key="1:1")).remote_id
            await at.respond(ad, cover=people.LETTER, phone=people.PHONE, file="pdf")
        addresses = {name: at.at.base for name in site.settings.model_fields if "_url" in name}
        own = Settings(_env_file=None, bot_token=TOKEN, pace=PACE)
        found = AllSettings(own, {site.info.key: site.settings(**addresses)})
        words = {one.key: PASSWORD if one.secret else LOGIN for one in site.info.login}
        yield at, lambda: probe(found, site, words.__getitem__)


@pytest.mark.parametrize("site", TYPED, ids=[site.info.key for site in TYPED])
async def test_every_site_can_be_read_and_holds_the_same_afterwards(site: Site[Any]) -> None:
    async with _answered_ad(site) as (at, probed):
        before = await at.at.control("GET", "/jobs")
        report = await probed()
        assert [call for call in report.calls if not call[1]] == []
        assert {is_ for _, is_, _ in report.verdicts} == {Verdict.HOLDS}
        assert report.calls[-1][0] == "a resume's file"
        assert await at.at.control("GET", "/jobs") == before


async def test_what_differs_at_robota_ua() -> None:
    site = next(one for one in TYPED if one.info.key == "robota_ua")
    async with _answered_ad(site) as (at, probed):
        rows = [{"id": number, "name": people.NAME, "addDate": "-"} for number in range(21)]
        for path, body in (
            ("/tickets/", {"about": people.PHONE}),
            ("/vacancy/list", {"vacancies": [{"vacancyId": 1, "state": "Sleeping"}]}),
            ("/apply/list", {"applies": rows}),
        ):
            await at.at.fault(path=path, kind="status", status=200, body=body)
        report = await probed()
        differing = {one.id: said for one, is_, said in report.verdicts if is_ is Verdict.DIFFERS}
    assert differing == {
        "R08": "a balance is an object that can't be read",
        "R09": "an ad's state is Sleeping",
        "R19": "21 of 21 responses have no date that can be read",
        "R20": "21 rows came on a page",
    }


async def test_headhunter_is_read_after_a_login_on_its_page_and_no_resume_is_opened() -> None:
    loop = asyncio.get_running_loop()
    async with headhunter.house() as at:
        async with at.opened() as session:
            ad = await session.publish(await headhunter.ad_form(session), key="1:1")
        for minutes in (30, 20, 10):
            await at.respond(ad.remote_id, cover=people.LETTER, minutes_ago=minutes)

        def log_in(what: str) -> str:
            page = next(line.strip() for line in what.splitlines() if at.at.base in line)
            back = asyncio.run_coroutine_threadsafe(at.answered(page), loop).result()
            return f"{headhunter.REDIRECT}?{urlencode(back)}"

        public = headhunter.REDIRECT.removesuffix("/oauth/headhunter")
        own = Settings(
            _env_file=None,
            bot_token=TOKEN,
            contact_email="ops@example.com",
            public_url=public,
            pace=PACE,
        )
        known = (await at.at.control("GET", "/facts"))["settings"]
        given = HEADHUNTER.settings(
            api_url=at.at.base, authorize_url=at.at.base, host="hh.kz", **known
        )
        found = AllSettings(own, {HEADHUNTER.info.key: given})
        before = len(await at.asked())

        def probed() -> Report:  # in a loop of its own: who logs in there waits for the answer
            return asyncio.run(probe(found, HEADHUNTER, log_in))

        report = await asyncio.to_thread(probed)
        asked = (await at.asked())[before:]
    assert [call for call in report.calls if not call[1]] == []
    assert {one.id: is_ for one, is_, _ in report.verdicts} == {
        one.id: Verdict.HOLDS for one in HEADHUNTER.assumptions
    }
    written = {one for one in asked if not one.startswith("GET ")}
    assert {one.partition(" ")[2] for one in written} <= {"/", "/oauth/authorize", "/token"}
    assert [one for one in asked if "/resumes/" in one] == []
    assert [one for one in CANARIES if one in repr(report.calls)] == []

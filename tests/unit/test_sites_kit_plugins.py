"""Sessions whose credentials run out: what the account holds, and what an error was asked with."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

import sites
from bot.domain.account import AccountState, EmployerAccount
from bot.domain.errors import AuthExpired
from bot.domain.ids import AccountId, MemberId, WorkspaceId
from bot.domain.paces import Paces
from bot.domain.secret import Credentials
from bot.ports import SiteSession
from sites.kit.http import Web
from sites.kit.plugins import Plugins
from sites.kit.site import Opening
from tests.fakes import FakeClock, MemoryLimits, MemoryRenewals

LOGIN = {"login": "olena@example.com", "password": "canary-пароль-1"}
ACCOUNT = EmployerAccount(
    AccountId(1),
    WorkspaceId(1),
    "work_ua",
    "olena@example.com",
    "Ромашка",
    "olena@example.com",
    Credentials.of(LOGIN),
    MemberId(1),
)


class _Openings:
    """Remembers what sessions were opened with; the session itself is nobody's."""

    def __init__(self) -> None:
        self.all: list[Opening[Any]] = []

    def __call__(self, opening: Opening[Any]) -> SiteSession:
        self.all.append(opening)
        return None  # type: ignore[return-value]

    @property
    def last(self) -> Opening[Any]:
        return self.all[-1]


def _plugins(openings: _Openings, renewals: MemoryRenewals) -> Plugins:
    clock, paces = FakeClock(datetime.now(UTC)), Paces()
    web = Web(
        clock=clock, limits=MemoryLimits(clock, {}), paces=paces, contact_email="ops@example.com"
    )
    site = next(one for one in sites.discover() if one.info.key == "work_ua")
    settings = {"work_ua": site.read_settings()}
    return Plugins([replace(site, open=openings)], settings, web, renewals)


def _token(credentials: Credentials, number: int) -> Credentials:
    return Credentials.of({**credentials.reveal(), "token": f"canary-token-{number}"})


def _ask(numbers: Sequence[int]) -> Any:
    left = iter(numbers)

    async def ask(present: Credentials) -> Credentials:
        return _token(present, next(left))

    return ask


async def test_two_sessions_of_one_account_get_one_token() -> None:
    openings, renewals = _Openings(), MemoryRenewals()
    plugins, ask = _plugins(openings, renewals), _ask([1])
    async with plugins.session(ACCOUNT), plugins.session(ACCOUNT):
        first, second = openings.all
        assert first.lock is second.lock
        assert await first.renew(ask) == await second.renew(ask) == _token(ACCOUNT.credentials, 1)
    assert renewals.asked[ACCOUNT.id] == 1


async def test_a_token_that_runs_out_in_the_session_that_got_it_is_renewed_again() -> None:
    openings = _Openings()
    async with _plugins(openings, MemoryRenewals()).session(ACCOUNT):
        ask = _ask([1, 2])
        await openings.last.renew(ask)
        assert await openings.last.renew(ask) == _token(ACCOUNT.credentials, 2)


async def test_an_error_says_what_the_site_was_asked_with_at_last() -> None:
    openings = _Openings()
    plugins = _plugins(openings, MemoryRenewals())

    async def refused_in_the_end() -> None:
        async with plugins.session(ACCOUNT):
            await openings.last.renew(_ask([1]))
            raise AuthExpired("work_ua")

    with pytest.raises(AuthExpired) as refused:
        await refused_in_the_end()
    assert refused.value.asked_with == _token(ACCOUNT.credentials, 1)
    assert "canary" not in repr(refused.value.asked_with)


async def test_an_account_that_is_disconnected_meanwhile_gets_no_token() -> None:
    openings, renewals = _Openings(), MemoryRenewals()
    gone = ACCOUNT.to(AccountState.DISCONNECTED)
    async with _plugins(openings, renewals).session(ACCOUNT):
        renewals.stored[ACCOUNT.id] = gone.credentials
        with pytest.raises(AuthExpired):
            await openings.last.renew(_ask([1]))


async def test_a_login_without_an_account_is_renewed_for_itself_alone() -> None:
    openings, renewals = _Openings(), MemoryRenewals()
    async with _plugins(openings, renewals).login("work_ua", ACCOUNT.credentials):
        assert await openings.last.renew(_ask([1])) == _token(ACCOUNT.credentials, 1)
    assert not renewals.asked

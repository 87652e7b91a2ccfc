"""Plug-ins whose people log in on the site's own page, and which call: what they declare."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

import sites
from bot.domain.account import EmployerAccount, Viewed
from bot.domain.errors import NotThere
from bot.domain.ids import AccountId, MemberId, WorkspaceId
from bot.domain.paces import Paces
from bot.domain.secret import Credentials, Secret
from bot.domain.site import Can, Challenge, Happened, Heard
from sites.kit.http import Web
from sites.kit.plugins import Plugins
from sites.kit.site import CodeLogin, Opening, Site
from tests.fakes import FakeClock, MemoryLimits, MemoryRenewals

CHALLENGE = Challenge(Secret("state"), Secret("verifier"), "https://bot.example.com/oauth/work_ua")
ACCOUNT = EmployerAccount(
    AccountId(1),
    WorkspaceId(1),
    "work_ua",
    "4062820",
    "Ромашка",
    "Олена",
    Credentials.of({"token": "т"}),
    MemberId(1),
)


async def _redeem(_web: Web, _: Any, challenge: Challenge, code: Secret) -> Credentials:
    return Credentials({"token": code, "verifier": challenge.verifier})


@pytest.fixture
def site() -> Site[Any]:
    """A plug-in that declares all of it."""
    found = next(one for one in sites.discover() if one.info.key == "work_ua")
    info = replace(found.info, login=(), by_code=True, can=found.info.can | {Can.PUSH})
    return replace(
        found,
        info=info,
        code_login=CodeLogin(lambda _, asked: f"https://x/?to={asked.redirect}", _redeem),
        hear=lambda body: Heard(body.decode(), Happened.OTHER),
    )


def plugins(site: Site[Any], *, reachable: bool = True) -> Plugins:
    clock = FakeClock()
    limits, paces = MemoryLimits(clock, {}), Paces()
    web = Web(clock=clock, limits=limits, paces=paces, contact_email="ops@example.com")
    settings: Mapping[str, Any] = {"work_ua": site.read_settings()}
    return Plugins([site], settings, web, MemoryRenewals(), reachable=reachable)


def test_what_goes_together_is_declared_together(site: Site[Any]) -> None:
    assert site.flaws("work_ua") == []
    flaws = replace(site, code_login=None, hear=None).flaws("work_ua")
    assert flaws == ["by_code and code_login go together", "Can.PUSH and hear go together"]
    both = replace(site, info=replace(site.info, by_code=False))
    assert "it needs login fields or by_code, one of them" in both.flaws("work_ua")


def test_a_site_is_offered_where_it_can_be_used_and_come_back_from(site: Site[Any]) -> None:
    assert [one.key for one in plugins(site).all()] == ["work_ua"]
    assert plugins(site, reachable=False).all() == []
    assert plugins(replace(site, offered=lambda _: False)).all() == []
    assert plugins(site, reachable=False).info("work_ua").by_code


async def test_the_page_and_the_code_are_the_plug_ins(site: Site[Any]) -> None:
    ports = plugins(site)
    assert ports.authorize("work_ua", CHALLENGE).endswith("/oauth/work_ua")
    given = await ports.redeem("work_ua", CHALLENGE, Secret("code"))
    assert given.reveal() == {"token": "code", "verifier": "verifier"}
    assert ports.hear("work_ua", b"a1") == Heard("a1", Happened.OTHER)


def test_a_site_without_a_page_has_none(site: Site[Any]) -> None:
    bare = plugins(replace(site, code_login=None, hear=None))
    with pytest.raises(NotThere):
        bare.authorize("work_ua", CHALLENGE)
    assert bare.hear("work_ua", b"a1") is None


async def test_a_session_knows_whether_its_candidates_may_learn_of_it(site: Site[Any]) -> None:
    opened: list[Opening[Any]] = []

    def remember(opening: Opening[Any]) -> Any:
        opened.append(opening)

    ports = plugins(replace(site, open=remember))
    for viewed in Viewed:
        async with ports.session(replace(ACCOUNT, viewed=viewed)):
            pass
    async with ports.login("work_ua", ACCOUNT.credentials):
        pass
    assert [one.may_view for one in opened] == [True, False, True]
    assert isinstance(opened[0].credentials["token"], Secret)

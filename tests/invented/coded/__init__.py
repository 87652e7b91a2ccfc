"""The plug-in of the invented site: the same declaration as any other's, no network behind it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from bot.domain.paces import Rate
from bot.domain.secret import Credentials, Secret
from bot.domain.site import Challenge, Entry, FieldValues, Heard, Problem, RemoteApplication
from bot.domain.vacancy import Vacancy
from bot.ports import AdForm
from sites.kit.http import Web
from sites.kit.site import CodeLogin, Opening, Site, SiteSettings
from tests.fakes.sites import CODED, CodedSite, FakeSession
from tests.invented import world


class Settings(SiteSettings):
    """None: it is nowhere."""


def _site() -> CodedSite:
    return world[0]


def _open(opening: Opening[Settings]) -> FakeSession:
    return FakeSession(_site(), opening.credentials, may_view=opening.may_view)


def _authorize(_settings: Settings, challenge: Challenge) -> str:
    return _site().page(challenge)


async def _redeem(
    _web: Web, _settings: Settings, challenge: Challenge, code: Secret
) -> Credentials:
    return _site().redeem(challenge, code)


def _hear(body: bytes) -> Heard | None:
    return _site().hear(body)


def _suggest(_vacancy: Vacancy, _lists: Mapping[str, Sequence[Entry]]) -> FieldValues:
    return {}


def _check_form(_form: AdForm, _publish: bool) -> tuple[Problem, ...]:
    return ()


def _reread(_raw: str, _kept_at: datetime) -> RemoteApplication | None:
    return None


SITE = Site(
    info=CODED,
    settings=Settings,
    open=_open,
    suggest=_suggest,
    check_form=_check_form,
    reread=_reread,
    rates=(Rate(100, timedelta(seconds=1)),),
    emulator="sites.coded.emulator:app",
    texts=Path(__file__).parent / "texts",
    code_login=CodeLogin(_authorize, _redeem),
    hear=_hear,
)

"""The product for a measure: a folder with a filled database, and `vidhuk run` on it."""

import base64
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from bot.domain.ids import MemberId, WorkspaceId, new_id
from bot.domain.site import Ad
from bot.domain.workspace import Member, Person, Role, Tenant, User, Workspace
from bot.ports import UnitOfWork
from bot.wiring import start
from sites import discover
from tests.contract.rows import make_account, make_publication, make_vacancy
from tests.e2e.house import NOWHERE, settings_of

TOKEN = "4200000009:AAbenchBenchBenchBenchBenchBenchBench"
BARE_TOKEN = "4200000010:AAbareBareBareBareBareBareBareBareBa"
_KEY = base64.urlsafe_b64encode(b"a key that opens nothing but this"[:32]).decode()
_VACANCIES = 5


def variables(folder: Path, telegram: str) -> dict[str, str]:
    """Its settings; no site is anywhere."""
    sites = {
        site.setting_name(name): NOWHERE
        for site in discover()
        for name in site.settings.model_fields
        if name.endswith("_url")
    }
    return {
        **sites,
        "BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": telegram,
        "DATABASE_URL": f"sqlite+aiosqlite:///{folder / 'vidhuk.db'}",
        "FILES_DIR": str(folder / "files"),
        "ENCRYPTION_KEYS": _KEY,
        "CONTACT_EMAIL": "bench@romashka.example",
        "LISTEN": "127.0.0.1:0",
        "LOG_LEVEL": "INFO",
    }


def environment(folder: Path, given: Mapping[str, str]) -> dict[str, str]:
    """Nothing of whoever measures reaches the process."""
    return {"PATH": os.environ["PATH"], "HOME": str(folder), "LC_ALL": "C.UTF-8", **given}


def program() -> str:
    """The console script."""
    return str(Path(sys.executable).with_name("vidhuk"))


async def fill(given: Mapping[str, str], people: Sequence[int]) -> None:
    """A company for each person: an account, and a few vacancies that are published."""
    async with start.assembled(settings_of(given), discover()) as house:
        for user_id in people:
            await _company(house.parts.ports["uow"], user_id)


async def _company(uow: UnitOfWork, user_id: int) -> None:
    company = Workspace(WorkspaceId(new_id()), "ТОВ «Ромашка»")
    owner = Member(MemberId(new_id()), company.id, user_id, Role.OWNER, "Олена")
    account = make_account(company.id, owner.id, next_sync_at=None)
    async with uow(Tenant(company.id)) as tx:
        await tx.workspaces.save(company)
        await tx.workspaces.save_member(owner)
        await tx.accounts.save(account)
        for number in range(_VACANCIES):
            vacancy = make_vacancy(company.id, owner.id)
            ad = make_publication(vacancy, account, remote_id=f"ad-{number}", ad=Ad.LIVE)
            await tx.vacancies.save(vacancy)
            await tx.publications.save(ad)
        await tx.commit()
    async with uow.person(Person(user_id, user_id)) as tx:
        await tx.users.save(User(user_id, "uk", "Олена", company.id))
        talk = await tx.conversations.of(Person(user_id, user_id))
        await tx.conversations.save(replace(talk, workspace_id=company.id))
        await tx.commit()

"""Who did what: written with the act, read by the owner, taken away as a file."""

import csv
import io
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from bot.domain.audit import Matter
from bot.domain.errors import NotAllowed, Stale
from bot.domain.group import Did
from bot.domain.ids import to_base36
from bot.domain.views import Menu
from bot.domain.views.audit import AuditFile, AuditMembers, AuditPage
from bot.domain.workspace import Actor, Role
from bot.usecases.reading.audit import PAGE
from bot.usecases.reading.screen import ReadScreen
from bot.usecases.write_down import write_down
from handlers.audit_file import audit_file
from handlers.render.ink import Ink
from handlers.texts import load
from sites.work_ua import SITE
from tests.audit_views import audit_lines
from tests.fakes.store.kinds import APPLICATIONS, DEEDS
from tests.office import FIELDS, Office
from tests.views import NOW, ZONE

INK = Ink(load([Path(SITE.texts)])("uk"), ZONE, NOW, "vidhuk_bot")


async def seen(office: Office, who: Actor | None = None) -> Any:
    """What the person's screen shows."""
    shown = await office.make(ReadScreen)((who or office.owner).person)
    assert shown is not None
    return shown.screen.view


def deeds(office: Office) -> list[tuple[Did, int, str]]:
    return [(one.did, one.subject_id, one.detail) for one in office.rows(DEEDS)]


async def many(office: Office, count: int, did: Did = Did.CONTACT) -> None:
    async with office.transaction() as tx:
        for at in range(count):
            await write_down(tx, office.owner, did, at, office.clock.now())


async def test_what_is_asked_of_a_site_is_written_down() -> None:
    office = await Office().open()
    ad = await office.publication(await office.account(), fields=FIELDS)
    await office.press(office.owner, "load", ad.id)
    await office.work()
    await office.press(office.owner, "preview", ad.id)
    await office.press(office.owner, "send", ad.id)
    await office.press(office.owner, "withdraw", ad.id)
    assert deeds(office) == [(Did.AD_PUBLISH, ad.id, ""), (Did.AD_WITHDRAWN, ad.id, "")]


async def test_a_login_that_goes_and_an_invite_are_written_down() -> None:
    office = await Office().open()
    account = await office.account()
    await office.press(office.owner, "disconnect", account.id)
    await office.press(office.owner, "disconnect_yes", account.id)
    await office.press(office.owner, "invite", list(Role).index(Role.RECRUITER))
    (gone, invited) = deeds(office)
    assert gone == (Did.DISCONNECTED, account.id, "")
    assert (invited[0], invited[2]) == (Did.INVITED, "recruiter")


async def test_settings_are_written_down() -> None:
    office = await Office().open()
    for verb in ("keep_quarter", "stop_off", "notice_on"):
        await office.press(office.owner, verb)
    here = office.workspace.id
    assert deeds(office) == [
        (Did.RETENTION, here, "3"),
        (Did.STOP_ERASED, here, "off"),
        (Did.FIRST_NOTICE, here, "on"),
    ]


async def test_only_an_owner_reads_it() -> None:
    office = await Office().open()
    for role in (Role.ADMIN, Role.RECRUITER, Role.HIRING_MANAGER):
        with pytest.raises(NotAllowed):
            await office.press(await office.hire(role), "audit")
    await office.press(office.owner, "audit")
    assert isinstance(await seen(office), AuditPage)
    await office.demote(office.owner, Role.ADMIN)
    assert isinstance(await seen(office), Menu)


async def test_it_is_read_page_by_page_the_newest_first() -> None:
    office = await Office().open()
    await many(office, PAGE + 1)
    await office.press(office.owner, "audit")
    page = await seen(office)
    assert [one.number for one in page.lines] == list(range(PAGE, 0, -1))
    assert page.more
    await office.press(office.owner, "audit_page", 1)
    page = await seen(office)
    assert [one.number for one in page.lines] == [0]
    assert not page.more


async def test_it_is_narrowed_by_kind_and_by_member_who_may_have_left() -> None:
    office = await Office().open()
    ira = await office.hire(Role.RECRUITER)
    await many(office, 2)
    async with office.transaction() as tx:
        await write_down(tx, ira, Did.TAKEN, 7, office.clock.now())
    await office.fire(ira)
    await office.press(office.owner, "audit")
    await office.press(office.owner, "audit_matters")
    await office.press(office.owner, "audit_matter", 1 + list(Matter).index(Matter.CANDIDATES))
    page = await seen(office)
    assert [(one.who, one.did, one.number) for one in page.lines] == [("recruiter", Did.TAKEN, 7)]
    await office.press(office.owner, "audit_matter", 0)
    await office.press(office.owner, "audit_members")
    members = await seen(office)
    assert isinstance(members, AuditMembers)
    assert (ira.member_id, "recruiter") in members.members
    await office.press(office.owner, "audit_member", office.owner.member_id)
    assert [one.did for one in (await seen(office)).lines] == [Did.CONTACT] * 2
    with pytest.raises(Stale):
        await office.press(office.owner, "audit_matter", 99)


async def test_what_it_is_about_is_called_by_its_name() -> None:
    office = await Office().open()
    account = await office.account()
    ad = await office.live(account)
    async with office.transaction() as tx:
        for did, subject in (
            (Did.AD_EDIT, ad.id),
            (Did.CONNECTED, account.id),
            (Did.CAME, office.owner.member_id),
            (Did.ERASED, ad.vacancy_id),
            (Did.AD_EDIT, 5),
        ):
            await write_down(tx, office.owner, did, subject, office.clock.now())
    await office.press(office.owner, "audit")
    told = [(one.title, one.site, one.number) for one in (await seen(office)).lines]
    assert told == [
        ("", None, None),
        ("Бариста", None, None),
        ("", None, None),
        ("Ромашка", account.site, None),
        ("Бариста", ad.site, None),
    ]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
async def test_its_file_holds_what_was_narrowed_and_is_written_down(form: str) -> None:
    office = await Office().open()
    await many(office, 3)
    await many(office, 1, Did.TAKEN)
    await office.press(office.owner, "audit")
    await office.press(office.owner, "audit_matter", 1 + list(Matter).index(Matter.CONTACTS))
    for _ in range(2):  # a double tap
        await office.press(office.owner, f"audit_{form}")
    await office.work()
    (file,) = [one for one in office.said(office.owner) if isinstance(one, AuditFile)]
    assert (file.form, len(file.lines)) == (form, 3)
    taken = [one for one in deeds(office) if one[0] is Did.AUDIT_TAKEN]
    assert taken == [(Did.AUDIT_TAKEN, office.workspace.id, form)]


async def test_who_is_no_owner_any_more_gets_no_file() -> None:
    office = await Office().open()
    await office.press(office.owner, "audit")
    await office.press(office.owner, "audit_csv")
    await office.demote(office.owner, Role.RECRUITER)
    await office.work()
    assert not [one for one in office.said(office.owner) if isinstance(one, AuditFile)]


async def test_erasing_a_candidate_leaves_the_lines() -> None:
    office = await Office().open()
    ad = await office.live(account := await office.account())
    office.site.respond(str(ad.remote_id), name="Олена Коваль", phones=("+380671234521",))
    await office.sync(account)
    one = office.rows(APPLICATIONS)[0]
    async with office.transaction() as tx:
        await write_down(tx, office.owner, Did.CONTACT, one.id, office.clock.now())
    await office.press(office.owner, "erase_one", one.id)
    await office.type(office.owner, "+380671234521")
    await office.work()
    assert office.rows(APPLICATIONS) == []
    assert [did for did, _, _ in deeds(office)] == [Did.CONTACT, Did.ERASED]


def test_a_table_holds_no_formula() -> None:
    view = AuditFile("csv", audit_lines("=HYPERLINK(1)"))
    rows = list(csv.reader(io.StringIO(audit_file(view, INK).decode("utf-8-sig"))))
    assert len(rows) == 1 + len(Did)
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    assert rows[1][-1] == to_base36(2**63 - 1)
    sheet = audit_file(AuditFile("xlsx", audit_lines("=1+1")), INK)
    with ZipFile(io.BytesIO(sheet)) as book:
        cells = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in cells

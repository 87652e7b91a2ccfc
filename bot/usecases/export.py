"""Candidates as a file: of one vacancy, or of one person (product.md 2.13)."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.application import Application
from bot.domain.conversation import Flash
from bot.domain.group import Did
from bot.domain.handling import Note
from bot.domain.ids import ApplicationId, NoticeId, PublicationId, VacancyId, new_id
from bot.domain.notice import Notice, NoticeKind
from bot.domain.views import ExportFile
from bot.domain.workspace import Actor
from bot.ports import Clock, Transaction, UnitOfWork
from bot.usecases.asked import Press
from bot.usecases.pressed_twice import pressed_twice
from bot.usecases.screens import stay
from bot.usecases.write_down import write_down

_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


class Form(StrEnum):
    """How the file is written."""

    CSV = "csv"
    JSON = "json"


class Of(StrEnum):
    """Whose candidates."""

    VACANCY = "vacancy"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class AskExport:
    """The file is made when it is sent, so nothing of it lies anywhere."""

    uow: UnitOfWork
    clock: Clock
    bot_id: int
    form: Form
    of: Of

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Written down: who took what; a double tap is one wish. Raises: NotThere."""
        async with self.uow(actor) as tx:
            if self.of is Of.VACANCY:
                await tx.vacancies.get(VacancyId(asked.id))
            else:
                await tx.applications.get(ApplicationId(asked.id))
            now, link = self.clock.now(), await tx.chats.private(self.bot_id, actor.user_id)
            begins = f"{self.form}.{self.of}."
            notice = Notice(
                NoticeId(new_id()),
                actor.workspace_id,
                self.bot_id,
                link.id,
                NoticeKind.EXPORT,
                asked.id,
                now,
                f"{begins}{new_id()}",
            )
            if not await pressed_twice(tx, notice, begins, now):
                await write_down(tx, actor, Did.EXPORTED, asked.id, now, detail=self.of)
                await tx.notices.owe([notice])
            await stay(tx, actor, Flash("export-begun"), asked=asked)
            await tx.commit()


async def read_export(tx: Transaction, notice: Notice, *_: object) -> ExportFile:
    """The file of this moment. Raises: NotThere."""
    form, of, _number = notice.occurrence.split(".")
    if of == Of.VACANCY:
        await tx.vacancies.get(VacancyId(notice.subject_id))
        people = await tx.erasing.of_vacancy(VacancyId(notice.subject_id))
    else:
        people = await tx.erasing.of_person(ApplicationId(notice.subject_id))
    notes = await tx.notes.of_applications([one.id for one in people])
    ads = {one.publication_id for one in people if one.publication_id is not None}
    titles = {ad: (await tx.publications.get(ad)).title for ad in ads}
    rows = [_row(one, titles, notes.get(one.id, ())) for one in people]
    content = _csv(rows) if form == Form.CSV else json.dumps(rows, ensure_ascii=False, indent=1)
    return ExportFile(f"candidates.{form}", content.encode("utf-8-sig"), len(rows))


_Row = dict[str, str | list[str]]


def _row(one: Application, titles: Mapping[PublicationId, str], notes: Sequence[Note]) -> _Row:
    """All that is kept of one application; a person may ask for it."""
    title = titles[one.publication_id] if one.publication_id is not None else ""
    return {
        "name": one.name or "",
        "phones": list(one.phones),
        "emails": list(one.emails),
        "birth_date": one.birth_date or "",
        "city": one.city or "",
        "position": one.position or "",
        "pay": one.pay or "",
        "skills": list(one.skills),
        "channels": list(one.channels),
        "site": one.site,
        "vacancy": title,
        "sent_at": one.sent_at.isoformat(),
        "stored_at": one.stored_at.isoformat(),
        "url": one.url or "",
        "stage": one.handling.stage,
        "reason": one.handling.reason or "",
        "letter": one.letter or "",
        "resume_text": one.resume_text or "",
        "file_text": one.file_text or "",
        "must_haves": _score(one),
        "notes": [note.text for note in notes],
    }


def _score(one: Application) -> str:
    """In words: a spreadsheet takes 5/6 for a date."""
    return f"{one.points_met} of {one.points_of}" if one.points_met is not None else ""


def _csv(rows: Sequence[_Row]) -> str:
    written = io.StringIO()
    names = list(rows[0]) if rows else ["name"]
    writer = csv.DictWriter(written, names, lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _cell(value) for name, value in row.items()})
    return written.getvalue()


def _cell(value: str | list[str]) -> str:
    """A text, never a formula: a spreadsheet would run what a stranger wrote (OWASP)."""
    text = value if isinstance(value, str) else "; ".join(value)
    return f"'{text}" if text.startswith(_FORMULAS) else text

"""Reading who did what: pages, narrowing, and the list as a file."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.audit import AuditSieve, Matter
from bot.domain.conversation import Conversation, Flash, Place
from bot.domain.errors import Stale
from bot.domain.group import Did
from bot.domain.ids import MemberId, NoticeId, new_id
from bot.domain.notice import Notice, NoticeKind
from bot.domain.workspace import Actor
from bot.ports import Clock, UnitOfWork
from bot.usecases.asked import Press
from bot.usecases.pressed_twice import pressed_twice
from bot.usecases.screens import current, show, stay
from bot.usecases.write_down import write_down

SCREEN, MATTERS, MEMBERS = "audit", "audit_matters", "audit_members"
_SCREENS = (SCREEN, MATTERS, MEMBERS)


class AuditForm(StrEnum):
    """How its file is written."""

    CSV = "csv"
    XLSX = "xlsx"


def sieve_at(talk: Conversation) -> AuditSieve:
    """What the list is narrowed to."""
    matter, member = talk.draft.get("matter"), talk.draft.get("member")
    return AuditSieve(
        Matter(matter) if matter else None, MemberId(member) if member is not None else None
    )


def _at_audit(talk: Conversation, asked: Press) -> Conversation:
    talk = current(talk, asked)
    if talk.place.screen not in _SCREENS:
        raise Stale
    return talk


@dataclass(frozen=True, slots=True)
class TurnAudit:
    """Another page, of the list or of a choice; it stays as narrow as it was."""

    uow: UnitOfWork
    screen: str = SCREEN

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale."""
        async with self.uow(actor) as tx:
            talk = _at_audit(await tx.conversations.of(actor), asked)
            place = Place(self.screen, page=asked.id)
            await show(tx, actor, place, asked=asked, talk=talk)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class SiftAudit:
    """One kind alone, by its place in `Matter` from 1 on; or one member's deeds. 0: all."""

    uow: UnitOfWork
    by_member: bool = False

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale."""
        matters = (None, *Matter)
        if not self.by_member and asked.id >= len(matters):
            raise Stale
        async with self.uow(actor) as tx:
            talk = _at_audit(await tx.conversations.of(actor), asked)
            if self.by_member:
                talk = talk.drafted(member=asked.id or None)
            else:
                talk = talk.drafted(matter=matters[asked.id])
            await show(tx, actor, Place(SCREEN), asked=asked, talk=talk)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class AskAuditFile:
    """The list as it is narrowed, made when it is sent; who took it is written down too.

    A double tap is one wish.
    """

    uow: UnitOfWork
    clock: Clock
    bot_id: int
    form: AuditForm

    async def __call__(self, actor: Actor, asked: Press) -> None:
        """Raises: Stale."""
        async with self.uow(actor) as tx:
            talk = _at_audit(await tx.conversations.of(actor), asked)
            now, sieve = self.clock.now(), sieve_at(talk)
            link = await tx.chats.private(self.bot_id, actor.user_id)
            begins = f"{self.form}.{sieve.matter or ''}.{sieve.member_id or ''}."
            notice = Notice(
                NoticeId(new_id()),
                actor.workspace_id,
                self.bot_id,
                link.id,
                NoticeKind.AUDIT_FILE,
                actor.workspace_id,
                now,
                f"{begins}{new_id()}",
            )
            if not await pressed_twice(tx, notice, begins, now):
                company = actor.workspace_id
                await write_down(tx, actor, Did.AUDIT_TAKEN, company, now, detail=self.form)
                await tx.notices.owe([notice])
            await stay(tx, actor, Flash("export-begun"), asked=asked, talk=talk)
            await tx.commit()


def sieve_of(notice: Notice) -> tuple[AuditForm, AuditSieve]:
    """What was asked for then."""
    form, matter, member, _number = notice.occurrence.split(".")
    sieve = AuditSieve(
        Matter(matter) if matter else None, MemberId(int(member)) if member else None
    )
    return AuditForm(form), sieve

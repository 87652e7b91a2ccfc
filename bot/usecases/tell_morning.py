"""At 9:00 a person hears what is to do today; once a day, and nothing where nothing is."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.ids import MemberId, NoticeId, new_id
from bot.domain.jobs import Job
from bot.domain.morning import DueMorning
from bot.domain.notice import Notice, NoticeKind
from bot.domain.paces import Paces
from bot.domain.quiet import Hours, Quiet
from bot.domain.workspace import RIGHTS, ChatLink, Member, Right, Tenant
from bot.ports import Clock, Transaction, UnitOfWork
from bot.usecases.reading.noise import morning_of

TELL_MORNING = "tell_morning"


def morning_job(due: DueMorning) -> Job:
    """The wake-up of one member's morning."""
    key = f"morning:{due.member_id}"
    return Job(TELL_MORNING, due.member_id, due.workspace_id, lock=key, unique=key)


@dataclass(frozen=True, slots=True)
class TellMorning:
    """The job: owe today's, and note when the next one is."""

    uow: UnitOfWork
    clock: Clock
    paces: Paces
    bot_id: int
    quiet_hours: Hours | None

    async def __call__(self, job: Job) -> None:
        """Safe to repeat: a day is told once, and a day that was missed is not told later."""
        assert job.workspace_id is not None  # morning_job always names it
        async with self.uow(Tenant(job.workspace_id)) as tx:
            member = await _member(tx, MemberId(job.subject))
            if member is None:
                return
            now, due = self.clock.now(), await tx.mornings.due(member.id)
            if due is not None and due > now:
                return
            link = await tx.chats.private(self.bot_id, member.user_id)
            zone = (await tx.workspaces.get(member.workspace_id)).time_zone
            quiet = Quiet.of(link, zone, self.quiet_hours)
            await tx.mornings.save(member.id, quiet.morning_after(now))
            day = _day(now, quiet)
            at = quiet.morning_of(now)
            today = due is not None and _day(due, quiet) == day == _day(at, quiet)
            if today and await self._wants(tx, member, quiet):
                await tx.notices.owe([_notice(member, link, at, day)])
            await tx.commit()

    async def _wants(self, tx: Transaction, member: Member, quiet: Quiet) -> bool:
        if not quiet.morning or Right.SEE_CONTACTS not in RIGHTS[member.role]:
            return False
        return not (await morning_of(tx, member.id, self.clock, self.paces)).empty


async def _member(tx: Transaction, member_id: MemberId) -> Member | None:
    return next((one for one in await tx.workspaces.members() if one.id == member_id), None)


def _day(moment: datetime, quiet: Quiet) -> str:
    return moment.astimezone(ZoneInfo(quiet.zone)).date().isoformat()


def _notice(member: Member, link: ChatLink, due: datetime, day: str) -> Notice:
    return Notice(
        NoticeId(new_id()),
        member.workspace_id,
        link.bot_id,
        link.id,
        NoticeKind.MORNING,
        member.id,
        due,
        day,
    )

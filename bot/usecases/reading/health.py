"""What operators are told in their private chat."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.domain import views
from bot.domain.errors import NotThere
from bot.domain.health import LATELY, SLOT, TELEGRAM, CallCount, Process, SiteStanding, slot_of
from bot.domain.notice import Notice, NoticeKind
from bot.ports import Clock, Sites, SystemTransaction, UnitOfWork
from bot.usecases.steer_sites import ASKS, UNKNOWN, number_of

OPERATORS_OWN = (NoticeKind.HEALTH, NoticeKind.HEALTH_CHANGED, NoticeKind.FAULT)


@dataclass(frozen=True, slots=True)
class ReadHealth:
    """How all fares at the moment when the message goes."""

    uow: UnitOfWork
    sites: Sites
    clock: Clock
    operators: Sequence[int]
    process: Process = field(default=Process())

    async def __call__(self, notice: Notice) -> tuple[views.View, int | None] | None:
        """With the message that becomes it; None for who runs the bot no more."""
        async with self.uow.system() as tx:
            link = await tx.chats.get(notice.chat_link_id)
            if link.user_id not in self.operators:
                return None
            if notice.kind is NoticeKind.FAULT:
                return await _fault(tx, notice)
            _, what, site = notice.occurrence.split(".", 2)
            edit = notice.subject_id if notice.kind is NoticeKind.HEALTH_CHANGED else None
            if what == ASKS:
                return await self._asked(tx, site), edit
            return await self._page(tx, notice.kind, unknown=what == UNKNOWN), edit

    async def _page(self, tx: SystemTransaction, kind: NoticeKind, *, unknown: bool) -> views.View:
        now = self.clock.now()
        whole = (await tx.standing(now)).without_one(kind.value)  # this very message
        calls = await tx.calls(slot_of(now - LATELY) + SLOT)
        there = {one.site: one for one in whole.sites if self._known(one.site)}
        for info in self.sites.all():
            there.setdefault(info.key, SiteStanding(info.key))
        sites = [
            views.HealthSite(number_of(key), there[key], calls.get(key, CallCount()))
            for key in sorted(there)
        ]
        telegram = calls.get(TELEGRAM, CallCount())
        return views.HealthPage(sites, whole, telegram, self.process, now, unknown)

    async def _asked(self, tx: SystemTransaction, site: str) -> views.View:
        standing = (await tx.standing(self.clock.now())).sites
        states = next((one.states for one in standing if one.site == site), {})
        return views.AskSitePause(
            number_of(site), site, states.get("active", 0) + states.get("failing", 0)
        )

    def _known(self, site: str) -> bool:
        try:
            self.sites.info(site)
        except NotThere:
            return False
        return True


async def _fault(tx: SystemTransaction, notice: Notice) -> tuple[views.View, int | None] | None:
    try:
        fault = await tx.fault(notice.subject_id)
    except NotThere:
        return None
    times, before = notice.occurrence.split(".")
    return views.OurFault(fault.what, int(times), again=before != "0"), None

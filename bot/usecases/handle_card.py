"""What every button of a card has in common: which copy, what is stored, who sees it."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.application import Application
from bot.domain.conversation import Flash
from bot.domain.errors import NothingToUndo, NotThere
from bot.domain.group import Deed, Did, is_linked_group
from bot.domain.handling import Handling
from bot.domain.ids import ApplicationId, DeedId, MemberId, NoticeId, new_id
from bot.domain.notice import Notice, NoticeKind
from bot.domain.paces import Paces
from bot.domain.workspace import Actor, ChatKind, ChatLink
from bot.ports import Clock, Transaction
from bot.usecases.asked import InGroup, Press
from bot.usecases.redraw_cards import (
    as_page,
    changed,
    copies,
    message_of,
    redraw,
    redraw_kin,
)
from bot.usecases.spot import went_on


@dataclass(frozen=True, slots=True)
class OnCard:
    """One copy of a card, as it was pressed."""

    application: Application
    link: ChatLink | None = None
    """The chat where it was pressed; None: nobody pressed anything."""
    copy: Notice | None = None
    """What the message was sent for; None where it was sent for more than this card."""
    version: int = 0
    """The application's when the buttons were drawn; on a page of choices, what was chosen."""
    message_id: int | None = None
    """The message that was pressed."""

    @property
    def group(self) -> ChatLink | None:
        """The group where others saw it being pressed."""
        link = self.link
        return link if link is not None and link.kind is ChatKind.GROUP else None

    @property
    def stale(self) -> bool:
        """It showed something else than there is now."""
        return self.version != self.application.version


@dataclass(frozen=True, slots=True)
class HandleCard:
    """Part of the use cases behind a card's buttons; in the caller's transaction."""

    clock: Clock
    paces: Paces
    bot_id: int

    async def find(self, tx: Transaction, actor: Actor, asked: Press | InGroup) -> OnCard:
        """The copy that was pressed. Raises: NotThere, also for a candidate who was erased."""
        if isinstance(asked, InGroup):
            notice, link = asked.notice, asked.link
            if notice is None or link is None or not is_linked_group(link):
                raise NotThere
            paged = notice.carousel_id is not None and notice.message_id != asked.message_id
            if notice.kind is not NoticeKind.CARD and not paged:
                raise NotThere
            application = await tx.applications.get(ApplicationId(notice.subject_id))
            shown = as_page(notice) if paged else notice
            return OnCard(application, link, shown, asked.version, asked.message_id)
        application = await tx.applications.get(ApplicationId(asked.id))
        link = await tx.chats.private(self.bot_id, actor.user_id)
        here = [one for one in await copies(tx, application) if one.chat_link_id == link.id]
        exact = [one for one in here if (await message_of(tx, one)).message_id == asked.message_id]
        copy = next(iter(exact or here[-1:]), None)
        return OnCard(application, link, copy, asked.version, asked.message_id)

    async def store(
        self,
        tx: Transaction,
        by: MemberId,
        card: OnCard,
        handling: Handling,
        did: Did,
        *,
        detail: str = "",
    ) -> Application:
        """Store what was done, write it down, and let every copy say so, this one with an undo.

        Raises: Conflict when somebody else was faster.
        """
        now = self.clock.now()
        stored = await tx.applications.handle(replace(card.application, handling=handling))
        await self.note_down(tx, by, card, did, detail=detail)
        await went_on(tx, card.link, card.message_id, stored.id, did)
        back = [] if handling.later_until is None else [handling.later_until]
        also = [one for one in back if one > now]
        undo = card.copy if handling.undoable(now, self.paces.undo) else None
        await redraw(tx, stored, now, undo_at=undo, also=also)
        if handling.stage is not card.application.handling.stage:
            await redraw_kin(tx, stored, now)
        if undo is not None:
            over = changed(stored, undo, now + self.paces.undo, "over")
            await tx.notices.owe([over])
        return stored

    async def back(self, tx: Transaction, actor: Actor, card: OnCard) -> None:
        """As it was before the last thing that the actor has done here, where that is to undo."""
        handling, now = card.application.handling, self.clock.now()
        try:
            before = handling.undo(actor.member_id, now, self.paces.undo)
        except NothingToUndo:
            return
        what = handling.act.value if handling.act is not None else ""
        await self.store(tx, actor.member_id, card, before, Did.UNDONE, detail=what)

    async def note_down(
        self, tx: Transaction, by: MemberId, card: OnCard, did: Did, *, detail: str = ""
    ) -> None:
        """One line of the audit."""
        deed = Deed(
            DeedId(new_id()),
            card.application.workspace_id,
            by,
            did,
            card.application.id,
            self.clock.now(),
            card.group.id if card.group is not None else None,
            detail,
        )
        await tx.audit.add(deed)

    async def freshen(self, tx: Transaction, card: OnCard) -> None:
        """Let the copy that was pressed show what is true now."""
        if card.copy is not None:
            await tx.notices.owe(
                [changed(card.application, card.copy, self.clock.now(), f"fresh{new_id()}")]
            )

    async def moved_on(self, tx: Transaction, card: OnCard) -> Flash:
        """A tap on an old copy: it shows the new state, and the presser hears whose it is."""
        await self.freshen(tx, card)
        handling = card.application.handling
        if handling.acted_by is None or handling.acted_at is None:
            return Flash("card-moved-on")
        who = await name_of(tx, handling.acted_by)
        return Flash("card-moved-on-by", {"who": who, "moment": handling.acted_at})

    def owe(self, card: OnCard, link: ChatLink, occurrence: str, due: datetime) -> Notice:
        """The same card in another chat."""
        return Notice(
            NoticeId(new_id()),
            card.application.workspace_id,
            link.bot_id,
            link.id,
            NoticeKind.CARD,
            card.application.id,
            due,
            occurrence,
            thread_id=link.thread_id,
        )


async def name_of(tx: Transaction, member_id: MemberId | None) -> str:
    """A member's name; empty for one who has left."""
    members = await tx.workspaces.members()
    return next((one.name for one in members if one.id == member_id), "")

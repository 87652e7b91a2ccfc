"""A card in two private chats' reach and a group, and whoever presses its buttons."""

from dataclasses import dataclass, replace
from typing import Any

from bot.domain import views
from bot.domain.application import Application
from bot.domain.conversation import Flash
from bot.domain.group import Covers, Did, Group, Standing
from bot.domain.ids import ChatLinkId, new_id
from bot.domain.notice import NoticeKind
from bot.domain.workspace import Actor, ChatKind, ChatLink, Role
from bot.usecases.asked import InGroup, Press, Replied
from bot.usecases.note_card import FindReplied
from handlers.buttons import BUTTONS, GROUP_BUTTONS, REPLIED
from handlers.context import Context, unless_overtaken
from tests.fakes import BOT_ID
from tests.fakes.store.kinds import APPLICATIONS, DEEDS, LINKS, NOTICES
from tests.office import Office, no_words

CHAT = -500


@dataclass
class Desk:
    """A company of two with a group, and one candidate whose card is everywhere."""

    office: Office
    ira: Actor

    @property
    def oleh(self) -> Actor:
        return self.office.owner

    @property
    def one(self) -> Application:
        return self.office.rows(APPLICATIONS)[0]

    @property
    def group(self) -> ChatLink:
        return next(one for one in self.office.rows(LINKS) if one.chat_id == CHAT)

    async def press(self, who: Actor, verb: str, last: int | None = None) -> Flash | None:
        """A button of the person's own copy, as it is shown now unless told else."""
        row, office = BUTTONS[verb], self.office
        version = self.one.version if last is None else last
        asked = Press(self.one.id, version, self._message(who.chat_id))
        context = Context(office.make, office.uow, office.clock, no_words, {})
        said = await context.do(who.person, row, asked)
        await office.work()
        return said

    async def in_group(self, who: Actor, verb: str, last: int | None = None) -> Any:
        """The same in the group."""
        row, office = GROUP_BUTTONS[verb], self.office
        who.require(row.right) if row.right else None
        (card,) = [
            one
            for one in office.rows(NOTICES)
            if one.kind is NoticeKind.CARD and one.chat_link_id == self.group.id
        ]
        version = self.one.version if last is None else last
        asked = InGroup(
            CHAT, "", None, card.message_id, link=self.group, notice=card, version=version
        )
        said = await unless_overtaken(lambda: office.make(row.use_case, **row.fixed)(who, asked))
        await office.work()
        return said

    async def reply(self, who: Actor, chat_id: int, text: str) -> Replied | None:
        """A reply to the card in that chat."""
        office = self.office
        typed = replace(office.typed(text), reply_to=self._message(chat_id))
        found = await office.make(FindReplied)(chat_id, typed)
        if found is not None:
            await office.make(REPLIED.use_case)(who, found)
            await office.work()
        return found

    def shown(self, chat_id: int) -> Any:
        """The card as it stands in a chat."""
        return self._copies(chat_id)[-1].view

    def state(self, chat_id: int) -> views.CardState:
        found: views.CardState = self.shown(chat_id).state
        return found

    def said(self, kind: type[Any], chat_id: int) -> list[Any]:
        """Other messages of a kind in a chat, as they were sent."""
        every = self.office.chat.said
        return [one for one in every if one.address.chat_id == chat_id and type(one.view) is kind]

    def deeds(self) -> list[tuple[Did, str]]:
        return [(one.did, one.detail) for one in self.office.rows(DEEDS)]

    def _copies(self, chat_id: int) -> list[Any]:
        kinds = (views.Card, views.MaskedCard)
        every = self.office.chat.said
        return [one for one in every if one.address.chat_id == chat_id and type(one.view) in kinds]

    def _message(self, chat_id: int) -> int | None:
        copies = self._copies(chat_id)
        return copies[-1].message_id if copies else None


async def make_desk() -> Desk:
    """All that is in chats by now."""
    office = await Office().open()
    made = Desk(office, await office.hire(Role.RECRUITER))
    link = ChatLink(ChatLinkId(new_id()), BOT_ID, CHAT, ChatKind.GROUP, office.workspace.id)
    group = Group("Команда", office.owner.member_id, Standing.LINKED, Covers.ALL)
    async with office.transaction() as tx:
        await tx.chats.save(group.on(link))
    account = await office.account()
    ad = await office.live(account)
    office.site.respond(str(ad.remote_id), name="Олена Коваль", phones=("+380671234521",))
    await office.sync(account)
    await office.work()
    await office.join(made.ira)  # only now: the card that came is in no chat of hers
    return made

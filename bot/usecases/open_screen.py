"""Going from screen to screen."""

from dataclasses import dataclass, replace

from bot.domain.conversation import Flash, Place
from bot.domain.errors import NotAllowed
from bot.domain.workspace import Actor, Person
from bot.ports import Transaction, UnitOfWork
from bot.usecases.asked import Asked, Press, Typed
from bot.usecases.reading.screen import OUTSIDE
from bot.usecases.screens import erase, show, stay
from bot.usecases.spot import REVIEW, Spot


@dataclass(frozen=True, slots=True)
class OpenScreen:
    """Show `screen`; a button's id is its subject, or for a list its page."""

    uow: UnitOfWork
    screen: str
    is_list: bool = False
    subject: int = 0
    """What the screen is about where no button says it."""
    in_round: bool = False
    """It is one of the screens of a confirm for several targets, whose round goes on."""

    async def __call__(self, actor: Actor, asked: Asked) -> None:
        """The flow that was under way is left; its vacancy or publication keeps what it has."""
        number = asked.id if isinstance(asked, Press) else self.subject
        place = Place(self.screen, page=number) if self.is_list else Place(self.screen, number)
        async with self.uow(actor) as tx:
            talk = await tx.conversations.of(actor)
            talk = talk.in_round() if self.in_round else talk.cleared()
            await show(tx, actor, place, asked=asked, talk=talk)
            await tx.commit()


_KEPT = ("vacancy_form", "publish_field", "publish_loading", "preview")
_FLOWS = (
    *_KEPT,
    *("connect_site", "connect_login", "connect_code", "connect_check", "connect_choice"),
    "account_label",
    "targets",
)
_ASKING = (
    *("card_note", "card_later", "join", "tell_text", "tell_value", "tell_preview"),
    *("answer_name", "answer_body", "ad_price", "quiet_hours", "company_name"),
    "first_notice_text",
)
"""Where a text was awaited, none of which is kept."""


@dataclass(frozen=True, slots=True)
class Leave:
    """`/cancel` and the button: out of the flow, to where it began; nothing typed is lost."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Asked) -> None:
        """A vacancy and a publication stay as drafts; a login half typed is forgotten.

        A vacancy without any answer is no draft: it goes.
        """
        async with self.uow(actor) as tx:
            talk = await tx.conversations.of(actor)
            screen = talk.place.screen
            flash = None
            if screen in _KEPT:
                flash = await self._kept(tx, actor, talk.place)
            elif screen in _ASKING and isinstance(asked, Typed):
                flash = Flash("done-cancelled")
            elif screen not in _FLOWS and isinstance(asked, Typed):
                flash = Flash("nothing-to-cancel")
            named = screen == "account_label"
            account = talk.draft.get("again") or (talk.place.subject if named else 0)
            back = Place("account", account) if account else Place()
            spot = Spot.of(talk)
            if spot is not None and screen != REVIEW:
                await show(tx, actor, spot.place, asked=asked, talk=spot.on(talk))
                await tx.commit()
                return
            left = talk.cleared().drafted(fresh=talk.draft.get("fresh") if named else None)
            await show(tx, actor, back, asked=asked, flash=flash, talk=left)
            await tx.commit()

    async def _kept(self, tx: Transaction, actor: Actor, place: Place) -> Flash:
        if place.screen == "vacancy_form":
            for one in await tx.vacancies.unfinished(actor.member_id):
                if one.id == place.subject and one.blank:
                    await tx.vacancies.delete(one.id)
                    return Flash("done-new-cancelled")
        return Flash("done-draft-kept")


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Something came that the present screen does not take."""

    uow: UnitOfWork

    async def __call__(
        self, person: Person, asked: Typed, word: str | None, *, secret: bool = False
    ) -> None:
        """The screen comes below it again, with a word (a text id) on what is due.

        `secret`: it may show a password, and vanishes from the chat.
        """
        async with self.uow.person(person) as tx:
            if secret:
                await erase(tx, await tx.conversations.of(person), asked)
            await stay(tx, person, Flash(word) if word else None, asked=asked)
            await tx.commit()


@dataclass(frozen=True, slots=True)
class ShowAgain:
    """A button of an old message: the present screen comes to the bottom of the chat."""

    uow: UnitOfWork

    async def __call__(self, who: Actor | Person, message_id: int | None) -> bool:
        """True when it was an old message; a second tap on the present one changes nothing.

        Raises: NotAllowed for somebody outside any workspace who is not on the way into one.
        """
        person = who.person if isinstance(who, Actor) else who
        async with self.uow.person(person) as tx:
            talk = await tx.conversations.of(person)
            if isinstance(who, Person) and talk.place.screen not in OUTSIDE:
                raise NotAllowed
            if message_id is None or message_id == talk.message_id:
                return False
            await show(
                tx,
                person,
                talk.place,
                flash=Flash("moved-on"),
                talk=replace(talk, below=True),
            )
            await tx.commit()
        return True

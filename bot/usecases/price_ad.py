"""What an ad has cost: reports say what a response costs."""

from dataclasses import dataclass, replace

from bot.domain.conversation import Flash, Place
from bot.domain.errors import Stale
from bot.domain.ids import PublicationId
from bot.domain.pay import parse_price
from bot.domain.workspace import Actor
from bot.ports import UnitOfWork
from bot.usecases.asked import Asked, Typed
from bot.usecases.screens import current, refresh, show

SCREEN = "ad_price"


@dataclass(frozen=True, slots=True)
class PriceAd:
    """What was typed; a button takes the price away."""

    uow: UnitOfWork

    async def __call__(self, actor: Actor, asked: Asked) -> None:
        """Raises: BadInput for what is no price; Stale, NotThere."""
        typed = isinstance(asked, Typed)
        paid, currency = parse_price(asked.text) if isinstance(asked, Typed) else (None, None)
        async with self.uow(actor) as tx:
            talk = current(await tx.conversations.of(actor), asked)
            if talk.place.screen != SCREEN:
                raise Stale
            one = await tx.publications.get(PublicationId(talk.place.subject))
            await tx.publications.save(replace(one, paid=paid, paid_currency=currency))
            flash = Flash("done-priced" if typed else "done-unpriced")
            await show(tx, actor, Place("publication", one.id), asked=asked, flash=flash, talk=talk)
            await refresh(tx, ("publication",), one.id, but=actor.user_id)
            await tx.commit()

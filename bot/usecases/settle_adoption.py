"""What comes of a wish to link ads once each of them has gone its way."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.domain.adoption import Adoption
from bot.domain.ids import NoticeId, new_id
from bot.domain.jobs import Job
from bot.domain.notice import Notice, NoticeKind
from bot.domain.own_ad import UnlinkedAd
from bot.ports import Transaction
from bot.usecases.recipients import chat_of
from bot.usecases.screens import refresh
from bot.usecases.tell_digest import wake_digest

READ_HISTORY = "read_history"
SCREEN = "adoption"


def history_job(adoption: Adoption, at: datetime | None = None) -> Job:
    """The wake-up of its reading, a page a job, behind what is new."""
    return Job(
        READ_HISTORY,
        adoption.id,
        adoption.workspace_id,
        lock=f"account:{adoption.account_id}",
        unique=f"history:{adoption.id}",
        at=at,
        priority=5,
    )


async def left_of(tx: Transaction, adoption: Adoption) -> list[UnlinkedAd]:
    """Its ads that are still to be linked."""
    account = await tx.accounts.get(adoption.account_id)
    every = await tx.unlinked.of_site(account.site)
    return [one for one in every if one.adoption_id == adoption.id]


async def note(
    tx: Transaction,
    ad: UnlinkedAd,
    now: datetime,
    bot_id: int,
    change: Callable[[Adoption], Adoption] = lambda it: it,
) -> Adoption | None:
    """One of its ads has gone its way, and is saved so; None for an ad of no adoption."""
    if ad.adoption_id is None:
        return None
    adoption = change(await tx.adoptions.get(ad.adoption_id))
    return await settle(tx, await tx.adoptions.save(adoption), now, bot_id, ad.id)


async def settle(
    tx: Transaction, adoption: Adoption, now: datetime, bot_id: int, ad_id: int = 0
) -> Adoption:
    """After the last ad the history is read, and after that the digest may be told.

    Safe to repeat: the sync does it too, in case the job was lost.
    """
    if adoption.done_at is None and not await left_of(tx, adoption):
        if adoption.reading and adoption.linked:
            await tx.enqueue(history_job(adoption))
        else:
            adoption = await tx.adoptions.save(replace(adoption, reading=False, done_at=now))
            await wake_digest(tx, await tx.accounts.get(adoption.account_id))
            await _tell(tx, adoption, now, bot_id, ad_id)
    await refresh(tx, (SCREEN,), adoption.id)
    await refresh(tx, ("account",), adoption.account_id)
    return adoption


async def _tell(
    tx: Transaction, adoption: Adoption, now: datetime, bot_id: int, ad_id: int
) -> None:
    """Who has asked for it and does not see its end hears of it, once."""
    link = await chat_of(tx, bot_id, adoption.asked_by)
    if link is None or not (adoption.linked or adoption.lost):
        return
    looking = [
        *await tx.conversations.looking_at((SCREEN,), adoption.id),
        *await tx.conversations.looking_at(("link_ad",), ad_id),
        *await tx.conversations.looking_at(("publication",), *adoption.linked),
    ]
    if link.user_id in {one.user_id for one in looking}:
        return
    notice = Notice(
        NoticeId(new_id()),
        adoption.workspace_id,
        bot_id,
        link.id,
        NoticeKind.ADOPTED,
        adoption.id,
        now,
    )
    await tx.notices.owe([notice])

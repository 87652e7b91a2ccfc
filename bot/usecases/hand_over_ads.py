"""News of an account's ads whose reader may not hear them any more: told anew to who may."""

from dataclasses import replace
from datetime import datetime

from bot.domain.account import EmployerAccount
from bot.domain.alert import Today
from bot.domain.ids import AccountId, NoticeId, new_id
from bot.domain.notice import Notice, NoticeKind, NoticeState
from bot.domain.workspace import ChatLink, Right
from bot.ports import Transaction
from bot.usecases.reading.own_ads import unlinked_told
from bot.usecases.reading.radar import ads_told
from bot.usecases.recipients import chat_of, owners_of


async def hand_over_ads(tx: Transaction, notice: Notice, now: datetime) -> bool:
    """Whether the chat it was meant for has nothing to do with it any more. Raises: NotThere."""
    account = await tx.accounts.get(AccountId(notice.subject_id))
    if notice.kind is NoticeKind.UNLINKED_ADS:
        return await _unlinked(tx, notice, account, now)
    return await _changed(tx, notice, account, now)


async def _changed(
    tx: Transaction, notice: Notice, account: EmployerAccount, now: datetime
) -> bool:
    """The ads of who has left: what others were told of their own is no news to them."""
    workspace = await tx.workspaces.get(account.workspace_id)
    found = await ads_told(tx, notice, Today(now, workspace.time_zone))
    owners = await owners_of(tx, notice.bot_id, found)
    people = {one.id: one.user_id for one in await tx.workspaces.members()}
    vacancies = {one.id: one.owner_id for one in await tx.vacancies.all()}
    heirs: dict[int, ChatLink] = {}
    for one in found:
        heir = owners.get(one.id)
        if heir is None:
            return False
        own = people.get(vacancies[one.vacancy_id]) == heir.user_id
        if heir.id != notice.chat_link_id and not own:
            await tx.publications.save(replace(one, told_at=now))
            heirs[heir.id] = heir
    await tx.notices.owe([_anew(notice, heir, now) for heir in heirs.values()])
    return True


async def _unlinked(
    tx: Transaction, notice: Notice, account: EmployerAccount, now: datetime
) -> bool:
    told, _ = await unlinked_told(tx, account, notice)
    heir = await chat_of(tx, notice.bot_id, account.added_by, Right.PUBLISH)
    if not told or (heir is not None and heir.id == notice.chat_link_id):
        return True
    if heir is None:
        return False
    for one in told:
        await tx.unlinked.save(replace(one.ad, told_at=now))
    await tx.notices.owe([_anew(notice, heir, now)])
    return True


def _anew(notice: Notice, heir: ChatLink, now: datetime) -> Notice:
    return replace(
        notice,
        id=NoticeId(new_id()),
        chat_link_id=heir.id,
        occurrence=now.isoformat(),
        state=NoticeState.OWED,
        attempts=0,
        due_at=now,
    )

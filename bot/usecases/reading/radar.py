"""What the radar has found, as it still is when it is told."""

from collections.abc import Sequence

from bot.domain import views
from bot.domain.alert import Alert, Today
from bot.domain.errors import NotThere
from bot.domain.ids import AccountId
from bot.domain.notice import Notice
from bot.domain.publication import Publication
from bot.domain.site import Can
from bot.ports import Clock, Sites, Transaction
from bot.usecases.reading.named import account_of
from bot.usecases.recipients import owners_of
from bot.usecases.today import today_of


async def ads_changed(
    tx: Transaction, notice: Notice, sites: Sites, clock: Clock
) -> views.AdsChanged:
    """Those that the notice was owed for and that stand so still. Raises: NotThere for none."""
    account = await account_of(tx, AccountId(notice.subject_id))
    found = await ads_told(tx, notice, await today_of(tx, clock, account.workspace_id))
    owners = await owners_of(tx, notice.bot_id, found)
    mine = [one for one in found if one.id in owners and owners[one.id].id == notice.chat_link_id]
    if not mine:
        raise NotThere
    can = sites.info(account.site).can
    return views.AdsChanged(mine, account, Can.PROLONG in can)


async def ads_told(tx: Transaction, notice: Notice, today: Today) -> Sequence[Publication]:
    """The ads that it and its like in other chats were owed for, as far as they stand so still."""
    return [
        one
        for one in await tx.publications.of_account(AccountId(notice.subject_id))
        if one.told_at is not None
        and one.told_at.isoformat() == notice.occurrence
        and _still(one, today)
    ]


def _still(publication: Publication, today: Today) -> bool:
    payable = publication.told is not Alert.UNPAID
    return publication.alert(today, payable=payable) is publication.told

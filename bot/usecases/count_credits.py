"""What an account has left, as far as its site's answers tell; the next form asks it anew."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.account import EmployerAccount
from bot.domain.publication import Publication
from bot.domain.site import Credit, SiteInfo
from bot.ports import Transaction
from bot.usecases.prepare_publication import chosen_credit
from bot.usecases.screens import refresh_account


def renewable(publication: Publication, info: SiteInfo, credits: Sequence[Credit]) -> bool:
    """Whether a publication may be left to renew the ad with; what is not known forbids nothing."""
    kind = chosen_credit(publication, info.fields)
    known = [one for one in credits if kind in (None, one.id)]
    return not known or any(one.at_hand for one in known)


async def spend(
    tx: Transaction, account: EmployerAccount, publication: Publication, info: SiteInfo
) -> EmployerAccount:
    """One publication of the chosen type less."""
    kind = chosen_credit(publication, info.fields)
    return account if kind is None else await _keep(tx, account.spent(kind))


async def none_left(
    tx: Transaction, account: EmployerAccount, publication: Publication, info: SiteInfo
) -> None:
    """The site has refused for want of one: the number that was known before is wrong."""
    kind = chosen_credit(publication, info.fields)
    left = tuple(replace(one, left=0) if one.id == kind else one for one in account.credits)
    if left != account.credits:
        await _keep(tx, replace(account, credits=left))


async def _keep(tx: Transaction, account: EmployerAccount) -> EmployerAccount:
    saved = await tx.accounts.save(account)
    await refresh_account(tx, saved)
    return saved

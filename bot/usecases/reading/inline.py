"""A candidate as any chat may see one."""

from bot.domain.application import Application
from bot.domain.ids import ShareId
from bot.domain.masking import masked_name, scrubbed
from bot.domain.notice import Notice
from bot.domain.views.inline import SharedCard
from bot.ports import Transaction
from bot.usecases.match_candidates import vacancy_of


async def shared_card(tx: Transaction, one: Application) -> SharedCard:
    """With what members think of them by now."""
    vacancy = await vacancy_of(tx, one)
    return SharedCard(
        one.id,
        masked_name(one.name),
        scrubbed(one.city),
        scrubbed(one.position),
        scrubbed(one.pay),
        tuple(scrubbed(skill) for skill in one.skills),
        one.site,
        vacancy.title if vacancy is not None else "",
        await tx.opinions.votes(one.id),
        one.points_met,
        one.points_of or 0,
    )


async def changed_card(tx: Transaction, notice: Notice, *_: object) -> SharedCard:
    """As the message is to be now. Raises: NotThere, also once the candidate was erased."""
    share = await tx.opinions.share(ShareId(notice.subject_id))
    return await shared_card(tx, await tx.applications.get(share.application_id))


async def message_of_share(tx: Transaction, notice: Notice) -> str:
    """Telegram's id of the message. Raises: NotThere."""
    return (await tx.opinions.share(ShareId(notice.subject_id))).inline_message_id

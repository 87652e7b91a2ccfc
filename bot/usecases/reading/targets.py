"""Several publications of one vacancy: to be chosen, confirmed and watched."""

from collections.abc import Sequence

from bot.domain import views
from bot.domain.ids import VacancyId
from bot.domain.publication import Publication
from bot.domain.site import Problem
from bot.domain.site_action import SIMILAR, ActionState
from bot.domain.vacancy import Vacancy
from bot.usecases.prepare_publication import chosen_credit, missing_fields
from bot.usecases.publish_many import may_take, taken_accounts
from bot.usecases.reading.desk import Desk, Reader, lines
from bot.usecases.reading.named import account_of, accounts_of
from bot.usecases.targets import all_targets, also_unsaved, cost_of, open_targets, payable


async def choose_targets(desk: Desk) -> views.View:
    """Which accounts."""
    vacancy = await desk.tx.vacancies.get(VacancyId(desk.subject))
    taken = await taken_accounts(desk.tx, vacancy.id)
    chosen = desk.talk.draft.get("accounts", ())
    return views.ChooseTargets(
        vacancy,
        [
            views.Target(one, one.id in chosen, one.id not in taken and may_take(one, desk.sites))
            for one in await accounts_of(desk.tx)
        ],
    )


async def progress(desk: Desk) -> views.View:
    """All that one confirm has sent."""
    return await progress_of(desk, VacancyId(desk.subject))


async def progress_of(desk: Desk, vacancy_id: VacancyId) -> views.View:
    """The same from wherever the round stands."""
    vacancy = await desk.tx.vacancies.get(vacancy_id)
    found = await all_targets(desk.tx, desk.talk)
    shown = await lines(desk.tx, found, desk.clock, desk.paces)
    by_id = {one.publication.id: one for one in shown}  # each keeps its place, however it ends
    return views.Progress(
        vacancy, [views.TargetLine(by_id[one.id], wrong_fields(one)) for one in found]
    )


def wrong_fields(publication: Publication) -> tuple[Problem, ...]:
    """Why the last request was refused, each with what it is about."""
    operation = publication.operation
    if operation is None or operation.state is not ActionState.FAILED:
        return ()
    return tuple(one for one in operation.problems if one.code != SIMILAR)


async def round_of(desk: Desk, shown: Publication) -> list[views.RoundTarget]:
    """All that the confirm of this preview sends; none where it sends this one alone."""
    found = await open_targets(desk.tx, desk.talk)
    if shown.id not in {one.id for one in found}:
        return []
    targets = []
    for one in found:
        account, info = await account_of(desk.tx, one.account_id), desk.sites.info(one.site)
        targets.append(
            views.RoundTarget(
                one.id,
                one.site,
                account.label,
                cost_of(account.credits, chosen_credit(one, info.fields)),
                payable(one, info, account.credits),
                bool(missing_fields(one.fields, info.fields)),
            )
        )
    return targets


async def also_sent(desk: Desk, edited: Publication) -> list[views.AlsoSent]:
    """The other live ads that this edit goes to, but for those that were left out."""
    off = desk.talk.draft.get("off", ())
    labels = {one.id: one.label for one in await accounts_of(desk.tx)}
    return [
        views.AlsoSent(one.id, one.site, labels[one.account_id], one.id not in off)
        for one in await also_unsaved(desk.tx, desk.sites, edited)
    ]


def change_of(
    publication: Publication, vacancy: Vacancy, parts: Sequence[str]
) -> views.Change | None:
    """Old and new of the parts that have changed; None where the old ones are not known."""
    if publication.sent is None or not parts:
        return None
    was = publication.sent.vacancy(vacancy)
    return views.Change(parts, was, vacancy, publication.sent.fields, publication.fields)


SCREENS: dict[str, Reader] = {"targets": choose_targets, "progress": progress}

"""Storing a changed vacancy: its ads follow it, and colleagues who look at it see who did what."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.domain.conversation import Flash
from bot.domain.publication import Publication
from bot.domain.site import Entry, FieldValues
from bot.domain.vacancy import Shelf, Step, Vacancy
from bot.domain.workspace import Actor
from bot.ports import Sites, Transaction
from bot.usecases.screens import refresh

_PAGES = ("vacancy", "vacancy_form", "wording", "publish_account")
_PREVIEWS = ("preview", "publish_field", "publication")


async def save_vacancy(tx: Transaction, sites: Sites, vacancy: Vacancy) -> Vacancy:
    """Save it; a site's field that stands as the old one suggested follows, a chosen one stays."""
    before = await tx.vacancies.get(vacancy.id)
    for publication in await tx.publications.of_vacancy(vacancy.id):
        fields = await followed(tx, sites, publication, before, vacancy)
        if fields != publication.fields:
            await tx.publications.save(replace(publication, fields=fields))
    return await tx.vacancies.save(vacancy)


async def followed(
    tx: Transaction, sites: Sites, publication: Publication, before: Vacancy, now: Vacancy
) -> FieldValues:
    """The publication's fields once `before` has become `now`."""
    found = await _dictionaries(tx, sites, publication.site)
    old = sites.suggest(publication.site, before, found)
    new = sites.suggest(publication.site, now, found)
    return publication.fields if old == new else _following(publication.fields, old, new)


async def leave_values(
    tx: Transaction, sites: Sites, gone: Vacancy, its: Sequence[Publication]
) -> None:
    """Before it is deleted: its copies and templates keep what was chosen for it."""
    heirs = [one for one in await tx.vacancies.all(*Shelf) if one.copied_from == gone.id]
    if heirs:  # newest first: what was chosen last counts
        left = {str(one.account_id): await _chosen(tx, sites, one, gone) for one in reversed(its)}
        for heir in heirs:
            await tx.vacancies.save(heir.orphaned(gone, left))


async def _chosen(
    tx: Transaction, sites: Sites, publication: Publication, vacancy: Vacancy
) -> FieldValues:
    """The values that somebody has chosen: not those that follow from the vacancy's text."""
    found = await _dictionaries(tx, sites, publication.site)
    suggested = sites.suggest(publication.site, vacancy, found)
    fields = publication.fields
    return {key: fields[key] for key in fields if _ids(fields, key) != _ids(suggested, key)}


async def tell_colleagues(tx: Transaction, actor: Actor, vacancy: Vacancy, step: Step) -> None:
    """Draw the vacancy again for everybody else who has it open, with a line on what changed."""
    before = await tx.vacancies.get(vacancy.id)
    if replace(before, step=vacancy.step) == vacancy:
        return
    member = await tx.workspaces.member_of(actor.workspace_id, actor.user_id)
    assert member is not None  # whoever acts is one
    flash = Flash("changed-by", {"who": member.name, "what": step.value})
    await refresh(tx, _PAGES, vacancy.id, flash=flash, but=actor.user_id)
    its = [one.id for one in await tx.publications.of_vacancy(vacancy.id)]
    await refresh(tx, _PREVIEWS, *its, flash=flash, but=actor.user_id)


async def _dictionaries(tx: Transaction, sites: Sites, site: str) -> Mapping[str, Sequence[Entry]]:
    """As they were last fetched: nothing is suggested from one that never was."""
    names = {one.dictionary for one in sites.info(site).fields if one.dictionary}
    cached = {name: await tx.dictionary(site, name) for name in names}
    return {name: one.entries for name, one in cached.items() if one is not None}


def _following(kept: FieldValues, old: FieldValues, new: FieldValues) -> FieldValues:
    following = {key for key in (*old, *new) if _ids(kept, key) == _ids(old, key)}
    chosen = {key: entries for key, entries in kept.items() if key not in following}
    suggested = {key: entries for key, entries in new.items() if key in following}
    return {**chosen, **suggested}


def _ids(values: FieldValues, key: str) -> list[str]:
    return [entry.id for entry in values.get(key, ())]

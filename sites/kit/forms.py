"""What can be said of a form by the site's own declaration alone; pure."""

from dataclasses import replace

from bot.domain.site import FieldKind, Problem, SiteInfo
from bot.domain.vacancy import Vacancy
from bot.ports import AdForm


def bare(vacancy: Vacancy) -> Vacancy:
    """Without the answers that a site's form may put to the description, for want of a field."""
    return replace(vacancy, contact=None, experience=None, pay=None)


def unfilled(form: AdForm, info: SiteInfo, *, publish: bool) -> tuple[Problem, ...]:
    """Fields that are missing or hold too many entries; a draft needs fewer than a publication.

    The words are ours (`problem-missing`, `problem-too-many`), unless the site has its own.
    """
    missing = [
        Problem("missing", "", field.key)
        for field in info.fields
        if (field.draft or (publish and field.required)) and not form.fields.get(field.key)
    ]
    crowded = [
        Problem("too-many", "", field.key)
        for field in info.fields
        if field.kind is FieldKind.CHOICE and len(form.fields.get(field.key, ())) > field.most
    ]
    return (*missing, *crowded)

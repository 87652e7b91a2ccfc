"""HeadHunter's JSON as our values: dictionaries, balances, ads, refusals; pure."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.domain.site import Ad, Credit, Entry, Names, Problem, Receipt, RemoteAd, Statistics
from bot.domain.vacancy import one_line
from sites.headhunter.access import errors
from sites.headhunter.keys import AREA, CHOICES, DRAFT, FLAGS, PUBLICATION, ROLE, SKILLS
from sites.headhunter.known_names import UKRAINIAN
from sites.kit.answer import Answer
from sites.kit.lenient import integer, moment, text

Item = Mapping[str, Any]


def items(data: Any) -> list[Item]:
    """The items of a list, in the envelope that all lists have (1.4)."""
    found = data.get("items") if isinstance(data, dict) else None
    return objects(found)


def objects(value: Any) -> list[Item]:
    """Those of a list that are objects."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def under(data: Any, key: str) -> Any:
    """What an object holds there; None for what is no object."""
    return data.get(key) if isinstance(data, dict) else None


def pages(data: Any) -> int:
    """How many pages there are."""
    return (integer(data.get("pages")) or 0) if isinstance(data, dict) else 0


def id_of(value: Any) -> str | None:
    """The id of an object, or of none."""
    return text(value.get("id")) if isinstance(value, dict) else None


def name_of(value: Any) -> str | None:
    """The name of an object, or of none."""
    return text(value.get("name")) if isinstance(value, dict) else None


# -- dictionaries ---------------------------------------------------------------------------


def names(ru: str, en: str | None) -> Names:
    """By language: the site has Russian and English, the Ukrainian ones are ours where we have."""
    found = {"uk": UKRAINIAN.get(ru, ru), "ru": ru}
    return found | ({"en": en} if en is not None else {})


def entries(data: Any, english: Any) -> tuple[Entry, ...]:
    """A plain list of {id, name}, with its English twin where that came."""
    other = {id_of(one): name_of(one) for one in objects(english)}
    found = []
    for one in objects(data):
        id_, name = id_of(one), name_of(one)
        if id_ is not None and name is not None:
            found.append(Entry(id_, names(name, other.get(id_))))
    return tuple(found)


def areas(data: Any, english: Any) -> tuple[Entry, ...]:
    """The leaves of the tree: only those take ads (4); namesakes with what they lie in."""
    leaves = list(_leaves(data, ()))
    other = dict(_leaves(english, ()))
    twins = Counter(path[-1] for _, path in leaves)
    found = []
    for id_, path in leaves:
        shown, en = path[-1], other.get(id_, (None,))[-1]
        if twins[shown] == 1:
            found.append(Entry(id_, names(shown, en)))
            continue
        around = path[-2] if len(path) > 1 else id_
        found.append(Entry(id_, names(f"{shown} ({around})", f"{en} ({around})" if en else None)))
    return tuple(found)


def _leaves(tree: Any, above: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for one in objects(tree):
        id_, name = id_of(one), name_of(one)
        if id_ is None or name is None:
            continue
        if objects(one.get("areas")):
            yield from _leaves(one["areas"], (*above, name))
        else:
            yield id_, (*above, name)


def roles(data: Any, english: Any) -> tuple[Entry, ...]:
    """Professional roles that a new ad may have, each once; a role may stand in two categories."""
    other = {id_of(one): name_of(one) for one in _roles(english)}
    found: dict[str, Entry] = {}
    for one in _roles(data):
        id_, name = id_of(one), name_of(one)
        if id_ is not None and name is not None and one.get("select_deprecated") is not True:
            found[id_] = Entry(id_, names(name, other.get(id_)))
    return tuple(found.values())


def _roles(data: Any) -> Iterator[Item]:
    categories = data.get("categories") if isinstance(data, dict) else None
    for one in objects(categories):
        yield from objects(one.get("roles"))


# -- balances ---------------------------------------------------------------------------------

_UNASKED = {"HH_ANONYMOUS", "HH_ADVERTISING"}
"""Variants that need more than our form asks for: another company's name, another address."""


def balance(data: Any) -> tuple[Credit, ...] | None:
    """What can be published (3.1); H17: any kind is taken. None: it is no list of variants."""
    variants = data.get("publication_variants") if isinstance(data, dict) else None
    if not isinstance(variants, list):
        return None
    found: dict[str, Credit] = {}
    for one in objects(variants):
        kinds = _properties(one.get("vacancy_properties"))
        if not kinds or _UNASKED & set(kinds):
            continue
        shown = one.get("appearance")
        title = text(shown.get("title")) if isinstance(shown, dict) else None
        left = integer(one.get("available_publications_count")) or 0
        id_ = "+".join(kinds)
        found[id_] = Credit(id_, names(title or id_, None), max(0, left))
    return tuple(found.values())


def _properties(value: Any) -> list[str]:
    required = value.get("required") if isinstance(value, dict) else None
    kinds = (text(one.get("property_type")) for one in objects(required))
    return [one for one in kinds if one is not None]


# -- ads ----------------------------------------------------------------------------------------


def vacancy(item: Item, host: str) -> RemoteAd | None:
    """An ad as lists and the ad itself tell it; None for an item without an id.

    H06: one that is not approved is up for us; it is told apart by the receipt alone.
    """
    id_ = id_of(item)
    if id_ is None:
        return None
    ended = item.get("archived") is True
    return RemoteAd(
        remote_id=id_,
        title=one_line(text(item.get("name")) or ""),
        ad=Ad.ENDED if ended else Ad.LIVE,
        url=text(item.get("alternate_url")) or vacancy_url(id_, host),
        badge="badge-closed" if ended else None,
        published_at=moment(item.get("published_at")),
        expires_at=None if ended else moment(item.get("expires_at")),
    )


def draft(item: Item, host: str) -> RemoteAd | None:
    """An ad that was never published, from the list of drafts."""
    number = text(item.get("draft_id"))
    if number is None:
        return None
    title = one_line(text(item.get("name")) or "")
    return RemoteAd(DRAFT + number, title, Ad.DRAFT, drafts_url(host))


def unfinished(saved: Any) -> bool:
    """Whether a draft was kept in part only, or with something that blocks its publication."""
    return any(under(saved, key) for key in ("validation_errors", "ignored_fields"))


def vacancy_url(number: str, host: str) -> str:
    """H08: where an ad is seen, while the site itself has not said."""
    return f"https://{host}/vacancy/{number}"


def drafts_url(host: str) -> str:
    """H08: the employer's drafts; one alone has no address in the API."""
    return f"https://{host}/employer/vacancies/drafts"


def receipt(remote: RemoteAd) -> Receipt:
    """How the ad stands, as the answer to a request about it."""
    return Receipt(remote.remote_id, remote.url, remote.ad, remote.expires_at, remote.badge)


def moderated(item: Item) -> bool:
    """Whether the site has looked at the ad (H06: `approved` false is not yet)."""
    return item.get("approved") is not False


def statistics(data: Any) -> Statistics:
    """The days that the site tells of, together (5.9)."""
    days = items(data)
    views, responses = (
        [count for day in days if (count := integer(day.get(name))) is not None]
        for name in ("views", "responses")
    )
    return Statistics(
        sum(views) if views else None, sum(responses) if responses else None, len(days) or None
    )


# -- refusals -----------------------------------------------------------------------------------

_FIELDS: Mapping[str, str] = {
    "name": "title",
    "description": "description",
    "area": AREA,
    "areas": AREA,
    "professional_roles": ROLE,
    "salary_range": "pay",
    "salary": "pay",
    "contacts": "contact",
    "key_skills": SKILLS,
    "vacancy_properties": PUBLICATION,
    "billing_type": PUBLICATION,
    **{name: key for key, name, _ in CHOICES},
    **{name: key for key, name in FLAGS},
}
TOLD = frozenset(
    {
        "required", "invalid", "is_empty", "wrong_size", "is_too_short", "is_too_long",
        "currency_code_is_invalid", "chosen_area_is_not_a_leaf_or_not_exist",
        "email_in_description", "value_conflict_with_business_rules",
        "can_not_edit_vacancy_after_moderation", "employment_form_uncompatible_with_internship",
        "employment_form_uncompatible_with_work_format", "properties_existence",
        "quota_exceeded", "replacement", "creation_forbidden", "unavailable_for_archived",
        "conflict_changes", "prolongation_forbidden", "too_early", "not_premoderated",
        "vacancy_draft_limit_exceeded", "forbidden",
        "not_offered", "no_message", "wrong_state", "message_cannot_be_empty", "empty_message",
        "too_long_message", "inappropriate_language_message", "resource_policy_violation_message",
        "spam_detected", "resume_not_found", "resume_deleted", "already_applied",
        "application_denied", "limit_exceeded", "disabled_by_employer", "archived",
        "invalid_vacancy", "topic_archived", "chat_archived", "chat_blocked", "in_a_row_limit",
        "overall_limit", "no_invitation", "not_enough_purchased_services",
    }
)  # fmt: skip
"""Reasons that have a text of ours, `headhunter-problem-<reason>`: the site has codes, no words."""


def problems(answer: Answer) -> tuple[Problem, ...]:
    """The errors of a refusal; a reason that we don't know is told as the site spells it."""
    return tuple(dict.fromkeys(_problem(one) for one in errors(answer)))


def _problem(error: Item) -> Problem:
    kind, value = text(error.get("type")) or "unknown", text(error.get("value"))
    reason = text(error.get("reason"))
    code = reason or value or kind
    field = _FIELDS.get(value or "") if reason is not None else None
    message = text(error.get("description")) or (
        "" if code in TOLD else f"{value}: {code}" if value not in (None, code) else code
    )
    return Problem(code, message, field)


def twins(answer: Answer) -> tuple[str, ...] | None:
    """The ads that the site holds for the same (5.4); None: it does not say so."""
    for one in errors(answer):
        if "duplicate" in (one.get("value"), one.get("reason")):
            found = (id_of(item) for item in objects(one.get("items")))
            return tuple(id_ for id_ in found if id_ is not None)
    return None


def within(items: Sequence[Item], key: str, since: datetime) -> bool:
    """Whether any of the items is of that time or later; one without a time counts."""
    return any((when := moment(one.get(key))) is None or when >= since for one in items)

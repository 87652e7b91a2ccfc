"""Every view on the way to an ad and of one, filled with one text from outside."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.domain import views
from bot.domain.account import AccountState, EmployerAccount
from bot.domain.alert import Alert
from bot.domain.publication import Publication, Status
from bot.domain.site import Ad, AdField, Entry, FieldKind
from bot.domain.site_action import ABOUT_ADS, ActionState, Kind
from bot.domain.views import View
from tests.views import INFO, NOW, account, action, credit, line, publication, vacancy

PARTS = (*INFO.answers, *(one.key for one in INFO.fields))
"""All that an ad has."""


def ad_views(text: str) -> Iterator[View]:
    """All that there are."""
    yield from publishing(text)
    yield from publications(text)


def publishing(text: str) -> Iterator[View]:
    full = vacancy(text)
    yield views.ChooseAccount(full, [account(text, state) for state in AccountState] * 10)
    yield views.Loading(INFO.key)
    yield views.Loading(INFO.key, True, publication(text).id)
    options = [Entry(str(at), {"uk": f"{text}{at}", "en": "", "ru": text}) for at in range(60)]
    short = [Entry(str(at), {"uk": f"Місто {at}"}) for at in range(8)]
    for field in (*INFO.fields, AdField("town", FieldKind.TEXT), AdField("years", FieldKind.FLAG)):
        for shown in (options, short, []):
            yield views.AskField(INFO.key, field, shown, shown[:3], 1, 3, text)
        credits = (credit(text, 3), credit("Б", 0))
        chosen = [Entry(text, {})]
        yield views.AskField(INFO.key, field, short, chosen, 0, 1, "", credits, 77)
    fields = [(one, (options[0], options[1])) for one in INFO.fields]
    unset: list[tuple[AdField, tuple[Entry, ...]]] = [(one, ()) for one in INFO.fields]
    for ad in (Ad.NONE, Ad.DRAFT, Ad.LIVE):
        one, cost = publication(text, ad), credit(text, 3)
        yield views.Preview(one, full, text, fields, [], [cost], cost, ad is Ad.LIVE, True)
        yield views.Preview(one, full, text, unset, INFO.fields, [], None, ad is Ad.LIVE, True)
        yield views.Preview(one, full, text, fields, [], [], None, False, True)
        for same in (True, False):
            live = views.Preview(one, full, text, fields, [], [], None, True, True)
            yield replace(live, unsaved=() if same else PARTS, same=same)
        none, other = credit(text, 0), credit("Б", 1)
        for left in ([none], [none, other]):
            yield views.Preview(one, full, text, fields, [], left, none, False, True, False)


BADGES = (
    "badge-expired",
    "badge-closed",
    "badge-deleted",
    "badge-blocked",
    "badge-moderation",
    "badge-paused",
    "badge-unknown",
    "badge-confirm",
    "badge-nobody-knows",
    None,
)


def publications(text: str) -> Iterator[View]:
    operations = [action(kind, state, text) for kind in ABOUT_ADS for state in ActionState]
    states = [account(text, state) for state in AccountState]
    failing = replace(states[0], failing_since=NOW)
    young = replace(states[0], last_sync_at=None)
    for operation in operations:
        yield page(publication(text, Ad.LIVE, operation), states[0], text)
    for ad in Ad:
        for last in (None, action(Kind.PUBLISH, ActionState.FAILED, text)):
            for whose in (*states, failing, young):
                yield page(publication(text, ad, last), whose, text)
    for badge in BADGES:
        one = replace(publication(text, Ad.ENDED), badge=badge, sync=False)
        yield page(one, states[0], text)
        yield replace(page(one, states[0], text), may_publish=False)
        yield views.StatusList([line(text, status, badge) for status in Status] * 2, 1, 3)
    yield page(replace(publication(text), sync=False), states[0], text)
    yield page(ending(text), states[0], text)
    ends = replace(line(text, Status.PUBLISHED), publication=ending(text), login_lost=True)
    yield views.StatusList([ends] * 8, 0, 3)
    yield from radar(text)
    for one in (publication(text), publication(text, Ad.DRAFT)):
        yield replace(page(one, states[0], text), unsaved=PARTS)
    lags = [replace(line(text, status), unsaved=True) for status in Status] * 5
    yield views.VacancyPage(vacancy(text), lags, may_publish=True, accounts=2)
    yield views.StatusList([], 0, 1)
    whose = account(text)
    sites, accounts = [(0, INFO.key, True)] * 3, [(whose.id, INFO.key, text, False)] * 20
    narrowed = views.StatusFilters(sites, accounts, own=True)
    yield views.StatusList([ends] * 8, 0, 3, narrowed, narrowable=True)
    yield views.StatusList([], 0, 1, narrowed)
    yield from questions(text)


def questions(text: str) -> Iterator[View]:
    """What is asked before an ad is closed, forgotten or prolonged."""
    for ad in Ad:
        yield views.ConfirmClose(publication(text, ad), text)
        yield views.ConfirmClose(publication(text, ad), text, final=True)
        yield views.ConfirmClose(publication(text, ad), text, final=True, sure=True)
        yield views.ConfirmForget(publication(text, ad), text)
        yield views.ConfirmForget(publication(text, ad), text, can_delete=True)
        yield views.ConfirmProlong(publication(text, ad), text, credit(text, 3))
        yield views.ConfirmProlong(replace(publication(text, ad), expires_at=NOW), text, None)


def ending(text: str, days: int = 2) -> Publication:
    """A live ad with so many days left."""
    return replace(publication(text), expires_at=NOW + timedelta(days=days))


def radar(text: str) -> Iterator[View]:
    """What the radar tells: each alert of one ad, and all of them of many."""
    told = [replace(ending(text), told=alert) for alert in (*Alert, None)]
    for one in (
        *told,
        replace(publication(text), told=None),
        replace(ending(text, 0), told=Alert.EXPIRING),
    ):
        for able in (True, False):
            yield views.AdsChanged([one], account(text), can_prolong=able)
    refused = replace(publication(text, Ad.REFUSED), told=Alert.REFUSED)
    for one in (refused, replace(refused, refusal=None)):
        yield views.AdsChanged([one], account(text), can_prolong=False)
    yield views.AdsChanged([refused] * 60, account(text), can_prolong=False)
    yield views.AdsChanged(told * 60, account(text), can_prolong=True)


def page(one: Publication, whose: EmployerAccount, text: str) -> views.PublicationPage:
    """The page of one, its refusals taken from its last action."""
    operation = one.operation
    wrong = operation.problems if operation is not None else ()
    unpublished = one.ad in (Ad.NONE, Ad.DRAFT)
    return views.PublicationPage(
        one,
        one.status(),
        whose,
        34,
        True,
        one.ad is Ad.LIVE,
        True,
        unpublished,
        wrong=wrong,
        support=text,
        erased=3 if unpublished else 0,
    )

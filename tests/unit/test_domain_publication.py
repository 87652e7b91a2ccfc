"""Where a publication stands: design.md section 4, line by line."""

from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.domain.alert import Alert, Today
from bot.domain.errors import IllegalTransition
from bot.domain.ids import (
    AccountId,
    ActionId,
    ApplicationId,
    MemberId,
    PublicationId,
    VacancyId,
    WorkspaceId,
)
from bot.domain.publication import Publication, Status
from bot.domain.site import Ad, Problem, Receipt, RemoteAd
from bot.domain.site_action import UNDER_WAY, ActionState, Kind, SiteAction
from tests.fakes import MORNING

LATER = MORNING + timedelta(hours=1)
PUBLICATION = Publication(
    PublicationId(1), WorkspaceId(2), VacancyId(3), AccountId(4), "fake", MORNING
)
ACTION = SiteAction(
    ActionId(5), WorkspaceId(2), Kind.PUBLISH, 1, MemberId(6), MORNING, PublicationId(1)
)
BOOLS = (False, True)
OPERATIONS = (None, *ActionState)


def _standing(ad: Ad, *, sync: bool, operation: ActionState | None) -> Publication:
    action = replace(ACTION, state=operation) if operation is not None else None
    return replace(PUBLICATION, ad=ad, sync=sync, operation=action)


def _table(
    ad: Ad, *, sync: bool, operation: ActionState | None, login_lost: bool, unsure_long: bool
) -> Status:
    """The table of design.md 4 written down once more, from the page."""
    lines = [
        (Status.ERRONEOUS, operation is ActionState.FAILED),
        (Status.ERRONEOUS, operation is ActionState.UNSURE and unsure_long),
        (Status.ERRONEOUS, ad is Ad.REFUSED),
        (Status.ERRONEOUS, login_lost and ad is Ad.LIVE and sync),
        (Status.DRAFT, ad in {Ad.NONE, Ad.DRAFT}),
        (Status.PUBLISHED, ad is Ad.LIVE and sync),
        (Status.INACTIVE, (ad is Ad.LIVE and not sync) or ad is Ad.ENDED),
    ]
    return next(status for status, fits in lines if fits)


@pytest.mark.parametrize("ad", Ad)
@pytest.mark.parametrize("sync", BOOLS)
@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_combination_of_the_three_facts_has_the_status_of_the_table(
    ad: Ad, sync: bool, operation: ActionState | None
) -> None:
    publication = _standing(ad, sync=sync, operation=operation)
    for login_lost, unsure_long in product(BOOLS, BOOLS):
        status = publication.status(login_lost=login_lost, unsure_long=unsure_long)
        assert status is _table(
            ad, sync=sync, operation=operation, login_lost=login_lost, unsure_long=unsure_long
        )


@pytest.mark.parametrize(
    ("ad", "sync", "operation", "status"),
    [
        (Ad.NONE, True, None, Status.DRAFT),
        (Ad.NONE, True, ActionState.OWED, Status.DRAFT),
        (Ad.NONE, True, ActionState.UNSURE, Status.DRAFT),
        (Ad.NONE, True, ActionState.FAILED, Status.ERRONEOUS),
        (Ad.LIVE, True, ActionState.DONE, Status.PUBLISHED),
        (Ad.LIVE, False, ActionState.DONE, Status.INACTIVE),
        (Ad.LIVE, False, ActionState.FAILED, Status.ERRONEOUS),
        (Ad.LIVE, True, ActionState.WITHDRAWN, Status.PUBLISHED),
        (Ad.REFUSED, False, ActionState.SENDING, Status.ERRONEOUS),
        (Ad.ENDED, True, ActionState.DONE, Status.INACTIVE),
        (Ad.ENDED, True, ActionState.FAILED, Status.ERRONEOUS),
    ],
)
def test_the_first_line_that_fits_counts(
    ad: Ad, sync: bool, operation: ActionState, status: Status
) -> None:
    assert _standing(ad, sync=sync, operation=operation).status() is status


def test_a_lost_login_is_an_error_only_where_responses_are_missed() -> None:
    assert _standing(Ad.LIVE, sync=True, operation=None).status(login_lost=True) is (
        Status.ERRONEOUS
    )
    assert _standing(Ad.LIVE, sync=False, operation=None).status(login_lost=True) is (
        Status.INACTIVE
    )
    assert _standing(Ad.DRAFT, sync=True, operation=None).status(login_lost=True) is Status.DRAFT


@pytest.mark.parametrize("operation", OPERATIONS)
def test_while_a_request_is_under_way_nothing_else_is_offered(
    operation: ActionState | None,
) -> None:
    publication = _standing(Ad.DRAFT, sync=True, operation=operation)
    assert publication.busy is (operation in UNDER_WAY)


def test_the_account_is_fixed_as_soon_as_the_site_may_know_the_ad() -> None:
    assert not PUBLICATION.bound
    assert _standing(Ad.NONE, sync=True, operation=ActionState.OWED).bound
    assert not _standing(Ad.NONE, sync=True, operation=ActionState.FAILED).bound
    assert replace(PUBLICATION, remote_id="ad-1").bound


@pytest.mark.parametrize("ad", Ad)
def test_responses_give_cards_once_the_ad_was_up_and_sync_is_on(ad: Ad) -> None:
    was_up = ad in {Ad.LIVE, Ad.REFUSED, Ad.ENDED}
    assert replace(PUBLICATION, ad=ad).may_sync is was_up
    assert not replace(PUBLICATION, ad=ad, sync=False).may_sync


# -- the ad ----------------------------------------------------------------------------------

LEGAL = {
    Ad.NONE: {Ad.DRAFT, Ad.LIVE, Ad.REFUSED, Ad.ENDED},
    Ad.DRAFT: {Ad.LIVE, Ad.REFUSED, Ad.ENDED},
    Ad.LIVE: {Ad.REFUSED, Ad.ENDED},
    Ad.REFUSED: {Ad.LIVE, Ad.ENDED},
    Ad.ENDED: {Ad.LIVE, Ad.REFUSED},
}


@pytest.mark.parametrize("old", Ad)
@pytest.mark.parametrize("new", Ad)
def test_an_ad_moves_only_along_its_table(old: Ad, new: Ad) -> None:
    publication = replace(PUBLICATION, ad=old, badge="old", expires_at=MORNING)
    if new is old or new in LEGAL[old]:
        moved = publication.stood(new, "new")
        assert (moved.ad, moved.badge) == (new, "new")
        assert moved.expires_at == (None if (old, new) == (Ad.ENDED, Ad.LIVE) else MORNING)
        assert publication.stood(new, None, LATER).expires_at == LATER
    else:
        with pytest.raises(IllegalTransition):
            publication.stood(new)


def test_the_words_of_a_refusal_stay_as_long_as_the_ad_is_refused() -> None:
    told = replace(PUBLICATION, ad=Ad.LIVE).stood(Ad.REFUSED, refusal="Немає адреси")
    assert told.refusal == "Немає адреси"
    assert told.stood(Ad.REFUSED, "badge-blocked").refusal == "Немає адреси"
    assert told.missed().refusal == "Немає адреси"
    assert told.stood(Ad.REFUSED, refusal="Дискримінація").refusal == "Дискримінація"
    for ad in (Ad.LIVE, Ad.ENDED):
        assert told.stood(ad, refusal="Немає адреси").refusal is None


def test_a_refusal_comes_with_the_list_and_with_the_answer_to_a_request() -> None:
    live = replace(PUBLICATION, ad=Ad.LIVE)
    listed = RemoteAd("ad-1", "Бариста", Ad.REFUSED, "", refusal="Немає адреси")
    assert live.seen(listed).refusal == "Немає адреси"
    receipt = Receipt("ad-1", "", Ad.REFUSED, refusal="Немає адреси")
    assert live.receipted(receipt, LATER).refusal == "Немає адреси"


@pytest.mark.parametrize("old", Ad)
@pytest.mark.parametrize("new", [Ad.DRAFT, Ad.LIVE, Ad.REFUSED, Ad.ENDED])
def test_what_the_site_answers_is_never_an_error(old: Ad, new: Ad) -> None:
    """An exception here would leave the request unsettled, and it would be sent again."""
    publication = replace(PUBLICATION, ad=old)
    receipted = publication.receipted(Receipt("ad-1", "https://x.example/1", new), LATER)
    assert (receipted.remote_id, receipted.url) == ("ad-1", "https://x.example/1")
    once_up = old in {Ad.LIVE, Ad.REFUSED, Ad.ENDED}
    assert receipted.ad is (Ad.ENDED if once_up and new is Ad.DRAFT else new)


def test_the_day_of_publication_is_that_of_going_live() -> None:
    receipt = Receipt("ad-1", "https://x.example/1", Ad.LIVE)
    live = PUBLICATION.receipted(receipt, MORNING)
    assert live.published_at == MORNING
    assert live.receipted(receipt, LATER).published_at == MORNING  # an edit
    ended = live.stood(Ad.ENDED)
    assert ended.receipted(receipt, LATER).published_at == LATER
    draft = PUBLICATION.receipted(replace(receipt, ad=Ad.DRAFT), MORNING)
    assert draft.published_at is None


def test_the_list_of_the_site_is_believed_where_it_makes_sense() -> None:
    live = replace(PUBLICATION, ad=Ad.LIVE, url="https://x.example/1", published_at=MORNING)
    remote = RemoteAd("ad-1", "Бариста", Ad.ENDED, "", "badge-expired", LATER, LATER)
    seen = live.seen(remote)
    assert (seen.ad, seen.badge, seen.expires_at) == (Ad.ENDED, "badge-expired", LATER)
    assert (seen.url, seen.published_at) == ("https://x.example/1", MORNING)
    ended = replace(live, ad=Ad.ENDED)
    assert ended.seen(replace(remote, ad=Ad.DRAFT)) == ended
    assert ended.seen(replace(remote, ad=Ad.LIVE)).ad is Ad.LIVE


def test_an_ad_that_the_list_lacks_is_deleted_only_when_it_lacks_it_twice_in_a_row() -> None:
    live = replace(PUBLICATION, ad=Ad.LIVE, remote_id="ad-1")
    listed = RemoteAd("ad-1", "Бариста", Ad.LIVE, "https://x.example/1")
    assert live.missed().status() is Status.PUBLISHED
    assert live.missed().seen(listed).missed().ad is Ad.LIVE
    gone = live.missed().missed()
    assert gone.gone
    assert gone.missed() == gone
    assert not gone.seen(listed).gone
    assert replace(live, ad=Ad.DRAFT).missed().missed().gone
    assert PUBLICATION.missed() == PUBLICATION


# -- requests to the site --------------------------------------------------------------------


def test_one_intention_has_one_key() -> None:
    assert ACTION.unique_key == "1:1"
    assert replace(ACTION, number=2).unique_key == "1:2"
    card = replace(ACTION, publication_id=None, application_id=ApplicationId(9))
    assert card.unique_key == "9:1"


def test_a_refusal_keeps_why() -> None:
    problem = Problem("min", "Замало", "title")
    refused = ACTION.to(ActionState.SENDING, MORNING).refused(LATER, "error-rejected", (problem,))
    assert (refused.state, refused.since) == (ActionState.FAILED, LATER)
    assert (refused.error, refused.problems) == ("error-rejected", (problem,))


def test_what_was_never_sent_is_not_refused_or_done() -> None:
    for state in (ActionState.DONE, ActionState.FAILED, ActionState.UNSURE, ActionState.OWED):
        with pytest.raises(IllegalTransition):
            ACTION.to(state, LATER)


class ActionLife(RuleBasedStateMachine):
    """Whatever is asked of a request to a site, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.action = ACTION
        self.sent = False
        self.moved = MORNING

    @rule(state=st.sampled_from(ActionState), pause=st.integers(0, 100))
    def move(self, state: ActionState, pause: int) -> None:
        before = self.action
        self.moved += timedelta(seconds=pause)
        try:
            self.action = before.to(state, self.moved)
        except IllegalTransition:
            return
        self.sent |= state is ActionState.SENDING
        assert self.action == replace(before, state=state, since=self.moved)

    @precondition(lambda self: not self.action.under_way)
    @rule(state=st.sampled_from(ActionState))
    def an_ended_one_stays_ended(self, state: ActionState) -> None:
        given_up = (self.action.state, state) == (ActionState.FAILED, ActionState.WITHDRAWN)
        if given_up:  # nothing is sent, and nobody has to mend it any more
            return
        with pytest.raises(IllegalTransition):
            self.action.to(state, self.moved)

    @invariant()
    def only_what_was_sent_has_an_outcome(self) -> None:
        if self.action.state in {ActionState.UNSURE, ActionState.DONE, ActionState.FAILED}:
            assert self.sent

    @invariant()
    def what_may_be_on_the_site_is_never_withdrawn(self) -> None:
        if self.action.state in {ActionState.SENDING, ActionState.UNSURE}:
            with pytest.raises(IllegalTransition):
                self.action.to(ActionState.WITHDRAWN, self.moved)


TestActionLife = ActionLife.TestCase


@given(st.lists(st.sampled_from(Ad), max_size=12))
def test_no_walk_of_an_ad_leads_back_to_a_draft(walk: list[Ad]) -> None:
    publication, was_up = PUBLICATION, False
    for ad in walk:
        try:
            publication = publication.stood(ad)
        except IllegalTransition:
            continue
        was_up |= ad in {Ad.LIVE, Ad.REFUSED, Ad.ENDED}
        assert not (was_up and publication.ad in {Ad.NONE, Ad.DRAFT})


def test_an_old_end_says_nothing_of_an_ad_that_is_up_again() -> None:
    ended = replace(PUBLICATION, ad=Ad.ENDED, expires_at=MORNING - timedelta(days=1))
    again = ended.receipted(Receipt("1", "https://site/1", Ad.LIVE), MORNING)
    listed = ended.seen(RemoteAd("1", "Бариста", Ad.LIVE, ""))
    assert (again.expires_at, listed.expires_at) == (None, None)
    assert again.alert(Today(MORNING, "Europe/Kyiv")) is None


def test_an_end_that_the_site_does_not_repeat_stays() -> None:
    live = replace(PUBLICATION, ad=Ad.LIVE, expires_at=MORNING + timedelta(days=9))
    assert live.seen(RemoteAd("1", "Бариста", Ad.LIVE, "")).expires_at == live.expires_at


def test_an_ad_that_its_list_has_as_a_draft_again_is_over_when_two_lists_say_so() -> None:
    """A site may forget, of what was closed, that it was ever published (work-ua.md, A19)."""
    draft = RemoteAd("1", "Бариста", Ad.DRAFT, "")
    live = replace(PUBLICATION, ad=Ad.LIVE)
    once = live.seen(draft)
    assert (once.ad, once.alert(Today(MORNING, "Europe/Kyiv"))) == (Ad.LIVE, None)
    twice = once.seen(draft)
    assert (twice.ad, twice.badge, twice.lost) == (Ad.ENDED, "badge-closed", Alert.CLOSED)
    assert twice.seen(draft) == twice
    assert once.seen(RemoteAd("1", "Бариста", Ad.LIVE, "")).badge is None

"""Whatever happens to a publication, in any order: it stays legal, and nothing is published twice.

`make test` walks a few of the ways, `.ci/run` 2,000 (PUBLICATION_WALKS).
"""

import asyncio
import os
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import replace
from typing import Any, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.domain.account import AccountState
from bot.domain.alert import Today
from bot.domain.errors import (
    DailyLimit,
    Duplicate,
    NoCredits,
    OutcomeUnknown,
    Rejected,
    SiteUnavailable,
    VidhukError,
)
from bot.domain.publication import Publication, Status
from bot.domain.site import Ad, Can, Problem
from bot.domain.site_action import Kind
from bot.usecases.look_for_work import LookForWork
from tests.advert import Advert
from tests.fakes import MORNING, FakeClock, FakeSite, Killed
from tests.fakes.sites.world import INFO
from tests.fakes.store.kinds import ACCOUNTS, ACTIONS, PUBLICATIONS
from tests.office import PASSWORD, Office

T = TypeVar("T")
WALKS = int(os.environ.get("PUBLICATION_WALKS", "50"))
CREDITS = 100

taps = st.sampled_from(
    [
        *("send", "save", "retry", "anyway", "withdraw", "dismiss", "publication", "edit"),
        *("stop", "resume", "sync"),
    ]
)
"""Of the publication's page."""
answers = st.sampled_from(
    [
        OutcomeUnknown("fake"),
        SiteUnavailable("fake"),
        Rejected("fake", (Problem("min", "Замало"),)),
        Duplicate("fake", ("ad-9",)),
        NoCredits("fake"),
        DailyLimit("fake", MORNING),
        Killed(),
    ]
)
had_effect = st.sampled_from([OutcomeUnknown("fake"), Killed()])
"""A 500 to a request that writes is an outcome that nobody knows."""
writes = st.sampled_from(["publish", "save_draft", "edit", "close", "prolong"])
reads = st.sampled_from(["find", "ads", "applications", "credits", "dictionary"])
happens = st.sampled_from(
    [
        (Ad.REFUSED, "badge-blocked"),
        (Ad.ENDED, "badge-closed"),
        (Ad.ENDED, "badge-expired"),
        (Ad.LIVE, "badge-moderation"),
        (Ad.LIVE, "badge-paused"),
        (Ad.LIVE, None),
    ]
)


class Purse(dict[str, int | None]):
    """The unused publications of an employer; what is paid for is looked at."""

    def __init__(self, site: FakeSite) -> None:
        super().__init__(standard=CREDITS)
        self._site = site
        self.prolonged = 0

    def __setitem__(self, kind: str, left: int | None) -> None:
        super().__setitem__(kind, left)
        if self._site.calls[-1] == "prolong":
            self.prolonged += 1
        else:
            up = [one for one in self._site.ads.values() if one.remote.ad is Ad.LIVE]
            assert up == [], "an ad that is up was paid for once more"


def _is_so(ours: Ad, theirs: Ad) -> bool:
    """Whether we know how the ad stands; one that was up and is a draft again is over for us."""
    return ours is theirs or (ours, theirs) == (Ad.ENDED, Ad.DRAFT)


class PublicationLife(RuleBasedStateMachine):
    """A recruiter who taps, a site that fails and acts by itself, a process that is killed."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        clock = FakeClock(hurried=True)
        self.site = FakeSite(clock, replace(INFO, can=INFO.can | {Can.PROLONG}))
        self.purse = Purse(self.site)
        self.ad = self.run(self._open(clock))
        self.office = self.ad.office

    async def _open(self, clock: FakeClock) -> Advert:
        ad = await Advert.of(await Office(self.site, clock=clock).open())
        self.site.employers[ad.account.login].credits = self.purse
        return ad

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(work)

    def teardown(self) -> None:
        try:
            self.run(self._recovered())
        finally:
            self.runner.close()

    @property
    def publication(self) -> Publication:
        """The one that is tapped: a deleted ad gives way to a new one."""
        rows = self.office.rows(PUBLICATIONS)
        return self.run(self.office.publication_now(max(rows, key=lambda one: one.id)))

    # -- taps

    @initialize()
    def the_recruiter_publishes(self) -> None:
        self._tap("send")

    @rule(verb=taps)
    def a_tap(self, verb: str) -> None:
        self._tap(verb)

    @rule()
    def a_close(self) -> None:
        self._tap("close", "close_yes")

    @rule()
    def a_prolongation(self) -> None:
        self._tap("prolong", "prolong_yes")

    @rule()
    def the_login_is_disconnected(self) -> None:
        for verb in ("disconnect", "disconnect_yes"):
            self._press(verb, self.ad.account.id)

    @rule()
    def the_login_comes_back(self) -> None:
        if self._account().state is AccountState.DISCONNECTED:
            with suppress(Killed):
                self.run(self._connect())
            self._press("resume_all", self.ad.account.id)

    @rule(title=st.sampled_from(["Бариста", "Старший бариста"]))
    def the_title_changes(self, title: str) -> None:
        self.run(self.ad.rewrite(title=title))

    def _tap(self, *verbs: str) -> None:
        for verb in verbs:
            self._press(verb, self.publication.id)

    def _press(self, verb: str, subject: int) -> None:
        with suppress(VidhukError):  # a short popup
            self.run(self.office.press(self.office.owner, verb, subject))

    async def _connect(self) -> None:
        office = self.office
        await office.press(office.owner, "connect")
        await office.press(office.owner, "site", 0)
        await office.type(office.owner, self.ad.account.login)
        await office.type(office.owner, PASSWORD)
        await office.work()

    def _account(self) -> Any:
        return self.office.account_now(self.ad.account)

    # -- the process

    @rule(minutes=st.sampled_from([0.5, 2, 5, 45, 24 * 60]))
    def time_passes(self, minutes: float) -> None:
        self.office.clock.advance(minutes=minutes)

    @rule()
    def the_clock_ticks(self) -> None:
        self._works(self.office.tick())

    @rule()
    def a_job_comes_again(self) -> None:
        """Every job may run twice."""
        for job in [one for one in self.office.jobs.waiting if one.task in ("act", "sync")]:
            self._works(self.office.run(job))

    @rule(nth=st.integers(1, 12))
    def the_process_is_killed(self, nth: int) -> None:
        """Between any two commits."""
        self.office.uow.kill(nth)
        self._works(self.office.tick())
        self.office.uow.calm()

    def _works(self, work: Coroutine[Any, Any, None]) -> None:
        with suppress(Killed):
            self.run(work)

    # -- the site

    @rule(call=st.one_of(writes, reads), answer=answers)
    def a_request_will_fail(self, call: str, answer: BaseException) -> None:
        self.site.trouble(call, answer)

    @rule(call=writes, answer=had_effect)
    def an_answer_will_be_lost(self, call: str, answer: BaseException) -> None:
        self.site.trouble(call, answer, after=True)

    @rule(is_down=st.booleans())
    def the_site_goes_and_comes(self, is_down: bool) -> None:
        self.site.go_down(SiteUnavailable("fake") if is_down else None)

    @rule()
    def the_list_lags(self) -> None:
        """For less than the two minutes after which it is believed."""
        self.site.lag(seconds=100)

    @precondition(lambda self: self.site.ads)
    @rule(stands=happens)
    def the_ad_changes_on_the_site(self, stands: tuple[Ad, str | None]) -> None:
        for one in self.site.ads.values():
            if one.remote.ad is not Ad.DRAFT:
                self.site.set_ad(one.remote.remote_id, *stands)

    @precondition(lambda self: self.site.ads)
    @rule()
    def the_ad_is_deleted_on_the_site(self) -> None:
        self.site.ads.clear()

    @rule(is_lost=st.booleans())
    def the_password_changes(self, is_lost: bool) -> None:
        self.site.employers[self.ad.account.login].password = "інший" if is_lost else PASSWORD
        if not is_lost:
            self.run(self._wake())

    async def _wake(self) -> None:
        """The new password was typed."""
        async with self.office.transaction() as tx:
            account = await tx.accounts.get(self.ad.account.id)
            if account.state is AccountState.PAUSED:
                woken = replace(
                    account.to(AccountState.ACTIVE), next_sync_at=self.office.clock.now()
                )
                await tx.accounts.save(woken)

    # -- what must hold

    @invariant()
    def it_stands_once(self) -> None:
        assert len(self.site.ads) <= 1

    @invariant()
    def nothing_is_prolonged_twice(self) -> None:
        asked = [one for one in self.office.rows(ACTIONS) if one.kind is Kind.PROLONG]
        assert self.purse.prolonged <= len(asked)

    @invariant()
    def one_request_is_under_way_at_most(self) -> None:
        for publication in self.office.rows(PUBLICATIONS):
            its = [one for one in self.office.rows(ACTIONS) if one.publication_id == publication.id]
            assert sum(one.under_way for one in its) <= 1
        assert self.site.most_at_once <= 1

    @invariant()
    def every_state_is_legal(self) -> None:
        for one in self.office.rows(PUBLICATIONS):
            known = one.remote_id is not None
            assert known or one.ad is Ad.NONE or one.gone
            assert one.told is None or one.ad not in (Ad.NONE, Ad.DRAFT)
            assert one.published_at is not None or one.ad is not Ad.LIVE
        if self._account().state is AccountState.DISCONNECTED:
            assert not any(one.sync for one in self.office.rows(PUBLICATIONS))

    async def _recovered(self) -> None:
        """Once everything works again, what is under way ends, and we know what stands there."""
        self.site.go_down(None)
        self.site.forgive()
        self.office.uow.calm()
        self.site.employers[self.ad.account.login].password = PASSWORD
        await self._wake()
        await self.office.make(LookForWork)()
        for _ in range(8):
            await self.ad.later(hours=25)
        (account,) = self.office.rows(ACCOUNTS)
        today = Today(self.office.clock.now(), self.office.workspace.time_zone)
        for row in self.office.rows(PUBLICATIONS):
            one = await self.office.publication_now(row)
            assert not one.busy
            assert one.status() in Status
            if account.state is AccountState.ACTIVE and one.remote_id is not None:
                posted = self.site.ads.get(one.remote_id)
                assert one.gone if posted is None else _is_so(one.ad, posted.remote.ad)
                assert not one.sync or one.alert(today) is one.told


TestPublicationLife = PublicationLife.TestCase
TestPublicationLife.settings = settings(
    max_examples=WALKS,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)

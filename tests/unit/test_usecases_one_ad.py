"""Whatever happens to a publication, in any order: it never stands on the site twice."""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import replace
from typing import Any, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.domain.account import AccountState
from bot.domain.errors import (
    DailyLimit,
    NoCredits,
    OutcomeUnknown,
    Rejected,
    SiteUnavailable,
    Stale,
)
from bot.domain.publication import ActionState
from bot.domain.site import Ad, Problem
from bot.usecases.look_for_work import LookForWork
from tests.advert import Advert
from tests.fakes import MORNING, Killed
from tests.fakes.store.kinds import ACTIONS, PUBLICATIONS
from tests.office import PASSWORD, Office

T = TypeVar("T")
CREDITS = 100

answers = st.sampled_from(
    [
        OutcomeUnknown("fake"),
        SiteUnavailable("fake"),
        Rejected("fake", (Problem("min", "Замало"),)),
        NoCredits("fake"),
        DailyLimit("fake", MORNING),
        Killed(),
    ]
)
had_effect = st.sampled_from([OutcomeUnknown("fake"), Killed()])
calls = st.sampled_from(["publish", "save_draft", "find", "ads"])


class OneAd(RuleBasedStateMachine):
    """A recruiter who taps, a site that fails, a process that is killed."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.ad = self.run(self._open())
        self.office, self.site = self.ad.office, self.ad.office.site

    async def _open(self) -> Advert:
        ad = await Advert.of(await Office().open())
        ad.office.site.employers[ad.account.login].credits["standard"] = CREDITS
        return ad

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(work)

    def teardown(self) -> None:
        try:
            self.run(self._recovered())
        finally:
            self.runner.close()

    # -- what may happen

    @initialize()
    def the_recruiter_publishes(self) -> None:
        self.run(self.ad.press("send"))

    @rule(verb=st.sampled_from(["send", "save", "retry", "withdraw", "publication"]))
    def a_tap(self, verb: str) -> None:
        if verb == "send" and self.run(self.ad.now()).ad is Ad.LIVE:
            return  # that is an edit
        with suppress(Stale):
            self.run(self.ad.press(verb))

    @rule(minutes=st.sampled_from([0.5, 2, 5, 45, 24 * 60]))
    def time_passes(self, minutes: float) -> None:
        self.office.clock.advance(minutes=minutes)

    @rule()
    def the_clock_ticks(self) -> None:
        self._works(self.office.tick())

    @rule()
    def a_job_comes_again(self) -> None:
        """Every job may run twice."""
        for job in [one for one in self.office.jobs.waiting if one.task == "act"]:
            self._works(self.office.run(job))

    @rule(nth=st.integers(1, 9))
    def the_process_is_killed(self, nth: int) -> None:
        self.office.uow.kill(nth)
        self._works(self.office.tick())
        self.office.uow.calm()

    @rule(call=calls, answer=answers)
    def a_request_will_fail(self, call: str, answer: BaseException) -> None:
        self.site.trouble(call, answer)

    @rule(call=st.sampled_from(["publish", "save_draft"]), answer=had_effect)
    def an_answer_will_be_lost(self, call: str, answer: BaseException) -> None:
        self.site.trouble(call, answer, after=True)

    @rule(is_down=st.booleans())
    def the_site_goes_and_comes(self, is_down: bool) -> None:
        self.site.go_down(SiteUnavailable("fake") if is_down else None)

    @rule()
    def the_list_lags(self) -> None:
        """For less than the two minutes after which it is believed."""
        self.site.lag(seconds=100)

    @rule(title=st.sampled_from(["Бариста", "Старший бариста"]))
    def the_recruiter_changes_the_title(self, title: str) -> None:
        self.run(self._retitle(title))

    @rule(is_lost=st.booleans())
    def the_login_goes_and_comes(self, is_lost: bool) -> None:
        employer = self.site.employers[self.ad.account.login]
        employer.password = "інший" if is_lost else PASSWORD
        if not is_lost:
            self.run(self._wake())

    def _works(self, work: Coroutine[Any, Any, None]) -> None:
        with suppress(Killed):
            self.run(work)

    async def _retitle(self, title: str) -> None:
        vacancy_id = (await self.ad.now()).vacancy_id
        async with self.office.transaction() as tx:
            vacancy = await tx.vacancies.get(vacancy_id)
            await tx.vacancies.save(replace(vacancy, title=title))

    async def _wake(self) -> None:
        async with self.office.transaction() as tx:
            account = await tx.accounts.get(self.ad.account.id)
            await tx.accounts.save(account.to(AccountState.ACTIVE))

    # -- what must hold

    @invariant()
    def it_stands_once(self) -> None:
        assert len(self.site.ads) <= 1

    @invariant()
    def it_is_paid_for_once(self) -> None:
        left = self.site.employers[self.ad.account.login].credits["standard"]
        assert left is not None
        assert CREDITS - left <= 1

    @invariant()
    def one_request_is_under_way_at_most(self) -> None:
        assert sum(one.under_way for one in self.office.rows(ACTIONS)) <= 1
        assert self.site.most_at_once <= 1

    @invariant()
    def we_never_name_an_ad_that_is_not_ours(self) -> None:
        (publication,) = self.office.rows(PUBLICATIONS)
        assert publication.remote_id is None or publication.remote_id in self.site.ads

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
        action, now = await self.ad.action(), await self.ad.now()
        assert not action.under_way
        if action.state is ActionState.DONE:
            assert [one.remote.ad for one in self.site.ads.values()] == [now.ad]
            assert list(self.site.ads) == [now.remote_id]


TestOneAd = OneAd.TestCase
TestOneAd.settings = settings(
    max_examples=100,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)

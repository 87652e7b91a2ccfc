"""What operators see, filled with one text from outside."""

from collections.abc import Iterator
from datetime import timedelta

from bot.domain.health import CallCount, JobPile, Pile, Process, SiteStanding, Standing
from bot.domain.views import View
from bot.domain.views.health import AskSitePause, HealthPage, HealthSite, OurFault
from tests.views import INFO, NOW

_LONG_AGO = NOW - timedelta(days=400)
_MOST = 2**32 - 1


def health_views(text: str) -> Iterator[View]:
    states = {"active": 120, "failing": 3, "paused": 7}
    moments = (NOW, NOW - timedelta(hours=1), _LONG_AGO)
    full = SiteStanding(INFO.key, states, *moments, due=12)
    stopped = SiteStanding(INFO.key, {}, paused_at=_LONG_AGO)
    sites = [
        HealthSite(_MOST, full, CallCount(12_345, 12, 3)),
        HealthSite(1, stopped, CallCount()),
    ]
    jobs = [
        JobPile("asked", "sync", "waiting", 9, _LONG_AGO),
        JobPile("asked", "sync", "failed", 2),
    ]
    whole = Standing([full, stopped], jobs, [Pile("card", 4, NOW)], [], 1)
    yield HealthPage(sites, whole, CallCount(9, 1, 1), Process(text[:40], _LONG_AGO), NOW)
    yield HealthPage(sites * 9, Standing(), CallCount(), Process(), NOW, unknown_site=True)
    yield AskSitePause(_MOST, INFO.key, 130)
    yield OurFault(text, 10_000)
    yield OurFault(text, 1, again=True)

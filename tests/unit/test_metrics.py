"""`/metrics`: what comes out, and what never may; the dashboard and the alerts ask for no more."""

import json
import re
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from aiohttp.test_utils import TestClient, TestServer
from prometheus_client.parser import text_string_to_metric_families

from bot.domain.account import AccountState
from bot.domain.health import CallCount, Called, Process
from bot.domain.notice import NoticeKind
from bot.domain.site_action import Kind
from bot.domain.views import Card
from bot.ports import DatabaseUnavailable, Delivered, TryLater
from bot.wiring.meter import Histogram, Meter
from bot.wiring.metrics import Metrics
from handlers.web import door
from tests.fakes import FakeClock
from tests.logs import open_canaries
from tests.office import Office
from tests.tasks import TASKS
from tests.views import cards

DEPLOY = Path(__file__).parents[2] / "deploy"
STARTED = Process("1.2.3")
WORDS = {
    "site": {"fake"},
    "source": {"fake", "telegram"},
    "of": {"newest", "median", "oldest"},
    "state": {*AccountState, "failing", "waiting", "running", "failed"},
    "kind": {*NoticeKind, *Kind, "message", "callback_query", "KeyError", "other"},
    "lane": {"answers", "asked", "background"},
    "task": {*TASKS},
    "outcome": {*Called, "delivered", "trylater"},
    "version": {"1.2.3"},
}
"""All that a label may say. `le` are bounds."""


async def ready() -> bool:
    return True


class Desk:
    """A company with something of everything, and a process that has counted."""

    def __init__(self, office: Office) -> None:
        self.office, self.meter = office, Meter(office.clock)
        self.metrics = Metrics(self.meter, office.uow, office.clock, STARTED, ready)

    async def families(self) -> dict[str, Any]:
        page = (await self.metrics())[0].decode()
        return {one.name: one for one in text_string_to_metric_families(page)}

    async def value(self, name: str, **labels: str) -> float:
        found = [
            one.value
            for family in (await self.families()).values()
            for one in family.samples
            if one.name == f"vidhuk_{name}" and one.labels == labels
        ]
        assert len(found) == 1, name
        return float(found[0])


@pytest.fixture
async def desk() -> Desk:
    office = await Office().open()
    now = office.clock.now()
    synced = now - timedelta(hours=2)
    account = await office.account("canary.olena@example.com", last_sync_at=synced)
    await office.account("canary-2@example.com", label="Канарейко", state=AccountState.PAUSED)
    publication = await office.live(account)
    assert publication.remote_id is not None
    office.site.respond(publication.remote_id, name="Олена Канаркова")
    await office.sync(account)
    desk = Desk(office)
    meter = desk.meter
    meter.called("fake", Called.OK, 0.2)
    meter.called("fake", Called.LIMITED, 3)
    view = next(one for one in cards("Канарков") if isinstance(one, Card))
    meter.said(view, Delivered(1, ""), anew=True)
    meter.said(view, Delivered(1, ""), anew=False)
    meter.said(view, TryLater(timedelta(seconds=3)), anew=True)
    meter.handled("message", 0.01)
    meter.ran("sync", KeyError("canary-pw-1"))
    return desk


async def test_numbers_of_the_database_and_of_the_process(desk: Desk) -> None:
    assert await desk.value("accounts", site="fake", state="active") == 1
    assert await desk.value("accounts", site="fake", state="paused") == 1
    assert await desk.value("site_sync_age_seconds", site="fake", of="oldest") == 0
    assert await desk.value("notices_owed", kind="card") == 1
    assert await desk.value("site_requests_total", site="fake", outcome="limited") == 1
    assert await desk.value("limited_total", source="telegram") == 1
    assert await desk.value("cards_sent_total") == 1
    assert await desk.value("errors_total", kind="KeyError") == 1
    assert await desk.value("site_request_seconds_count", site="fake") == 2
    assert await desk.value("site_request_seconds_bucket", site="fake", le="0.25") == 1
    assert await desk.value("ready") == await desk.value("database_up") == 1


async def test_nothing_about_anybody_stands_there(desk: Desk) -> None:
    page = (await desk.metrics())[0].decode()
    assert open_canaries(page) == []
    assert not re.search(r"\d{9,}", re.sub(r"[\d.]+e\+\d+", "", page)), "an id of somebody"
    for family in (await desk.families()).values():
        for sample in family.samples:
            assert sample.name.startswith("vidhuk_")
            for name, value in sample.labels.items():
                assert name == "le" or value in WORDS[name], sample


async def test_the_database_is_looked_at_once_however_often_one_asks(desk: Desk) -> None:
    asked: list[int] = []

    async def count() -> None:
        asked.append(1)
        desk.office.uow.before(1, count)

    desk.office.uow.before(1, count)
    for _ in range(5):
        await desk.metrics()
    assert len(asked) == 1


async def test_without_a_database_the_counters_are_there_all_the_same(desk: Desk) -> None:
    async def away() -> None:
        raise DatabaseUnavailable("OperationalError")

    desk.office.uow.before(1, away)
    assert await desk.value("database_up") == 0
    assert await desk.value("cards_sent_total") == 1


def test_a_histogram_counts_what_took_no_longer() -> None:
    one = Histogram()
    for seconds in (0.01, 0.05, 0.2, 99):
        one.add(seconds)
    buckets = dict(one.buckets())
    assert (buckets["0.05"], buckets["0.25"], buckets["30.0"], buckets["+Inf"]) == (2, 3, 3, 4)


def test_what_the_database_did_not_take_is_not_lost() -> None:
    meter = Meter(FakeClock())
    meter.called("fake", Called.FAILED, 1)
    meter.note(KeyError())
    calls, faults = meter.take()
    meter.called("fake", Called.OK, 1)
    meter.put_back(calls, faults)
    calls, faults = meter.take()
    assert list(calls.values()) == [CallCount(2, 1, 0)]
    assert list(faults.values()) == [1]


# -- the door ------------------------------------------------------------------------------


@pytest.fixture
async def client(desk: Desk) -> AsyncIterator[TestClient[Any, Any]]:
    async with TestClient(TestServer(door(ready, metrics=desk.metrics))) as client:
        yield client


async def test_monitoring_reads_it_and_nobody_through_a_proxy(client: TestClient[Any, Any]) -> None:
    answer = await client.get("/metrics")
    assert answer.status == 200
    assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    assert "vidhuk_ready 1.0" in await answer.text()
    for header in ("X-Forwarded-For", "Forwarded", "Via", "X-Real-IP"):
        answer = await client.get("/metrics", headers={header: "198.51.100.7"})
        assert (answer.status, await answer.text()) == (404, "")


# -- who asks for it -------------------------------------------------------------------------

_NAME = re.compile(r"\bvidhuk_\w+")


def _panels() -> Iterator[tuple[str, str]]:
    board = json.loads((DEPLOY / "grafana.json").read_text(encoding="utf-8"))
    ids = [one["id"] for one in board["panels"]]
    assert len(ids) == len(set(ids))
    for panel in board["panels"]:
        assert panel["targets"], panel["title"]
        yield from ((panel["title"], one["expr"]) for one in panel["targets"])


def _alerts() -> Iterator[tuple[str, str]]:
    rules = yaml.safe_load((DEPLOY / "alerts.yml").read_text(encoding="utf-8"))
    for group in rules["groups"]:
        for one in group["rules"]:
            assert one["annotations"]["summary"]
            assert one["labels"]["severity"] in ("warning", "critical")
            yield one["alert"], one["expr"]


async def _known(desk: Desk) -> set[str]:
    """Every name that a query may use."""
    names: set[str] = set()
    for name, family in (await desk.families()).items():
        ends = {"counter": ("_total",), "histogram": ("_bucket", "_sum", "_count")}
        names |= {f"{name}{end}" for end in ends.get(family.type, ("",))}
    return names


@pytest.mark.parametrize("asked", [_panels, _alerts])
async def test_only_what_is_there_is_asked_for(desk: Desk, asked: Any) -> None:
    known = await _known(desk)
    for title, query in asked():
        used = set(_NAME.findall(query))
        assert used, title
        assert used <= known, (title, used - known)
        assert query.count("(") == query.count(")"), title
        labels = re.findall(r"(\w+)(?:=~|!=|=)\"", query)
        assert set(labels) <= WORDS.keys(), title


async def test_the_dashboard_shows_everything_that_there_is(desk: Desk) -> None:
    shown = {one for _, query in _panels() for one in _NAME.findall(query)}
    hidden = {name for name in await _known(desk) if not name.endswith(("_sum", "_count"))}
    assert hidden - shown == set()

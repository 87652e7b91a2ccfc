"""`@bot`: what needs attention first, and the cards that hold what was typed."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.site import Ad
from bot.domain.vacancy import Vacancy
from bot.usecases.find_publications import MOST, FindPublications
from handlers.render.inline import shared_publication
from handlers.render.publications import badges_of
from handlers.texts import load
from sites.work_ua import SITE
from tests.office import Office


@pytest.fixture
async def office() -> Office:
    return await Office().open()


async def _titled(office: Office, title: str) -> Vacancy:
    return await office.vacancy(title=title)


async def _find(office: Office, typed: str = "") -> list[str]:
    found, _ = await office.make(FindPublications)(office.owner, typed)
    return [line.publication.title for line in found]


async def test_what_needs_attention_comes_first(office: Office) -> None:
    account, now = await office.account(), office.clock.now()
    far, near = now + timedelta(days=20), now + timedelta(days=2)
    kinds: dict[str, dict[str, Any]] = {
        "draft": {"ad": Ad.NONE, "url": None},
        "live": {"expires_at": far},
        "closed": {"ad": Ad.ENDED, "badge": "badge-closed"},
        "paused": {"expires_at": far, "badge": "badge-paused"},
        "refused": {"ad": Ad.REFUSED},
        "expiring": {"expires_at": near},
    }
    for title, changes in kinds.items():
        await office.live(account, vacancy=await _titled(office, title), **changes)
    assert await _find(office) == ["refused", "expiring", "paused", "live", "closed", "draft"]


async def test_of_sixty_publications_so_many_come_as_an_answer_holds(office: Office) -> None:
    account = await office.account(label="Ромашка <b>👩‍🍳</b>")
    for number in range(60):
        await office.live(account, vacancy=await _titled(office, f"Бариста {number}"))
    assert len(await _find(office)) == MOST
    assert await _find(office, "РОМАШКА бариста 59") == ["Бариста 59"]
    assert await _find(office, "<b>👩‍🍳 fake бариста 7 59") == []
    assert await _find(office, "%") == []


async def test_a_card_tells_status_age_responses_and_what_is_left(office: Office) -> None:
    now = office.clock.now()
    await office.live(
        await office.account(),
        published_at=now - timedelta(days=5, hours=3),
        expires_at=now + timedelta(days=2, hours=1),
    )
    (line,), today = await office.make(FindPublications)(office.owner, "")
    line = replace(line, publication=replace(line.publication, site=SITE.info.key))
    card = shared_publication(line, load([SITE.texts])("uk"), today)
    assert card.description == "Work.ua · Ромашка · 🟢 Опубліковано · 📥 0 · 5 днів · ⌛ ще 2 дні"
    assert "5 днів" in card.html
    assert "📥" not in card.html
    assert "https://fake.example/" in card.html


async def test_days_are_counted_as_on_the_page_by_the_companys_calendar(office: Office) -> None:
    """Two days and an hour hence, but over the third midnight: both say three."""
    await office.live(
        await office.account(),
        expires_at=office.clock.now() + timedelta(days=2, hours=20),
    )
    (line,), today = await office.make(FindPublications)(office.owner, "")
    texts = load([SITE.texts])("uk")
    line = replace(line, publication=replace(line.publication, site=SITE.info.key))
    (badge,) = badges_of(line.publication, line.status, texts, today)
    assert badge == "⌛ ще 3 дні"
    assert shared_publication(line, texts, today).description.endswith(badge)

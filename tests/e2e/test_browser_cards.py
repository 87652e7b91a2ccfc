"""The cards of forty invented candidates on a phone, and the PDFs that are made of their texts.

`make screens` keeps the pictures in docs/screens, several cards a picture.
"""

import asyncio
import io
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from playwright.async_api import Browser

from bot.domain import views
from bot.domain.ids import ChatLinkId
from bot.domain.paces import Paces
from bot.domain.vacancy import STEPS, Step
from bot.ports import Address, Delivered
from handlers.chat import TelegramChat
from handlers.render.ink import Ink
from handlers.resume_pdf import make_pdf
from handlers.texts import load
from sites import discover
from tests.cast import LETTER, MUSTS, RESUME, Invented, cast, face, person
from tests.contract.chat_desk import Shelf
from tests.contract.telegram_emulator import TOKEN, line
from tests.e2e.glass import PHONE, glass
from tests.e2e.sheets import keep_all
from tests.fakes import FakeClock
from tests.views import NOW, ZONE, vacancy

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.thorough]

TEXTS = load([Path(site.texts) for site in discover()])
TALL = {"width": PHONE["width"], "height": 2_000}
"""As wide as the phone; high enough for any card as a whole."""
NOTHING: dict[str, Any] = {
    **dict.fromkeys(("letter", "position", "pay", "city", "birth_date", "url")),
    **dict.fromkeys(("skills", "phones", "emails"), ()),
}


async def test_forty_cards_fit_a_phone(chromium: Browser, screens: Path) -> None:
    everybody = cast()
    assert len(everybody) == 40
    async with line(slack=1_000) as tg:
        phone, shelf = await tg.friend(), Shelf()
        known, keep, clock = shelf.known_file, shelf.keep, FakeClock(NOW)
        chat = TelegramChat(tg.bot, TEXTS, clock, shelf.load, known, keep, repr, Paces())
        address = Address(ChatLinkId(1), phone.person, "uk", ZONE)
        sent = [await _say(chat, address, shelf, one) for one in (*_asking(), *everybody)]
        assert await tg.telegram.violations() == []
        where = f"{tg.base}/#{phone.person}/{TOKEN.partition(':')[0]}"
        async with glass(chromium, where, screens) as one:
            newest = one.page.locator(f'.messages article[data-id="{sent[-1]}"]')
            await newest.wait_for()
            await one.keep("50-a-phone-of-cards", one.page)
            await one.page.set_viewport_size(TALL)  # type: ignore[arg-type]  # see glass.py
            if os.environ.get("SCREENS"):
                await one.page.locator(".down").evaluate("it => it.style.display = 'none'")
                found = [one.page.locator(f'.messages article[data-id="{it}"]') for it in sent]
                shots = [await it.screenshot(animations="disabled") for it in found]
                await asyncio.to_thread(keep_all, screens, "51-cards", shots)


def _asking() -> Iterator[Invented]:
    """Where the must-haves come from."""
    asking = replace(vacancy("Sales B2B"), title="Sales B2B", city="Київ")
    asking = replace(asking, must_haves=MUSTS, push_from=3, description="<p>Продавати.</p>")
    offered = [*MUSTS, "переговори з постачальниками"]
    form = views.VacancyForm(asking, Step.MUST, 7, len(STEPS), changing=False, points=offered)
    fresh = replace(form, vacancy=replace(asking, must_haves=(), push_from=None))
    yield Invented("the form, ticked", views.Screen(form, 1))
    yield Invented("the form, fresh", views.Screen(fresh, 1))
    page = views.VacancyPage(asking, [], may_publish=True, accounts=1)
    yield Invented("the vacancy", views.Screen(page, 1))


async def _say(chat: TelegramChat, address: Address, shelf: Shelf, one: Invented) -> int:
    shelf.content.update(one.files)
    outcome = await chat.show(address, one.view)
    assert isinstance(outcome, Delivered), (one.about, outcome)
    return outcome.message_id


def test_pdfs_made_of_texts_read_well(screens: Path) -> None:
    ink = Ink(TEXTS("uk"), ZONE, NOW, "vidhuk_bot")
    whole = person(resume_text=RESUME)
    long = (LETTER + "\n") * 150
    right = "שלום, שמי משה כהן\n• ניסיון במכירות: 2019 – 2024\nمرحبا بالعالم، هذه سيرة ذاتية"
    word = "https://example.com/" + "дуже-довге-слово-" * 12
    papers = [
        make_pdf(whole, ink, face()),
        make_pdf(replace(whole, name="<b>Ім'я</b> " * 12, resume_text=f"{RESUME}\n{word}"), ink),
        make_pdf(replace(whole, name="משה כהן", resume_text=right, letter=right), ink, face()),
        make_pdf(replace(whole, resume_text="🎈 Привіт ✅\n" * 4, letter=long), ink),
        make_pdf(person(name=None, resume_text="Є досвід.", **NOTHING), ink),
        make_pdf(whole, replace(ink, t=TEXTS("en")), face("#e6d7c8")),
    ]
    shots = [shot for paper in papers for shot in _pages(paper)]
    assert len(shots) > len(papers)
    if os.environ.get("SCREENS"):
        keep_all(screens, "52-pdfs", shots)


def _pages(paper: bytes) -> Iterator[bytes]:
    """The first two, as wide as a phone."""
    document = pypdfium2.PdfDocument(paper)
    for at in range(min(2, len(document))):
        page, kept = document[at], io.BytesIO()
        page.render(scale=2 * PHONE["width"] / page.get_width()).to_pil().save(kept, "PNG")
        yield kept.getvalue()

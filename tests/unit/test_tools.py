"""The shared fixtures do what the other tests trust them with."""

from pathlib import Path

import aiohttp
import pytest
from aioresponses import aioresponses
from playwright.async_api import Browser

from tests.needs import absent


async def test_a_canned_answer_reaches_an_aiohttp_client(answers: aioresponses) -> None:
    answers.get("http://site.invalid/jobs", payload={"items": [1]}, status=202)
    async with (
        aiohttp.ClientSession() as session,
        session.get("http://site.invalid/jobs") as response,
    ):
        assert response.status == 202
        assert await response.json() == {"items": [1]}


@pytest.mark.browser
async def test_the_browser_draws_cyrillic_at_phone_size(chromium: Browser, tmp_path: Path) -> None:
    page = await chromium.new_page(viewport={"width": 390, "height": 844})
    await page.set_content("<h1>Відгук на вакансію 👋</h1>")
    picture = await page.screenshot(path=tmp_path / "page.png")
    assert await page.inner_text("h1") == "Відгук на вакансію 👋"
    assert picture.startswith(b"\x89PNG")


def test_what_is_missing_skips_for_a_developer_and_fails_in_ci(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tests.needs.IN_CI", False)
    with pytest.raises(pytest.skip.Exception):
        absent("Chromium")
    monkeypatch.setattr("tests.needs.IN_CI", True)
    with pytest.raises(pytest.fail.Exception):
        absent("Chromium")

"""The demo's chat page in a real browser, as a thumb and two eyes use it.

A person looks at one message at a time: `see` finds the newest that holds the words and keeps it,
`tap` presses a button under that one. Every wait ends as soon as what it waits for is there; one
that ends in vain fails with the step, the whole chat as text and a picture of the screen.
"""

import asyncio
import io
import os
import signal
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, ConsoleMessage, Locator, Page
from playwright.async_api import Error as PlaywrightError

from tests.e2e.house import ENDS_WITHIN, program

PHONE = {"width": 390, "height": 844}
PATIENCE = 15_000.0
"""Milliseconds for what is on its way; so long on a busy machine alone."""
_IN_SIGHT = """message => {
  if (!message.isConnected) return false;  // it was edited meanwhile: a new one stands there
  message.scrollIntoView({ block: 'end', behavior: 'instant' });
  message.closest('.messages').scrollTop += 8;
  return true;
}"""


@asynccontextmanager
async def demo(folder: Path, **variables: str) -> AsyncIterator[str]:
    """`vidhuk demo` as a process in `folder`; gives its address. Ctrl-C must leave nothing."""
    temporary = folder / "temporary"
    temporary.mkdir(parents=True)
    own = {"PATH": os.environ["PATH"], "HOME": str(folder), "TMPDIR": str(temporary)}
    process = await asyncio.create_subprocess_exec(
        program(),
        *("demo", "--port", "0", "--quiet"),
        cwd=folder,
        env=own | {"LC_ALL": "C.UTF-8"} | variables,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None  # it is piped
    try:
        yield (await process.stdout.readline()).decode().strip()
    finally:
        process.send_signal(signal.SIGINT)
        async with asyncio.timeout(ENDS_WITHIN):
            said, complaint = await process.communicate()
    more = (said + complaint).decode()
    assert process.returncode == 0, f"it ended with {process.returncode}:\n{more}"
    assert more == "", f"it said more than its address:\n{more}"
    left = list(temporary.iterdir())
    assert left == [], f"it left {left}"


@dataclass(slots=True)
class Glass:
    """A phone's screen. `taps` counts every press on it."""

    page: Page
    shots: Path
    taps: int = 0
    wrong: list[str] = field(default_factory=list)
    _looking_at: int = 0

    # -- looking

    async def see(self, words: str, *, after: int = 0) -> Locator:
        """Wait for a message newer than `after` that says these words; look at the newest such."""
        newer = self.page.locator(f"//article[number(@data-id) > {after}]")
        its_own = self.page.locator(".bubble > :not(.quoted)", has_text=words)
        found = newer.filter(has=its_own).last
        await found.wait_for()
        self._looking_at = await _number(found)
        return self.message

    @property
    def message(self) -> Locator:
        """The message that is looked at."""
        return self.page.locator(f'.messages article[data-id="{self._looking_at}"]')

    async def reads(self, words: str) -> None:
        """Wait until the message that is looked at holds these words."""
        await self.message.filter(has_text=words).wait_for()

    async def file(self, name: str) -> bytes:
        """The newest document of this name; on a busy machine it comes after its card."""
        link = await self.page.locator("a.file", has_text=name).last.get_attribute("href")
        address = await self.page.evaluate("link => new URL(link, location).href", link)
        answer = await self.page.request.get(str(address))
        return await answer.body()

    async def gone(self, words: str) -> None:
        """Wait until no message holds these words."""
        await self.page.locator(".messages article", has_text=words).first.wait_for(
            state="detached"
        )

    # -- doing

    async def tap(self, name: str) -> None:
        """Press the button under the message that is looked at, once it is there."""
        await self.press(self.message.locator(".key", has_text=name).first)

    async def press(self, what: Locator) -> None:
        """Press anything on the screen."""
        self.taps += 1
        await what.tap()

    async def type(self, text: str) -> None:
        """Write to the open chat and send it."""
        field = self.page.locator("#input")
        await field.fill(text)
        await field.press("Enter")

    async def answer(self, text: str, words: str) -> None:
        """Write, and wait for a newer message that says these words."""
        newest = await _number(self.page.locator(".messages article").last)
        await self.type(text)
        await self.see(words, after=newest)

    async def choose(self, name: str, words: str) -> None:
        """Tap, and wait until the same message, or a newer one, says these words."""
        await self.tap(name)
        await self.see(words, after=self._looking_at - 1)

    async def follow(self, name: str) -> Page:
        """Open the address behind a button in another tab, as the person confirms it."""
        await self.tap(name)
        asked = self.page.get_by_role("alertdialog")
        async with self.page.context.expect_page() as opened:
            await self.press(asked.get_by_role("button", name="Відкрити"))
        return await opened.value

    # -- keeping

    async def shot(self, name: str) -> None:
        """Keep a picture of the message that is looked at."""
        while not await self.message.evaluate(_IN_SIGHT):
            pass
        await self.page.locator(".toast").wait_for(state="detached")
        await self.keep(name, self.page)

    async def keep(self, name: str, page: Page) -> None:
        """Keep a picture of any page, where pictures are wanted; none is wider than the phone."""
        too_wide = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert too_wide <= 0, f"{name}: {too_wide} px wider than the phone"
        if os.environ.get("SCREENS"):  # a picture takes its time
            picture = await page.screenshot(animations="disabled")
            kept = await asyncio.to_thread(small, picture)
            (self.shots / f"{name}.png").write_bytes(kept)

    @asynccontextmanager
    async def step(self, name: str) -> AsyncIterator[None]:
        """One step of a story; a failure in it says so and shows the phone."""
        try:
            yield
        except (PlaywrightError, AssertionError) as error:
            picture = self.shots / "failed.png"
            await self.page.screenshot(path=picture)
            said = await self.page.locator("#phone").inner_text()
            error.add_note(f"at the step: {name}\npicture: {picture}\nthe phone shows:\n{said}")
            raise


@asynccontextmanager
async def glass(browser: Browser, address: str, shots: Path) -> AsyncIterator[Glass]:
    """A phone in Kyiv with the page open; at the end nothing may be wrong with the page."""
    context = await browser.new_context(
        viewport=PHONE,  # type: ignore[arg-type]  # a TypedDict that is not public
        device_scale_factor=2,
        has_touch=True,
        locale="uk-UA",
        timezone_id="Europe/Kyiv",
        permissions=["clipboard-read", "clipboard-write"],
    )
    context.set_default_timeout(PATIENCE)
    page = await context.new_page()
    one = Glass(page, shots)
    page.on("pageerror", lambda error: one.wrong.append(str(error)))
    page.on("console", lambda said: one.wrong.extend(_complaints(said)))
    await page.goto(address)
    yield one
    assert one.wrong == []
    await context.close()


async def _number(message: Locator) -> int:
    return int(await message.get_attribute("data-id") or 0)


def _complaints(said: ConsoleMessage) -> Iterable[str]:
    return [said.text] if said.type in ("error", "warning") else []


def small(picture: bytes) -> bytes:
    """The picture in 256 colours; of the rare ones (a green dot) none is lost."""
    kept = io.BytesIO()
    whole = Image.open(io.BytesIO(picture)).convert("RGB")
    few = whole.quantize(256, Image.Quantize.MAXCOVERAGE, kmeans=2, dither=Image.Dither.NONE)
    few.save(kept, "PNG", optimize=True)
    return kept.getvalue()

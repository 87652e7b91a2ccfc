"""`vidhuk emulate`: one service's emulator as a process of its own, on loopback."""

import asyncio
import json
import urllib.request
from contextlib import AsyncExitStack
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from bot import emulator_kit
from bot.wiring.commands import CannotStart, find_sites, signalled
from bot.wiring.refusals import why
from sites.kit.site import Site

TELEGRAM = "telegram"
RECRUITER, NEWCOMER = "Олена", "Новачок"
SAMPLE_TOKEN = "4200000001:a-token-of-the-emulated-telegram"  # nosec B105 # of the emulator
_ANSWERS = "Once an ad is published, an invented candidate answers it:"
_ENDING = "Ctrl-C ends it, and it forgets all. What else it can do: docs/emulators.md"


@dataclass(frozen=True, slots=True)
class Remote:
    """An emulator's control API, over the same HTTP that everybody uses."""

    base: str

    async def post(self, path: str, **body: Any) -> Any:
        """POST JSON; returns the answer's JSON."""
        return await asyncio.to_thread(self._call, path, json.dumps(body).encode())

    async def get(self, path: str) -> Any:
        """GET JSON."""
        return await asyncio.to_thread(self._call, path, None)

    def _call(self, path: str, body: bytes | None) -> Any:
        request = urllib.request.Request(f"{self.base}/emulator/{path}", data=body)
        with urllib.request.urlopen(request, timeout=30) as answer:  # nosec B310 # our own
            return json.load(answer)


async def serve(
    stack: AsyncExitStack, service: str, port: int, *, pace: float, **given: Any
) -> Remote:
    """Start the emulator of a service with what its `app` is given; it ends with the stack.

    Raises: CannotStart.
    """
    application = _maker(service)(pace=pace, **given)
    try:
        runner, base = await emulator_kit.serve(application, port=port)
    except OSError as error:
        raise CannotStart(f"port {port}: {why(error)}; try --port 0") from None
    stack.push_async_callback(runner.cleanup)
    return Remote(base)


def _maker(service: str) -> Any:
    """The `app(...)` of a service's emulator. Raises: CannotStart naming those that exist."""
    if service == TELEGRAM:
        return import_module("handlers.emulator").app
    addresses = {site.info.key: site.emulator for site in find_sites()}
    if service not in addresses:
        known = ", ".join([TELEGRAM, *addresses])
        raise CannotStart(f"no emulator of {service!r}; there are: {known}")
    module, _, name = addresses[service].partition(":")
    try:
        return getattr(import_module(module), name)
    except (ImportError, AttributeError) as error:  # of a plug-in that is being written
        raise CannotStart(f"{addresses[service]} is not there: {error}") from None


def addresses(site: Site[Any]) -> list[str]:
    """The settings of a site that are its addresses; the emulator stands for each."""
    return [name for name in site.settings.model_fields if name.endswith("_url")]


async def leading(site: Site[Any], emulator: Remote) -> dict[str, str]:
    """The settings, by field, that lead the bot there and that the emulated site knows it by."""
    more: dict[str, str] = (await emulator.get("facts")).get("settings", {})
    return {**dict.fromkeys(addresses(site), emulator.base), **more}


async def add_people(telegram: Remote) -> int:
    """Who holds the phone by turns; returns the recruiter's id."""
    recruiter = await telegram.post("people", first_name=RECRUITER, language_code="uk")
    await telegram.post("people", first_name=NEWCOMER, language_code="uk")
    return int(recruiter["id"])


# -- the command --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of `vidhuk emulate`."""

    port: int
    sample: bool
    token: str | None
    pace: float


def main(service: str, asked: Asked) -> None:
    """Run until Ctrl-C; the first line printed is the address, alone. Raises: CannotStart."""
    asyncio.run(_run(service, asked))


async def _run(service: str, asked: Asked) -> None:
    stop = signalled()
    async with AsyncExitStack() as stack:
        print(await start(stack, service, asked), flush=True)
        await stop.wait()


async def start(stack: AsyncExitStack, service: str, asked: Asked) -> str:
    """Start the emulator; returns what to tell of it. Raises: CannotStart."""
    if service == TELEGRAM:
        return await _telegram(stack, asked)
    return await _site(stack, service, asked)


async def _telegram(stack: AsyncExitStack, asked: Asked) -> str:
    token = asked.token or (SAMPLE_TOKEN if asked.sample else None)
    bots = [import_module("handlers.emulator").BotSpec(token)] if token else []
    remote = await serve(stack, TELEGRAM, asked.port, pace=asked.pace, bots=bots)
    settings = {"TELEGRAM_API_URL": remote.base}
    words = ["In a browser this address is a phone with the bot in it."]
    if asked.token:
        words.append("It knows the bot of the token that it was given.")
    elif asked.sample:
        settings["BOT_TOKEN"] = SAMPLE_TOKEN
    else:
        words.append("It knows no bot yet: --token gives it one, --sample too.")
    if asked.sample:
        await add_people(remote)
        words.append(f"{RECRUITER} and {NEWCOMER} hold it by turns.")
    return _said(remote, settings, asked, words)


async def _site(stack: AsyncExitStack, key: str, asked: Asked) -> str:
    remote = await serve(stack, key, asked.port, pace=asked.pace)
    site = next(one for one in find_sites() if one.info.key == key)
    led = await leading(site, remote)
    settings = {site.setting_name(name): value for name, value in led.items()}
    words = [f"Nobody has an account at {site.info.name} yet; --sample adds some."]
    if asked.sample:
        users = (await remote.post("demo"))["users"]
        words = [f"Accounts at {site.info.name}:", *map(_login, users), "", _ANSWERS]
        words.append(f"  curl -X POST {remote.base}/emulator/demo/candidate")
    return _said(remote, settings, asked, words)


def _said(remote: Remote, settings: dict[str, str], asked: Asked, words: list[str]) -> str:
    if asked.pace != 1:
        settings["PACE"] = f"{asked.pace:g}"
    shown = [f"  {name}={value}" for name, value in settings.items()]
    lines = ["Settings for `vidhuk run`:", *shown, "", *words, "", _ENDING]
    return "\n".join([remote.base, "", *(f"  {line}".rstrip() for line in lines)])


def _login(user: dict[str, Any]) -> str:
    about = [user.get("company") or "looks for a job, is no employer"]
    about += ["sees only own ads"] if user.get("admin") is False else []
    about += ["is blocked"] if user.get("blocked") else []
    return f"  {user['login']:<26}{user['password']:<12}{', '.join(about)}"

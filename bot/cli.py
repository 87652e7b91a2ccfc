"""`vidhuk`: the commands and their options."""

import asyncio
import re
import sys
from collections.abc import Iterable, Sequence
from getpass import getpass
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.domain.workspace import Role
from bot.wiring import abilities, carrying, commands
from bot.wiring import keys as keyring
from bot.wiring import lost_key as lost_keys
from bot.wiring.database import Part
from bot.wiring.finding import Finding
from bot.wiring.progress import progress, report
from sites.kit.assumption import Verdict

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
keys = typer.Typer(no_args_is_help=True)
app.add_typer(keys, name="keys", help="Encryption keys.")


_PORT: Any = {"min": 0, "max": 65535}


def _token(given: str | None) -> str | None:
    if given is not None and not re.fullmatch(r"\d+:[\w-]{10,}", given):
        raise typer.BadParameter("must look like 123456:ABC..., as BotFather gives it")
    return given


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"vidhuk {version('vidhuk')}")
        raise typer.Exit


@app.callback()
def _first(
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """A Telegram bot for recruiters."""


@app.command()
def run() -> None:
    """Run the bot: everything in one process."""
    _run(Part.ALL)


@app.command()
def bot() -> None:
    """On PostgreSQL: take what people write and show their screens; one such process a bot."""
    _run(Part.BOT)


@app.command()
def worker() -> None:
    """On PostgreSQL: all other work; as many such processes as are needed."""
    _run(Part.WORKER)


def _run(part: Part) -> None:
    found, plugins = commands.load()
    asyncio.run(commands.run_until_signal(found, plugins, part))


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="Of the chat page; 0: any free one.", **_PORT)] = 8000,
    quiet: Annotated[bool, typer.Option(help="Print the address only.")] = False,
) -> None:
    """Try it all in the browser: an invented company, no accounts, no token, nothing kept."""
    _load("bot.demo").main(port=port, quiet=quiet)


@app.command()
def emulate(
    service: Annotated[str, typer.Argument(help="telegram, or the key of a site.")],
    port: Annotated[int, typer.Option(help="0: any free one.", **_PORT)] = 0,
    sample: Annotated[bool, typer.Option("--sample", help="With the demo's people in it.")] = False,
    token: Annotated[
        str | None,
        typer.Option(envvar="BOT_TOKEN", callback=_token, help="Of a bot that telegram knows."),
    ] = None,
    pace: Annotated[
        float, typer.Option(envvar="PACE", min=0.01, help="60: a minute takes a second.")
    ] = 1.0,
) -> None:
    """Run one service's emulator on loopback; prints its address, then what to do with it."""
    emulators = _load("bot.emulate")
    emulators.main(service, emulators.Asked(port, sample, token, pace))


@app.command()
def check() -> None:
    """Look at settings, database, key, files folder, Telegram and the sites."""
    found, plugins = commands.load()
    _show(asyncio.run(commands.check(found, plugins)))


@app.command()
def doctor() -> None:
    """Look deeper than `check`, changing nothing, also beside a running bot; say what to do."""
    found, plugins = commands.load()
    from bot.wiring.doctor import doctor as look  # noqa: PLC0415 - `run` need not load it

    _show(asyncio.run(look(found, plugins)))


def _show(findings: Sequence[Finding]) -> None:
    """A line for each; exit code 1 when one of them is broken."""
    table = Table(show_header=False, box=None)
    for _ in ("mark", "what", "detail"):
        table.add_column(overflow="fold")
    for one in findings:
        mark = "[green]ok[/]" if one.good else "[yellow]note[/]" if one.advice else "[red]no[/]"
        table.add_row(mark, escape(one.what), escape(one.detail))
    _console().print(table)
    if not all(one.good or one.advice for one in findings):
        raise typer.Exit(1)


@app.command()
def sites() -> None:
    """Print what each site can, as a table in Markdown."""
    typer.echo(abilities.table(commands.find_sites()))


@app.command()
def probe(site: Annotated[str, typer.Argument(help="The key of a site.")]) -> None:
    """Read a real account of yours, changing nothing: do the assumptions about its site hold?

    Login and password are asked for without echo, or are lines of stdin.
    """
    found, plugins = commands.load()
    report = commands.probed(found, plugins, site, _asked)
    calls = Table("asked", "", "what came", box=None)
    for what, came, words in report.calls:
        calls.add_row(what, "[green]ok[/]" if came else "[red]no[/]", escape(words))
    verdicts = Table("", "assumed", "", "what differs", box=None)
    for one, verdict, words in report.verdicts:
        verdicts.add_row(one.id, one.words, f"[{_COLOURS[verdict]}]{verdict}[/]", escape(words))
    _console().print(calls, verdicts, sep="\n")
    if not report.good:
        raise typer.Exit(1)


def _console() -> Console:
    """A screen, or a pipe, in which no line is cut."""
    console = Console()
    return console if console.is_terminal else Console(width=_PIPE_WIDTH)


_PIPE_WIDTH = 1000
_COLOURS = {Verdict.HOLDS: "green", Verdict.DIFFERS: "red", Verdict.UNSEEN: "dim"}


def _asked(what: str) -> str:
    if sys.stdin.isatty():
        return getpass(f"{what}: ")  # typer's own prompt would show what is typed before it is up
    line = sys.stdin.readline()
    if not line:
        raise commands.CannotStart(f"stdin has no line for: {what}")
    return line.rstrip("\r\n")


@app.command()
def migrate() -> None:
    """Bring the database's schema up to date (`run` does it by itself)."""
    found, _ = commands.load()
    typer.echo(commands.migrate(found.own))


@app.command()
def invite(
    workspace: Annotated[
        str | None, typer.Option(help="Its id; without one the bearer makes a workspace.")
    ] = None,
    role: Annotated[Role, typer.Option(help="What the bearer becomes.")] = Role.OWNER,
) -> None:
    """Make a link that lets one person in; it works once, for 24 hours."""
    found, _ = commands.load()
    typer.echo(asyncio.run(commands.invite(found.own, workspace, role)))


@app.command()
def move(
    to: Annotated[str, typer.Option("--to", help="The address of an empty database.")],
) -> None:
    """Carry everything to another database, SQLite or PostgreSQL; the bot is stopped meanwhile.

    The old one stays as it is. The address is one as DATABASE_URL takes it.
    """
    found, _ = commands.load()
    with progress() as told:
        done = carrying.move(found.own, to, told)
    report(done, _console())


_ARCHIVE = Annotated[Path, typer.Argument(help="The archive, as vidhuk-2026-11-28.tar.")]


@app.command()
def backup(archive: _ARCHIVE) -> None:
    """Write database and files into one archive; the bot may run meanwhile. No key is in it.

    Ends with code 1 when stored files are missing: the archive is good but for those.
    """
    found, _ = commands.load()
    with progress() as told:
        done = carrying.backup(found.own, archive, told)
    report(done, _console())
    if done.lacking:
        typer.echo(done.lacking, err=True)
        raise typer.Exit(1)


@app.command()
def restore(archive: _ARCHIVE) -> None:
    """Put an archive into an empty place: that of DATABASE_URL and FILES_DIR."""
    found, _ = commands.load()
    with progress() as told:
        done = carrying.restore(found.own, archive, told)
    report(done, _console())


@keys.command("new")
def new_key() -> None:
    """Make a key for ENCRYPTION_KEYS."""
    typer.echo(commands.fresh_key())


_ONE_FILE = Annotated[
    bool, typer.Option("--one-file", help="On PostgreSQL: every process reads this key file.")
]


@keys.command("list")
def list_keys() -> None:
    """Name every key by its fingerprint, the first one first, and count what each has sealed."""
    found, _ = commands.load()
    with progress() as told:
        there = asyncio.run(keyring.standing(found.own, told))
    _say(there.lines)


@keys.command("add")
def add_key(one_file: _ONE_FILE = False) -> None:
    """Put a new key in front of the key file; a bot that runs seals with it from then on."""
    found, _ = commands.load()
    made = asyncio.run(keyring.add(found.own, one_file=one_file))
    typer.echo(f"{made} is first now: back the key file up, then `vidhuk keys rotate`")


@keys.command("rotate")
def rotate_keys(
    new: Annotated[bool, typer.Option("--new", help="With a new key: `keys add` before.")] = False,
    one_file: _ONE_FILE = False,
    yes: Annotated[bool, typer.Option("--yes", help="All processes have the new key.")] = False,
) -> None:
    """Seal everything anew with the first key, beside a bot that runs; may be cut off and repeated.

    Ends with code 1 while anything stands under another key.
    """
    found, _ = commands.load()

    def meant(warning: str) -> bool:
        return yes or (sys.stdin.isatty() and typer.confirm(warning, err=True))

    with progress() as told:
        ordered = keyring.rotate(found.own, told, fresh=new, one_file=one_file, meant=meant)
        there = asyncio.run(ordered)
    _say([*there.lines, *there.advice])
    if not there.clean:
        raise typer.Exit(1)


@keys.command("drop")
def drop_key(
    fingerprint: Annotated[str, typer.Argument(help="As `keys list` shows it.")],
) -> None:
    """Take a key out of the key file; refused while anything is sealed with it."""
    found, _ = commands.load()
    with progress() as told:
        done = asyncio.run(keyring.drop(found.own, fingerprint, told))
    typer.echo(done)


@keys.command("lost")
def lost_key(
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """The key is gone for good: empty what was sealed with it, and go on with all the rest.

    Nothing may run meanwhile.
    """
    found, _ = commands.load()

    def meant(warning: Sequence[str]) -> bool:
        _say(warning)
        return yes or typer.prompt(f"Type {_MEANT} to go on", default="") == _MEANT

    _say(asyncio.run(lost_keys.lost(found.own, meant, lambda *_: None)))


_MEANT = "the key is lost"


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        typer.echo(line)


def _load(module: str) -> Any:
    """Demo and emulators are loaded when asked for: production never imports them."""
    return import_module(module)


def main() -> None:
    """Run the command asked for. What stops a start is one message and exit code 2."""
    try:
        app()
    except commands.CannotStart as error:
        typer.echo(str(error), err=True)
        raise SystemExit(2) from None

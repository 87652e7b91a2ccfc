"""How far a long command has come, and what came of it, on the operator's terminal."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from bot.wiring.carrying import Done
from storage.copying import Told

_SHOWN = 12
"""Digits of a hash: enough to compare by eye."""


@contextmanager
def progress() -> Iterator[Told]:
    """A bar for what is under way, once something is: before that the command may ask.

    None where nobody watches.
    """
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    bar = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
    task = bar.add_task("")

    def told(what: str, done: int, total: int) -> None:
        bar.start()
        bar.update(task, description=escape(what), completed=done, total=total)

    try:
        yield told
    finally:
        bar.stop()


def report(done: Done, console: Console) -> None:
    """The tables with their rows and hashes, then the facts, then what is to be done next."""
    tables = Table("table", "rows", "sha256", box=None)
    tables.columns[1].justify = "right"
    for name, tally in done.tables.items():
        if tally.rows:
            tables.add_row(name, f"{tally.rows:,}", tally.sha256[:_SHOWN])
    facts = Table(show_header=False, box=None)
    rows = sum(tally.rows for tally in done.tables.values())
    empty = sum(not tally.rows for tally in done.tables.values())
    compared = f"{rows:,} in {len(done.tables)} tables ({empty} empty), all compared by hash"
    for what, detail in (*done.facts, ("rows", compared)):
        facts.add_row(what, escape(detail))
    console.print(tables, "", facts, "", "Next:", sep="\n")
    for number, step in enumerate(done.next, 1):
        console.print(f"{number}. {escape(step)}", highlight=False)

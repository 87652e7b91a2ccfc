"""`vidhuk`: the way in, loaded in no time."""

import gc
import signal
from collections.abc import Callable
from importlib import import_module


def main() -> None:
    """Entry point. Ctrl-C ends the process by the signal itself, silently and at once.

    Python's own way would lose it in the middle of an import, or print where it was. A command
    that has something to put in order hears the signal in its loop.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    loaded()()


def loaded() -> Callable[[], None]:
    """The commands, to be called with their words in `sys.argv`."""
    gc.disable()  # what an import makes stays: looking for garbage in it is a fifth of the start
    commands: Callable[[], None] = import_module("bot.cli").main
    gc.freeze()
    gc.enable()
    return commands


if __name__ == "__main__":
    main()

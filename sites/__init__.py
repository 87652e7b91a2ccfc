"""Job sites, each a plug-in: a folder with a `SITE`. A new site is a new folder, nothing else."""

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from traceback import extract_tb
from typing import Any

from sites.kit.site import Site

_SHARED = "kit"
_OURS = tuple(__path__)


class WrongSite(Exception):
    """A plug-in that cannot be used; says which and why."""


def discover(more: Path | None = None) -> tuple[Site[Any], ...]:
    """Every folder's `SITE`: ours, then those in `more` (SITES_PATH), each by name of the folder.

    A plug-in that lies in `more` is a package of `sites` as ours are, until the next call. None is
    left out quietly. Raises: WrongSite, naming each flaw of each plug-in.
    """
    ours, theirs = _packages(*_OURS), [] if more is None else _added(more)
    taken = [name for name in theirs if name in (*ours, _SHARED)]
    flaws = [f"SITES_PATH: sites.{name} is there already: {more}/{name}" for name in taken]
    __path__[:] = [*_OURS, *([] if more is None else [str(more.absolute())])]
    found = []
    for name in [*ours, *(one for one in theirs if one not in taken)]:
        site = _loaded(name)
        if isinstance(site, Site):
            found.append(site)
            flaws += [f"sites.{name}: {flaw}" for flaw in site.flaws(name)]
        else:
            flaws.append(site)
    if flaws:
        raise WrongSite("; ".join(flaws))
    return tuple(found)


def _packages(*folders: str) -> list[str]:
    found = {one.name for one in iter_modules(folders) if one.ispkg}
    return sorted(found - {_SHARED} if folders == _OURS else found)


def _added(folder: Path) -> list[str]:
    if not folder.is_dir():
        raise WrongSite(f"SITES_PATH: {folder}: no such folder")
    found = _packages(str(folder))
    if not found:
        raise WrongSite(f"SITES_PATH: {folder} holds no plug-in, a folder with an __init__.py")
    return found


def _loaded(name: str) -> Site[Any] | str:
    """The `SITE` of a folder, or why there is none."""
    try:
        site = getattr(import_module(f"{__name__}.{name}"), "SITE", None)
    except Exception as error:  # noqa: BLE001 - whatever one plug-in does, the others are named too
        return f"sites.{name} can't be loaded: {type(error).__name__}: {error}{_place(error)}"
    return site if isinstance(site, Site) else f"sites.{name} has no SITE"


def _place(error: Exception) -> str:
    if isinstance(error, SyntaxError):
        return ""  # it says so itself
    last = [one for one in extract_tb(error.__traceback__) if not one.filename.startswith("<")][-1]
    return f" ({last.filename}, line {last.lineno})"

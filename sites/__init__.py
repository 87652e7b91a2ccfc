"""Job sites, each a plug-in: a folder with a `SITE`. A new site is a new folder, nothing else."""

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from traceback import extract_tb
from typing import Any

from sites.kit.site import Site

_SHARED = "kit"


class WrongSite(Exception):
    """A plug-in that cannot be used; says which and why."""


def discover(more: Path | None = None) -> tuple[Site[Any], ...]:
    """Every folder's `SITE`: ours by name of the folder, then those in `more` (SITES_PATH).

    From now on a plug-in in `more` is a package of `sites` as ours are. None is left out quietly.
    Raises: WrongSite, naming each flaw of each plug-in.
    """
    if more is not None:
        _add(more)
    found: dict[str, Site[Any]] = {}
    flaws, known = [], {_SHARED}
    for folder in __path__:
        for name in _packages(folder):
            if name in known:
                flaws.append(f"SITES_PATH: sites.{name} is there already: {folder}/{name}")
                continue
            known.add(name)
            site = _loaded(name)
            if isinstance(site, Site):
                found[name] = site
                flaws += [f"sites.{name}: {flaw}" for flaw in site.flaws(name)]
            else:
                flaws.append(site)
    if flaws:
        raise WrongSite("; ".join(flaws))
    return tuple(found.values())


def _add(folder: Path) -> None:
    if not folder.is_dir():
        raise WrongSite(f"SITES_PATH: {folder}: no such folder")
    if not _packages(str(folder)):
        raise WrongSite(f"SITES_PATH: {folder} holds no plug-in, a folder with an __init__.py")
    if str(folder.absolute()) not in __path__:
        __path__.append(str(folder.absolute()))


def _packages(folder: str) -> list[str]:
    ours = folder == __path__[0]
    found = [one.name for one in iter_modules([folder]) if one.ispkg]
    return sorted(one for one in found if not (ours and one == _SHARED))


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

"""Job sites, each a plug-in: a folder with a `SITE`. A new site is a new folder, nothing else."""

from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from sites.kit.site import Site

_SHARED = "kit"


class WrongSite(Exception):
    """A plug-in that cannot be used; says which and why."""


def discover() -> tuple[Site[Any], ...]:
    """Every folder's `SITE`, by name of the folder; none is left out quietly.

    Raises: WrongSite, naming each flaw of each plug-in.
    """
    found, flaws = [], []
    for module in sorted(iter_modules(__path__), key=lambda one: one.name):
        if not module.ispkg or module.name == _SHARED:
            continue
        site = getattr(import_module(f"{__name__}.{module.name}"), "SITE", None)
        if not isinstance(site, Site):
            flaws.append(f"sites.{module.name} has no SITE")
            continue
        found.append(site)
        flaws += [f"sites.{module.name}: {flaw}" for flaw in site.flaws(module.name)]
    if flaws:
        raise WrongSite("; ".join(flaws))
    return tuple(found)

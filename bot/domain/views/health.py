"""What operators see: how the whole fares. Nothing here is about a company or a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from bot.domain.health import CallCount, Process, SiteStanding, Standing


@dataclass(frozen=True, slots=True)
class HealthSite:
    """One site; its buttons carry `number`."""

    number: int
    standing: SiteStanding
    calls: CallCount
    """Of the last hour, by all processes."""


@dataclass(frozen=True, slots=True)
class HealthPage:
    """`/health`."""

    sites: Sequence[HealthSite]
    whole: Standing
    telegram: CallCount
    process: Process
    at: datetime
    unknown_site: bool = False
    """A key was typed that no site has."""


@dataclass(frozen=True, slots=True)
class AskSitePause:
    """Is nobody to ask the site any more? `accounts` are those that are read now."""

    number: int
    site: str
    accounts: int


@dataclass(frozen=True, slots=True)
class OurFault:
    """A mistake of ours, by class and place; how often it was seen since it was last told of."""

    what: str
    times: int
    again: bool = False
    """It was told of before."""


HealthView: TypeAlias = HealthPage | AskSitePause | OurFault
"""All of these."""

"""Ads that were made in the employer's cabinet and are not linked so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from bot.domain.account import EmployerAccount
from bot.domain.adoption import Adoption
from bot.domain.ids import UnlinkedAdId
from bot.domain.own_ad import UnlinkedAd
from bot.domain.vacancy import Vacancy


@dataclass(frozen=True, slots=True)
class WaitingAd:
    """An ad in a list, and how many responses to it are kept unread."""

    ad: UnlinkedAd
    waiting: int


@dataclass(frozen=True, slots=True)
class UnlinkedNews:
    """Somebody answered ads that the bot does not bring responses from."""

    account: EmployerAccount
    ads: Sequence[WaitingAd]
    """Those with responses."""
    others: int
    """How many more of the account are not linked."""


@dataclass(frozen=True, slots=True)
class LinkScreen:
    """One ad, to be linked or not."""

    ad: WaitingAd
    account: EmployerAccount
    vacancy: Vacancy | None
    """One of the same title, which the ad may belong to."""
    more: int = 0
    """How many addresses wait that were sent with this one's."""


@dataclass(frozen=True, slots=True)
class UnlinkedList:
    """Those of one account, this page of them; first those with responses."""

    account: EmployerAccount
    ads: Sequence[WaitingAd]
    page: int
    pages: int
    left: int
    """How many of all pages nobody has asked to link so far."""
    chosen: frozenset[UnlinkedAdId] | None = None
    """Those with a tick; None: nobody is choosing."""


@dataclass(frozen=True, slots=True)
class AskHistory:
    """What of the past is wanted with these ads; `ad` is the only one there is."""

    account: EmployerAccount
    count: int
    ad: UnlinkedAd | None = None
    alike: int = 0
    """How many of them have the title of a vacancy."""
    join: bool = False
    tells_unread: bool = False


@dataclass(frozen=True, slots=True)
class Adopting:
    """How a wish to link ads goes, or went; `left` of them are still to be linked."""

    account: EmployerAccount
    adoption: Adoption
    left: int


@dataclass(frozen=True, slots=True)
class Pasted:
    """An ad that was named by its address, and is being looked for or is in no list.

    `asked`: labels of the accounts that do not have it; `unasked`: labels of those that could not
    be asked, each with the text id of why.
    """

    site: str
    searching: bool
    asked: Sequence[str] = ()
    unasked: Sequence[tuple[str, str]] = ()
    may_connect: bool = False
    more: int = 0
    """How many addresses wait that were sent with this one."""


OwnAdsView: TypeAlias = UnlinkedNews | LinkScreen | UnlinkedList | AskHistory | Adopting | Pasted

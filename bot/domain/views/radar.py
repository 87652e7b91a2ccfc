"""What the owner of ads is told of them when they stand otherwise on their site."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.account import EmployerAccount
from bot.domain.publication import Publication


@dataclass(frozen=True, slots=True)
class AdsChanged:
    """One ad, or all that one look at the site has found; `told` of each says what it is."""

    ads: Sequence[Publication]
    """At least one."""
    account: EmployerAccount
    can_prolong: bool

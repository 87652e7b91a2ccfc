"""Where ads of HeadHunter are on the web (headhunter.md 5.8); pure."""

from typing import get_args

from sites.headhunter.settings import Settings
from sites.kit.addresses import address, number

HOSTS = frozenset(get_args(Settings.model_fields["host"].annotation))
"""Ids are the same at each: an ad is seen at its country's site and at those of its regions."""


def ad_id(text: str) -> str | None:
    """The ad whose page this is: `<region>.hh.ru/vacancy/<id>` and the like."""
    found = address(text)
    if found is None or not found.within(HOSTS):
        return None
    match found.path:
        case ("vacancy", ad):
            return number(ad)
    return None

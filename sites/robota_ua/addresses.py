"""Where ads of Robota.ua are on the web (robota-ua.md 5.7); pure."""

import re

from sites.kit.addresses import address, number

_COMPANY = re.compile(r"company\d+")
_AD = "vacancy"


def ad_id(text: str) -> str | None:
    """The ad whose page this is, the candidate's (`company<n>/vacancy<id>`) or the cabinet's."""
    found = address(text)
    if found is None or not found.at("robota.ua", "rabota.ua"):
        return None
    match found.path:
        case (company, ad) if _COMPANY.fullmatch(company) and ad.startswith(_AD):
            return number(ad.removeprefix(_AD))
        case ("my", "vacancies", ad, *_):
            return number(ad)
    return None

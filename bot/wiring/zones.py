"""Time zones as people type them: a city in any of our languages."""

from collections.abc import Sequence
from functools import cache
from zoneinfo import available_timezones

from babel.dates import get_timezone_location

from bot.domain.workspace import LANGUAGES

MOST = 8
_OLD = frozenset({"Europe/Kiev", "Europe/Uzhgorod", "Europe/Zaporozhye"})
# Babel does not know the zone's present name.
_SPELLED = {"Europe/Kyiv": ("київ", "киев", "kyiv", "kiev", "україна", "украина", "ukraine")}


def search_zones(typed: str) -> Sequence[str]:
    """Zones whose city, country or id begins with, or holds, what was typed; best first."""
    wanted = typed.strip().replace("_", " ").casefold()
    if len(wanted) < 2:
        return []
    ranked = [(_rank(names, wanted), zone) for zone, names in _names().items()]
    return [zone for rank, zone in sorted(one for one in ranked if one[0] < 3)][:MOST]


def _rank(names: tuple[str, ...], wanted: str) -> int:
    if wanted in names:
        return 0
    if any(name.startswith(wanted) for name in names):
        return 1
    return 2 if any(wanted in name for name in names) else 3


@cache
def _names() -> dict[str, tuple[str, ...]]:
    """Every zone of a region (not `EST`, not `Etc/GMT+3`) with its names; read once, 0.3 s."""
    found = {}
    for zone in available_timezones():
        region, slash, city = zone.rpartition("/")
        if slash and zone not in _OLD and not region.startswith(("Etc", "US")):
            localized = {
                get_timezone_location(zone, locale=language, return_city=True).casefold()
                for language in LANGUAGES
            }
            names = {*_SPELLED.get(zone, ()), city.replace("_", " ").casefold()}
            found[zone] = tuple(names | localized)
    return found

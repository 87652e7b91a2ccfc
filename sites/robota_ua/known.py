"""What a process remembers of Robota.ua between sessions; nothing personal, nothing to lose."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.domain.site import Entry

CITIES_AGE = timedelta(days=1)


class Known:
    """City names by the API's address, company numbers by login."""

    def __init__(self) -> None:
        self._cities: dict[str, tuple[datetime, Mapping[str, str]]] = {}
        self.companies: dict[tuple[str, str], int] = {}

    def cities(self, base: str, now: datetime) -> Mapping[str, str] | None:
        """Ukrainian names by id; None: not asked for today."""
        found = self._cities.get(base)
        return found[1] if found is not None and now - found[0] < CITIES_AGE else None

    def keep_cities(self, base: str, now: datetime, cities: tuple[Entry, ...]) -> Mapping[str, str]:
        """The same list, as cards need it."""
        names = {one.id: one.name("uk") for one in cities}
        self._cities[base] = (now, names)
        return names

"""The site's dictionaries, and what fields must be like (headhunter.md 4)."""

from typing import Any

from bot.domain.errors import AccessNotBought, ContractBroken
from bot.domain.site import Entry
from sites.headhunter import mapping
from sites.headhunter.cabinet import Cabinet
from sites.headhunter.conditions import CONDITIONS, PATH, conditions
from sites.headhunter.keys import CHOICES, KEY

_LISTS = frozenset(name for _, name, _ in CHOICES)


class Dictionaries:
    """What one session reads; a list that holds several is asked for once."""

    def __init__(self, cabinet: Cabinet) -> None:
        self._cabinet, self._account = cabinet, cabinet.account
        self._lists: dict[str, tuple[Any, Any]] = {}

    async def entries(self, name: str) -> tuple[Entry, ...]:
        """One dictionary as it is today, in the site's two languages (H02)."""
        if name == "areas":
            return mapping.areas(*await self._twice("/areas"))
        if name == "roles":
            return mapping.roles(*await self._twice("/professional_roles"))
        if name == CONDITIONS:
            return await self._conditions()
        if name not in _LISTS:
            raise ContractBroken(KEY, f"no dictionary {name}")
        ours, english = await self._twice("/dictionaries")
        found = mapping.entries(mapping.under(ours, name), mapping.under(english, name))
        if not found:
            raise ContractBroken(KEY, f"GET /dictionaries: no {name}")
        return found

    async def _conditions(self) -> tuple[Entry, ...]:
        """What fields must be like; none for a manager who may not know: nothing hangs on it."""
        try:
            return conditions(await self._account.data(PATH, self._cabinet.place))
        except (AccessNotBought, ContractBroken):
            return ()

    async def _twice(self, path: str) -> tuple[Any, Any]:
        """In Russian and in English; without the English names it goes on."""
        if path not in self._lists:
            russian = await self._account.data(path, self._cabinet.place)
            english = await self._account.get(path, [*self._cabinet.place, ("locale", "EN")])
            self._lists[path] = russian, english.data if english.status == 200 else None
        return self._lists[path]

"""Who the account is, and the lists of its ads (headhunter.md 2.5, 5.8)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.errors import ContractBroken, NotEmployer
from bot.domain.site import Choice
from sites.headhunter.access import not_ours
from sites.headhunter.keys import EMPLOYER, KEY, MANAGER
from sites.headhunter.line import Account
from sites.headhunter.mapping import Item, id_of, items, name_of, pages, within
from sites.kit.http import Pairs

_ACTIVE_PAGE, _DRAFTS_PAGE, _ARCHIVED_PAGE = 50, 50, 200
_PAGES_MOST = 100
ARCHIVED_MOST = 1000
"""So many of the ads that are off are looked at: the last ones."""


@dataclass(frozen=True, slots=True)
class Who:
    """The employer and the manager that a token acts for."""

    employer: str
    manager: str
    name: str


class Cabinet:
    """One manager's view of the employer's ads. `host` is the site of the employer's country."""

    def __init__(self, account: Account, host: str) -> None:
        self.account, self.host = account, host
        self._ids: tuple[str, str] | None = None

    @property
    def place(self) -> Pairs:
        """The site that dictionaries, variants and ads are of."""
        return [("host", self.host)]

    async def me(self) -> Who:
        """Who the token is; H22: by what it has, not by `auth_type`.

        Raises: NotEmployer for an applicant, and for a bare integration.
        """
        data = await self.account.data("/me")
        employer = data.get("employer") if isinstance(data, dict) else None
        manager = data.get("manager") if isinstance(data, dict) else None
        employer_id, manager_id = id_of(employer), id_of(manager)
        if not isinstance(data, dict) or data.get("is_employer") is not True:
            raise NotEmployer(KEY)
        if employer_id is None or manager_id is None:
            raise NotEmployer(KEY, "no manager")
        self._ids = employer_id, manager_id
        return Who(employer_id, manager_id, name_of(employer) or employer_id)

    async def ids(self) -> tuple[str, str]:
        """Employer and manager, as the account keeps them; else the site is asked once."""
        if self._ids is None:
            kept = self.account.credentials
            if EMPLOYER in kept and MANAGER in kept:
                self._ids = kept[EMPLOYER].reveal(), kept[MANAGER].reveal()
            else:
                await self.me()
        assert self._ids is not None  # `me` has set it
        return self._ids

    async def logins(self) -> tuple[Choice, ...]:
        """The work accounts of the person; the one that the token acts for alone: none."""
        path = "/manager_accounts/mine"
        answer = await self.account.get(path)
        if not_ours(answer):
            return ()
        if answer.status != 200:
            raise self.account.refused(answer, f"GET {path}")
        found = []
        for one in items(answer.data):
            id_, name = id_of(one), name_of(one.get("employer"))
            if id_ is not None:
                found.append(Choice(id_, name or id_))
        return tuple(found)

    async def active(self, *, mine: bool = False) -> tuple[list[Item], datetime]:
        """Ads that are up, all that the manager may see or the own ones; the site's present."""
        employer, manager = await self.ids()
        whose = [("manager_ids", manager)] if mine else [("all_accessible", "true")]
        path = f"/employers/{employer}/vacancies/active"
        return await self._all(path, [*whose, *self.place], _ACTIVE_PAGE)

    async def drafts(self) -> list[Item]:
        """Ads that were never published, the manager's own."""
        found, _ = await self._all("/vacancies/drafts", self.place, _DRAFTS_PAGE)
        return found

    async def archives(self, active: Sequence[Item]) -> tuple[list[Item], bool]:
        """Ads that are off: the manager's own, and those of whose ads are up (`active`)."""
        _, me = await self.ids()
        found, whole = await self.archived()
        others = {id_of(one.get("manager")) for one in active} - {me, None}
        for manager in sorted(filter(None, others)):
            try:
                more, all_ = await self.archived(manager=manager)
            except ContractBroken:  # it is not ours to see
                continue
            found, whole = [*found, *more], whole and all_
        return found, whole

    async def archived(
        self, since: datetime | None = None, *, manager: str | None = None
    ) -> tuple[list[Item], bool]:
        """One manager's ads that are off, the last first; whether that is all of them.

        Of whom none is named, the own ones: no list has everybody's. With `since` only as many
        pages as have one that went off since then.
        """
        employer, _ = await self.ids()
        path = f"/employers/{employer}/vacancies/archived"
        whose = [] if manager is None else [("manager_id", manager)]
        order = [*whose, ("order_by", "archive_time_desc"), *self.place]
        found: list[Item] = []
        page = 0
        while True:
            data = await self._page(path, order, page, _ARCHIVED_PAGE)
            came = items(data)
            found += came
            page += 1
            if page >= pages(data) or not came:
                return found, True
            if since is not None and not within(came, "archived_at", since):
                return found, True
            if len(found) >= ARCHIVED_MOST:
                return found, False

    async def _all(self, path: str, params: Pairs, size: int) -> tuple[list[Item], datetime]:
        found: list[Item] = []
        for page in range(_PAGES_MOST):
            asked = [*params, ("page", str(page)), ("per_page", str(size))]
            answer = await self.account.get(path, asked)
            if answer.status != 200:
                raise self.account.refused(answer, f"GET {path}")
            came = items(answer.data)
            found += came
            if page + 1 >= pages(answer.data) or not came:
                return found, self.account.moment(answer)
        raise ContractBroken(KEY, f"GET {path}: pages without end")

    async def _page(self, path: str, params: Pairs, page: int, size: int) -> Mapping[str, Any]:
        asked = [*params, ("page", str(page)), ("per_page", str(size))]
        data = await self.account.data(path, asked)
        if not isinstance(data, dict):
            raise ContractBroken(KEY, f"GET {path}: no list")
        return data

    async def vacancy(self, number: str) -> Item | None:
        """One published ad, whole; None when there is none, or none of ours."""
        return await self._one(f"/vacancies/{number}")

    async def draft(self, number: str) -> Item | None:
        """One draft, whole; None when there is none."""
        return await self._one(f"/vacancies/drafts/{number}")

    async def _one(self, path: str) -> Item | None:
        answer = await self.account.get(path, self.place)
        if answer.status == 404:
            return None
        if answer.status != 200 or not isinstance(answer.data, dict):
            raise self.account.refused(answer, f"GET {path}")
        return None if answer.data.get("hidden") is True else answer.data

"""The search for candidates: by contacts, by name, by the title of their vacancy."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_

from bot.domain.ids import ApplicationId, VacancyId
from bot.domain.names import NameKey, wanted_names
from bot.domain.person import mail_key, phone_key
from bot.domain.queues import Seen
from storage import tables as t
from storage.repositories.queues import SqlQueues, answers

_TAIL, _NUMBER = 4, 9
_TAILS_MOST = 500
"""People with the same last four digits who are looked at for the digits before those."""
BEGUN_MOST = 40
"""Different words with one beginning that are looked at: a search of three letters ends there."""
_FEW_ADS = 50
_BEYOND = "\U0010ffff"
_a, _p, _v = t.applications.c, t.publications.c, t.vacancies.c
_c, _w = t.application_contacts.c, t.name_words.c
_Ids = Sequence[ApplicationId]


class SqlFinding(SqlQueues):
    """The rest of ports.Queues."""

    async def search(self, seen: Seen, words: str, limit: int) -> _Ids:
        digits = "".join(filter(str.isdecimal, words))
        if "@" in words:
            email = words.strip()
            return await self._by_contact(
                seen, "email", {email.lower(), mail_key(email) or ""}, limit
            )
        if len(digits) >= _TAIL and not any(map(str.isalpha, words)):
            return await self._by_phone(seen, words, digits, limit)
        return await self._by_words(seen, words, limit)

    async def _by_phone(self, seen: Seen, words: str, digits: str, limit: int) -> _Ids:
        key = phone_key(words) if len(digits) >= _NUMBER else None
        found = await self._by_contact(seen, "phone", {key or ""}, limit)
        if found or len(digits) == _TAIL:
            return found or await self._by_contact(seen, "phone_tail", {digits}, limit)
        alike = await self._by_contact(seen, "phone_tail", {digits[-_TAIL:]}, _TAILS_MOST)
        statement = self._rows.select(t.applications).where(_a.id.in_(alike))
        ends = {
            row["id"]
            for row in await self._rows.all(statement, t.applications)
            if any(_digits(phone).endswith(digits) for phone in row["phones"])
        }
        return [one for one in alike if one in ends][:limit]

    async def _by_contact(self, seen: Seen, kind: str, texts: Collection[str], limit: int) -> _Ids:
        hashes = [self._session.vault.hmac(kind, text) for text in texts if text]
        having = self._rows.select(t.application_contacts, _c.application_id).where(
            _c.kind == kind, _c.contact_hmac.in_(hashes)
        )
        return await self._newest(seen, limit, _a.id.in_(having))

    async def _by_words(self, seen: Seen, words: str, limit: int) -> _Ids:
        """Called so; or called by some of the words, and by the others their vacancy is."""
        titles = await self._titles()
        typed = words.casefold().split()
        of_title = [word for word in typed if any(word in title for title in titles.values())]
        called = await self._called(seen, wanted_names(words), limit)
        rest = " ".join(word for word in words.split() if word.casefold() not in of_title)
        ads = [one for one, title in titles.items() if all(word in title for word in of_title)]
        if of_title and ads and len(called) < limit:
            names = wanted_names(rest)
            answered = answers(_a, _v.id.in_(ads))
            if names:
                called = [*called, *await self._called(seen, names, limit, answered)]
            elif not rest:
                if len(ads) < _FEW_ADS:  # else most of the newest ones are theirs
                    its = self._rows.select(t.publications, _p.id).where(_p.vacancy_id.in_(ads))
                    answered = _a.publication_id.in_(its)
                called = [*called, *await self._newest(seen, limit, answered)]
        return list(dict.fromkeys(called))[:limit]

    async def _titles(self) -> dict[VacancyId, str]:
        """Letters of all alphabets are not folded by SQLite; vacancies are few."""
        statement = self._rows.select(t.vacancies, _v.id, _v.title).where(_v.title != "")
        return {VacancyId(row.id): row.title.casefold() for row in await self._rows.run(statement)}

    async def _called(
        self, seen: Seen, names: Sequence[NameKey], limit: int, *where: ColumnElement[bool]
    ) -> _Ids:
        """The rarest word leads, in the order of its index: nothing is read beyond the limit."""
        if not names:
            return []
        others: list[ColumnElement[bool]] = []
        for at, name in enumerate(names[1:]):
            also = t.name_words.alias(f"also_{at}").c
            others.append(
                exists().where(also.application_id == _w.application_id, _fits(also, name))
            )
        bound = (*where, *self._theirs(seen, _a))
        if bound:
            others.append(exists().where(_a.id == _w.application_id, *bound))
        found: dict[ApplicationId, None] = {}
        for word in await self._words(names[0]):
            statement = self._rows.select(t.name_words, _w.application_id)
            statement = statement.where(_w.word == word, *others)
            rows = await self._rows.run(statement.order_by(_w.application_id.desc()).limit(limit))
            found.update((ApplicationId(one), None) for one in rows.scalars())
            if len(found) >= limit:
                break
        return list(found)[:limit]

    async def _words(self, name: NameKey) -> list[str]:
        """Those who are called just so come first; then some of those whose word begins so."""
        exact = [name.sound, *sorted(name.given)]
        longer: list[str] = []
        last = name.begins
        while last is not None and len(longer) < BEGUN_MOST:
            following = _w.word >= last if not longer else _w.word > last
            statement = self._rows.select(t.name_words, func.min(_w.word)).where(
                following, _w.word < f"{name.begins}{_BEYOND}"
            )
            last = (await self._rows.run(statement)).scalar()
            longer += [last] if last is not None else []
        begun = sorted(longer, key=lambda it: (len(it), it))
        return list(dict.fromkeys([*exact, *begun]))

    async def _newest(self, seen: Seen, limit: int, *where: ColumnElement[bool]) -> _Ids:
        statement = self._rows.select(t.applications, _a.id).where(*where, *self._theirs(seen, _a))
        found = await self._rows.run(statement.order_by(_a.id.desc()).limit(limit))
        return [ApplicationId(one) for one in found.scalars()]


def _fits(w: Any, name: NameKey) -> ColumnElement[bool]:
    ways: list[ColumnElement[bool]] = [w.word.in_([name.sound, *sorted(name.given)])]
    if name.begins is not None:
        ways.append(and_(w.word >= name.begins, w.word < name.begins + _BEYOND))
    return or_(*ways)


def _digits(phone: str) -> str:
    return "".join(filter(str.isdecimal, phone))

"""Publications, and what is owed to the sites."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, exists, func, or_, select

from bot.domain.account import AccountState
from bot.domain.alert import Alert
from bot.domain.errors import Conflict, NotThere
from bot.domain.ids import AccountId, ActionId, ApplicationId, PublicationId, VacancyId
from bot.domain.publication import ANSWERED, Publication, Standing, StubbedAd
from bot.domain.site import Ad, Statistics
from bot.domain.site_action import ActionState, DueAction, Kind, SiteAction
from storage import tables as t
from storage.mapping import (
    Mapper,
    fields_in,
    fields_out,
    problems_in,
    problems_out,
    sent_in,
    sent_out,
)
from storage.session import Repository

_PUBLICATION = Mapper(
    Publication,
    t.publications,
    load={
        "ad": Ad,
        "fields": fields_in,
        "sent": sent_in,
        "statistics": lambda kept: Statistics(**kept),
        "told": Alert,
    },
    dump={"fields": fields_out, "sent": sent_out, "statistics": asdict},
)
_ACTION = Mapper(
    SiteAction,
    t.site_actions,
    load={"kind": Kind, "state": ActionState, "problems": problems_in, "sent": sent_in},
    dump={"problems": problems_out, "sent": sent_out},
)
_p, _a = t.publications.c, t.site_actions.c
_NEWEST_FIRST = (_p.created_at.desc(), _p.id.desc())


def _last_number() -> Any:
    """The number of a publication's last action, for the row of an outer statement."""
    every = t.site_actions.alias()
    return (
        select(func.max(every.c.number))
        .where(every.c.publication_id == _p.id)
        .correlate(t.publications)
        .scalar_subquery()
    )


_WITH_LAST_ACTION = t.publications.outerjoin(
    t.site_actions, and_(_a.publication_id == _p.id, _a.number == _last_number())
)


def _with_stubs() -> Select[Any]:
    a, s = t.accounts.c, t.application_stubs.c
    kept = exists().where(
        s.workspace_id == _p.workspace_id, s.site == _p.site, s.remote_ad_id == _p.remote_id
    )
    active = exists().where(a.id == _p.account_id, a.state == AccountState.ACTIVE)
    statement = select(_p.workspace_id, _p.id, _p.account_id)
    return statement.where(_p.sync, _p.ad.in_(ANSWERED), kept, active).order_by(*_NEWEST_FIRST)


def _owed_actions() -> Select[Any]:
    due = or_(_a.due_at.is_(None), _a.due_at <= bindparam("now"))
    left = _a.state.in_([ActionState.SENDING, ActionState.UNSURE])
    o = t.applications.c
    account = func.coalesce(_p.account_id, o.account_id)
    statement = select(_a.workspace_id, _a.id, account, _a.due_at, _a.application_id)
    ads = t.site_actions.outerjoin(t.publications, _p.id == _a.publication_id)
    statement = statement.select_from(ads.outerjoin(t.applications, o.id == _a.application_id))
    return statement.where(or_(left, (_a.state == ActionState.OWED) & due)).order_by(_a.id)


WITH_STUBS, OWED_ACTIONS = _with_stubs(), _owed_actions()


class SqlPublications(Repository):
    """ports.Publications"""

    async def get(self, publication_id: PublicationId) -> Publication:
        found = await self._all(_p.id == publication_id)
        if not found:
            raise NotThere("publications")
        return found[0]

    async def of_vacancy(self, vacancy_id: VacancyId) -> Sequence[Publication]:
        return await self._all(_p.vacancy_id == vacancy_id)

    async def of_account(self, account_id: AccountId) -> Sequence[Publication]:
        return await self._all(_p.account_id == account_id)

    async def by_remote(self, site: str, remote_id: str) -> Publication | None:
        found = await self._all(_p.site == site, _p.remote_id == remote_id)
        return found[0] if found else None

    async def by_remote_ids(
        self, site: str, remote_ids: Collection[str]
    ) -> Mapping[str, Publication]:
        found = await self._all(_p.site == site, _p.remote_id.in_(remote_ids))
        return {one.remote_id: one for one in reversed(found) if one.remote_id is not None}

    async def all(self) -> Sequence[Publication]:
        return await self._all()

    async def standings(self) -> Mapping[Standing, int]:
        since = case((_a.state == ActionState.UNSURE, _a.created_at))
        facts = (_p.account_id, _p.ad, _p.sync, _a.state, since)
        statement = self._rows.select(t.publications, *facts, func.count())
        statement = statement.select_from(_WITH_LAST_ACTION).group_by(*facts)
        return {
            Standing(account_id, Ad(ad), sync, state and ActionState(state), unsure): count
            for account_id, ad, sync, state, unsure, count in await self._rows.run(statement)
        }

    async def save(self, publication: Publication) -> Publication:
        version = await self._rows.put_version(t.publications, _PUBLICATION.row(publication))
        return replace(publication, version=version)

    async def remembered(self, vacancy_id: VacancyId, account_id: AccountId) -> Publication | None:
        found = await self._all(_p.vacancy_id == vacancy_id, _p.account_id == account_id)
        return found[0] if found else None

    async def forget(self, publication_id: PublicationId) -> None:
        await self._rows.drop(t.site_actions, _a.publication_id == publication_id)
        await self._rows.drop(t.publications, _p.id == publication_id)

    async def with_stubs(self) -> Sequence[StubbedAd]:
        """See ports.SystemTransaction.kept_stubs."""
        return [StubbedAd(*row) for row in await self._rows.run(WITH_STUBS)]

    async def _all(self, *where: ColumnElement[bool]) -> list[Publication]:
        """With the last action of each, in one statement; newest first."""
        statement = self._rows.select(t.publications, t.publications, t.site_actions)
        statement = statement.select_from(_WITH_LAST_ACTION).where(*where)
        found = []
        for row in await self._rows.run(statement.order_by(*_NEWEST_FIRST)):
            action = self._rows.open(t.site_actions, row)
            found.append(
                _PUBLICATION.value(
                    self._rows.open(t.publications, row),
                    operation=None if action["id"] is None else _ACTION.value(action),
                )
            )
        return found


class SqlActions(Repository):
    """ports.Actions"""

    async def get(self, action_id: ActionId) -> SiteAction:
        return _ACTION.value(await self._rows.by_key(t.site_actions, action_id))

    async def save(self, action: SiteAction, *, was: ActionState | None = None) -> None:
        row = _ACTION.row(action, unique_key=action.unique_key)
        if was is None:
            await self._rows.add(t.site_actions, [row])
        elif not await self._rows.overwrite(t.site_actions, row, _a.state == was):
            raise Conflict(t.site_actions.name)

    async def owed(self, now: datetime) -> Sequence[DueAction]:
        """See ports.SystemTransaction.owed_actions."""
        return [DueAction(*row) for row in await self._rows.run(OWED_ACTIONS, {"now": now})]

    async def next_number(self, subject: PublicationId | ApplicationId) -> int:
        own = or_(_a.publication_id == subject, _a.application_id == subject)
        statement = self._rows.select(t.site_actions, func.max(_a.number)).where(own)
        return ((await self._rows.run(statement)).scalar() or 0) + 1

    async def of_application(self, application_id: ApplicationId) -> Sequence[SiteAction]:
        statement = self._rows.select(t.site_actions).where(_a.application_id == application_id)
        newest = statement.order_by(_a.number.desc())
        return [_ACTION.value(row) for row in await self._rows.all(newest, t.site_actions)]

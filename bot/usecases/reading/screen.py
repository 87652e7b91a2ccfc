"""The living message of a conversation."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.domain.conversation import Flash
from bot.domain.errors import NotAllowed, NotThere
from bot.domain.ids import WorkspaceId
from bot.domain.paces import Paces
from bot.domain.quiet import Hours
from bot.domain.views import Screen, Settings, Stranger, View
from bot.domain.workspace import DEFAULT_TIME_ZONE, Person, Right, Workspace
from bot.ports import Clock, Sites, UnitOfWork
from bot.usecases.enter import COMPANY, Registration, names_company
from bot.usecases.identify import known
from bot.usecases.reach import require_place
from bot.usecases.reading import (
    accounts,
    answers,
    audit,
    boards,
    candidates,
    digests,
    groups,
    home,
    inbox,
    joining,
    noise,
    own_ads,
    people,
    privacy,
    publications,
    refusals,
    targets,
    team,
    telling,
    vacancies,
)
from bot.usecases.reading.desk import Desk, Reader
from bot.usecases.reading.held import with_held
from bot.usecases.rename_company import NAME

SCREENS: dict[str, Reader] = {
    **people.SCREENS,
    **accounts.SCREENS,
    **own_ads.SCREENS,
    **vacancies.SCREENS,
    **publications.SCREENS,
    **groups.SCREENS,
    **digests.SCREENS,
    **targets.SCREENS,
    **answers.SCREENS,
    **telling.SCREENS,
    **candidates.SCREENS,
    **joining.SCREENS,
    **noise.SCREENS,
    **boards.SCREENS,
    **privacy.SCREENS,
    **home.SCREENS,
    **inbox.SCREENS,
    **refusals.SCREENS,
    **team.SCREENS,
    **audit.SCREENS,
}
NEEDS: Mapping[str, Right] = {
    "invite": Right.MANAGE_TEAM,
    **dict.fromkeys((COMPANY, NAME), Right.MANAGE_TEAM),
    "connect_site": Right.MANAGE_ACCOUNTS,
    "offers": Right.MANAGE_TEAM,
    "offer": Right.MANAGE_TEAM,
    "connect_login": Right.MANAGE_ACCOUNTS,
    "connect_code": Right.MANAGE_ACCOUNTS,
    "connect_choice": Right.MANAGE_ACCOUNTS,
    "connect_check": Right.MANAGE_ACCOUNTS,
    "account_label": Right.MANAGE_ACCOUNTS,
    "disconnect": Right.MANAGE_ACCOUNTS,
    "link_ad": Right.PUBLISH,
    "unlinked_ads": Right.PUBLISH,
    "adopt": Right.PUBLISH,
    "adoption": Right.PUBLISH,
    "pasted": Right.PUBLISH,
    "continue_draft": Right.PUBLISH,
    "vacancy_form": Right.PUBLISH,
    "delete_vacancy": Right.PUBLISH,
    "archive_vacancy": Right.PUBLISH,
    "wording": Right.PUBLISH,
    "publish_account": Right.PUBLISH,
    "targets": Right.PUBLISH,
    "progress": Right.PUBLISH,
    "publish_loading": Right.PUBLISH,
    "publish_field": Right.PUBLISH,
    "preview": Right.PUBLISH,
    "close": Right.PUBLISH,
    "close_final": Right.PUBLISH,
    "prolong": Right.PUBLISH,
    "forget": Right.PUBLISH,
    "digest": Right.SEE_CONTACTS,
    "today": Right.SEE_CONTACTS,
    "card_note": Right.NOTE,
    "card_later": Right.HANDLE,
    "barred": Right.HANDLE,
    "erase": Right.MANAGE_TEAM,
    "erase_person": Right.MANAGE_TEAM,
    "retention_erase": Right.MANAGE_TEAM,
    "first_notice": Right.MANAGE_TEAM,
    "first_notice_text": Right.MANAGE_TEAM,
    "export": Right.MANAGE_TEAM,
    "export_one": Right.MANAGE_TEAM,
    "group_add": Right.LINK_GROUPS,
    "groups": Right.LINK_GROUPS,
    "group": Right.LINK_GROUPS,
    "group_full": Right.MANAGE_TEAM,
    "group_unlink": Right.LINK_GROUPS,
    **dict.fromkeys((*answers.SCREENS, *telling.SCREENS), Right.HANDLE),
    **dict.fromkeys(joining.SCREENS, Right.HANDLE),
    **noise.NEEDS,
    **home.NEEDS,
    **inbox.NEEDS,
    **refusals.NEEDS,
    **team.NEEDS,
    **audit.NEEDS,
}
"""Screens that not every member may see: a right may be lost while one of them is open."""
OUTSIDE = frozenset({"language", "company", "time_zone", "consent", "stranger"})
"""Screens for people without a workspace."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A screen as it is now, and where it goes."""

    screen: Screen
    time_zone: str
    message_id: int | None
    """The living message to edit; None: a new one."""
    erase: int | None
    """The old living message, which gives way to a new one below."""

    @property
    def living(self) -> int | None:
        """The message that lived when this was read."""
        return self.message_id or self.erase


@dataclass(frozen=True, slots=True)
class ReadScreen:
    """What the person's conversation shows at this moment; rights are looked at again."""

    uow: UnitOfWork
    sites: Sites
    clock: Clock
    paces: Paces
    support: str
    quiet_hours: Hours | None
    registration: Registration

    async def __call__(self, person: Person) -> Seen | None:
        """None for somebody who was never met."""
        async with self.uow.person(person) as tx:
            found = await known(tx, person)
        if found is None:
            return None
        actor = found.actor
        scope = self.uow.person(person) if actor is None else self.uow(actor)
        async with scope as tx:  # place and content at one moment: buttons carry its version
            talk = await tx.conversations.of(actor or person)
            desk = Desk(tx, talk, found.user, actor, found.workspace, *self._ports())
            view, lost = await self._read(desk)
            said = await with_held(desk) if actor is not None else talk.flash
        if isinstance(view, Settings):
            view = replace(view, others=await self._others(person, view.workspace_id))
        if isinstance(view, Stranger):
            view = replace(view, may_create=self.registration.may_create(person.user_id))
        flash = Flash(lost.text_id) if lost is not None else said
        own = found.workspace if not names_company(talk) else None
        zone = own.time_zone if own is not None else DEFAULT_TIME_ZONE
        return Seen(
            Screen(view, talk.version, flash),
            zone,
            None if talk.below else talk.message_id,
            talk.message_id if talk.below else None,
        )

    async def _others(self, person: Person, present: WorkspaceId) -> list[Workspace]:
        """More companies of the same person; no transaction of one of them sees another."""
        async with self.uow.person(person) as tx:
            mine = [one.workspace_id for one in await tx.workspaces.memberships(person.user_id)]
            return [await tx.workspaces.get(one) for one in mine if one != present]

    async def _read(self, desk: Desk) -> tuple[View, NotThere | NotAllowed | None]:
        """The place's view; the menu when what it is about is gone, or the right to see it."""
        screen = desk.talk.place.screen
        if desk.actor is None:
            view = await SCREENS[screen](desk) if screen in OUTSIDE else Stranger(self.support)
            return view, None
        try:
            right, place = NEEDS.get(screen, Right.LOOK), desk.talk.place
            await require_place(desk.tx, desk.talk.bot_id, desk.actor, right, place)
            return await SCREENS.get(screen, people.menu)(desk), None
        except (NotThere, NotAllowed) as lost:
            return await people.menu(desk), lost

    def _ports(self) -> tuple[Sites, Clock, Paces, str, Hours | None]:
        return self.sites, self.clock, self.paces, self.support, self.quiet_hours

"""Every method of every repository, asked from one workspace about another's rows."""

import inspect
from dataclasses import replace
from typing import Any, get_type_hints

import pytest

from bot import ports
from bot.domain.account import Incident
from bot.domain.application import Application
from bot.domain.audit import AuditSieve
from bot.domain.conversation import Place
from bot.domain.erasure import Erasure, Why
from bot.domain.errors import Conflict, NotThere
from bot.domain.handling import Barring
from bot.domain.ids import ErasureId, IncidentId, InviteId, MemberId, ReportId, new_id
from bot.domain.notice import NoticeKind
from bot.domain.quiet import Mode
from bot.domain.report import Report, Span
from bot.domain.retention import Retention
from bot.domain.site import BrokenRecord
from bot.domain.topic import Topic
from bot.domain.workspace import Invite, Member, Person, Role
from tests.contract.asked import ASKED, OWN_ONLY, Theirs
from tests.contract.pleas import make_plea
from tests.contract.refusing import make_item, make_refusal
from tests.contract.room_rows import make_board, make_topic
from tests.contract.rows import (
    CHAT,
    SITE,
    Team,
    make_account,
    make_action,
    make_adoption,
    make_answer,
    make_application,
    make_carousel,
    make_code_login,
    make_deed,
    make_digest,
    make_event,
    make_file,
    make_hook,
    make_merge,
    make_note,
    make_notice,
    make_publication,
    make_stub,
    make_team,
    make_token,
    make_unlinked,
    make_vacancy,
)
from tests.contract.sharing import make_share
from tests.contract.stores import Store
from tests.fakes import MORNING


async def _answers(tx: ports.Transaction, team: Team) -> tuple[Application, Application]:
    """The first one is below the threshold of what it answers."""
    await tx.vacancies.save(replace(team.vacancy, must_haves=("CRM", "B2B"), push_from=2))
    few = make_application(team, "1", points_met=1, points_of=2)
    return few, make_application(team, "3")


@pytest.fixture
async def theirs(store: Store) -> Theirs:
    """Both teams stored; our own workspace holds nothing else."""
    ours = await make_team(store, 5_000_000_001)
    team = await make_team(store, 5_000_000_002, chat_id=CHAT - 5)
    async with store.uow(team.actor) as tx:
        publication = await tx.publications.save(replace(team.publication, remote_id="theirs"))
        talk = (await tx.conversations.of(team.actor)).at(Place("account", 7))
        talk = await tx.conversations.save(talk.drafted(secret="x"))
        application, second = await _answers(tx, team)
        record = BrokenRecord("responses[0]", "[]")
        broken = await tx.applications.keep_broken(team.account.id, record, MORNING)
        assert broken is not None
        digest = await tx.digests.save(make_digest(team))
        adoption = await tx.adoptions.save(make_adoption(team))
        it = Theirs(
            ours,
            replace(team, publication=publication),
            make_vacancy(team.workspace.id, team.owner.id),
            Invite(InviteId(new_id()), "1:theirs", Role.ADMIN, team.workspace.id, MORNING),
            talk,
            make_action(team),
            application,
            make_file(application),
            Incident(IncidentId(new_id()), team.workspace.id, SITE, MORNING),
            make_unlinked(team.account),
            make_notice(team.group, due_at=MORNING.replace(year=2030)),
            broken,
            make_token(team),
            make_deed(team, 7),
            make_note(application, team),
            make_answer(team, ready="reject-uk"),
            make_code_login(team),
            make_hook(team),
            make_event(team),
            digest,
            adoption,
            make_merge(application, second),
            await tx.carousels.save(make_carousel(team)),
            Erasure(ErasureId(new_id()), team.workspace.id, Why.ASKED, (application.id,), MORNING),
            Retention(team.vacancy.id, team.workspace.id, MORNING),
            _report(team),
            make_refusal(team),
            make_plea(application, team),
            make_share(team, application.id),
            make_topic(team),
        )
        await tx.vacancies.save(it.draft)
        await tx.invites.add(it.invite)
        await tx.unlinked.save(it.unlinked)
        await tx.actions.save(it.action)
        await tx.applications.add_new([(application, [it.file]), (second, [])])
        await tx.merges.save(it.merge)
        await tx.applications.add_stubs([make_stub(team, "2")])
        await tx.notices.owe([it.notice])
        await tx.incidents.save(it.incident)
        await tx.group_tokens.add(it.token)
        await tx.audit.add(it.deed)
        await _handle(tx, it)
        await _leaving(tx, it)
        await _sign_in(tx, it)
        await _be_calm(tx, team, it.topic)
        await tx.commit()
    return it


async def _be_calm(tx: ports.Transaction, team: Team, topic: Topic) -> None:
    await tx.topics.save(topic)
    await tx.boards.save(make_board(team))
    await tx.modes.choose(team.group.id, team.vacancy.id, Mode.HOURLY)
    await tx.mornings.save(team.owner.id, MORNING.replace(year=2030))


async def _sign_in(tx: ports.Transaction, it: Theirs) -> None:
    """Logins that are under way, and hooks."""
    await tx.code_logins.save(it.login)
    await tx.hooks.save(it.hook)
    await tx.hooks.hear(it.event)


async def _handle(tx: ports.Transaction, it: Theirs) -> None:
    await tx.pleas.save(it.plea)
    await tx.opinions.add_share(it.share)
    """What a team does with a candidate."""
    application = it.application
    await tx.notes.add(it.note)
    await tx.answers.add_ready([it.answer])
    await tx.barred.bar(application, Barring(application.id, it.team.owner.id, MORNING))


async def _leaving(tx: ports.Transaction, it: Theirs) -> None:
    """Erasing, and how long is kept."""
    await tx.erasing.add(it.erasure)
    await tx.retentions.save(it.retention)
    await tx.reports.add(it.report)
    await tx.reports.put_off(it.team.owner.id, MORNING)
    await tx.bulk_refusals.add(it.refusal, [make_item(it.refusal, it.application)])


def _report(team: Team) -> Report:
    within = Span.WEEK.within(MORNING, "Europe/Kyiv")
    return Report(ReportId(new_id()), team.workspace.id, team.owner.id, Span.WEEK, *within)


async def _holdings(store: Store, it: Theirs) -> list[object]:
    """All that the other workspace holds."""
    team = it.team
    async with store.uow(team.tenant) as tx:
        return [
            await tx.workspaces.get(team.workspace.id),
            await tx.workspaces.members(),
            await tx.invites.by_hmac(it.invite.token_hmac),
            await tx.conversations.looking_at(["account"], 7),
            await tx.accounts.all(disconnected=True),
            await tx.vacancies.all(),
            await tx.publications.all(),
            await tx.actions.get(it.action.id),
            await tx.applications.get(it.application.id),
            await tx.applications.counts(),
            await tx.applications.by_account([it.team.account.id]),
            await tx.unlinked.of_site(SITE),
            await tx.applications.waiting(SITE),
            await tx.applications.stubs_of(SITE, "ad-9"),
            await tx.applications.broken(),
            await tx.files.of_application(it.application.id),
            await tx.notices.of_subject(NoticeKind.CARD, 1),
            await tx.notices.of_subject(NoticeKind.CARD, 9),
            await tx.chats.get(team.group.id),
            await tx.group_tokens.by_hmac(it.token.token_hmac),
            await tx.audit.of_subject(it.deed.subject_id),
            await tx.audit.listed(AuditSieve(), 0, 99),
            await tx.notes.of_application(it.application.id),
            await tx.barred.all(),
            await tx.answers.all(),
            await tx.code_logins.get(it.login.id),
            await tx.hooks.of(it.hook.account_id),
            await tx.hooks.event(it.event.id),
            await tx.incidents.get(it.incident.id),
            await tx.digests.open(),
            await tx.adoptions.open(),
            await tx.merges.of([it.application.id]),
            await tx.pleas.open_of(it.application.id),
            await tx.opinions.votes(it.application.id),
            await tx.opinions.shares([it.application.id]),
            await tx.carousels.get(it.carousel.id),
            await tx.modes.of_link(team.group.id),
            await tx.topics.of_link(team.group.id),
            await tx.boards.of(team.group.id),
            await tx.mornings.due(team.owner.id),
            await tx.erasing.get(it.erasure.id),
            await tx.retentions.all(),
            await tx.reports.get(it.report.id),
            await tx.reports.due(team.owner.id),
            await tx.tallies.of_vacancy(team.vacancy.id),
            await tx.bulk_refusals.open(),
            await tx.bulk_refusals.items(it.refusal.id),
        ]


@pytest.mark.matrix
@pytest.mark.parametrize("asked", ASKED)
async def test_nothing_of_another_workspace_is_seen_or_changed(
    store: Store, theirs: Theirs, asked: str
) -> None:
    before = await _holdings(store, theirs)
    async with store.uow(theirs.ours.actor) as tx:
        answer: Any = None
        try:
            answer = await ASKED[asked](tx, theirs)
            await tx.commit()
        except (NotThere, Conflict):
            answer = None
    assert not answer
    assert await _holdings(store, theirs) == before


async def test_lists_hold_only_what_is_our_own(store: Store, theirs: Theirs) -> None:
    ours = theirs.ours
    async with store.uow(ours.actor) as tx:
        assert await tx.workspaces.members() == [ours.owner]
        assert await tx.workspaces.ever() == [ours.owner]
        assert await tx.workspaces.memberships(theirs.team.owner.user_id) == []
        assert await tx.workspaces.memberships(ours.owner.user_id) == [ours.owner]
        assert await tx.accounts.all(disconnected=True) == [ours.account]
        assert await tx.vacancies.all() == [ours.vacancy]
        assert await tx.publications.all() == [ours.publication]
        assert await tx.chats.groups() == [ours.group]
        assert await tx.actions.next_number(theirs.team.publication.id) == 1
        assert await tx.applications.broken() == []
        assert await tx.notices.gathering(MORNING.replace(year=2031)) == []


async def test_a_stranger_sees_no_workspace(store: Store, theirs: Theirs) -> None:
    async with store.uow.person(Person(666, 666)) as tx:
        assert await tx.conversations.looking_at(["account"], 7) == []
        owner = theirs.team.owner
        assert await tx.workspaces.member_of(owner.workspace_id, owner.user_id) is None
        assert await tx.accounts.all() == []
        assert await tx.publications.all() == []
        with pytest.raises(NotThere):
            await tx.applications.get(theirs.application.id)
        with pytest.raises(NotThere):
            await tx.workspaces.get(theirs.team.workspace.id)


@pytest.mark.parametrize("user_id", [666, 667])
async def test_a_stranger_makes_nobody_a_member(store: Store, theirs: Theirs, user_id: int) -> None:
    spy = Member(MemberId(new_id()), theirs.team.workspace.id, user_id, Role.OWNER, "Чужий")
    async with store.uow.person(Person(666, 666)) as tx:
        with pytest.raises((NotThere, Conflict)):
            await tx.workspaces.save_member(spy)


async def test_a_removed_member_does_not_come_back_uninvited(store: Store, theirs: Theirs) -> None:
    team, me = theirs.team, theirs.team.owner
    async with store.uow(team.tenant) as tx:
        await tx.workspaces.save_member(replace(me, removed_at=MORNING))
        await tx.commit()
    async with store.uow.person(Person(me.user_id, me.user_id)) as tx:
        with pytest.raises((NotThere, Conflict)):
            await tx.workspaces.save_member(replace(me, version=2))
        with pytest.raises(NotThere):
            await tx.workspaces.get(team.workspace.id)


async def test_another_workspace_may_hold_the_same_ad_response_and_login(
    store: Store, theirs: Theirs
) -> None:
    ours, team = theirs.ours, theirs.team
    before = await _holdings(store, theirs)
    twin = make_account(
        ours.workspace.id, ours.owner.id, remote_identity=team.account.remote_identity
    )
    mine, second = make_application(ours, "1"), make_application(ours, "2")
    async with store.uow(ours.actor) as tx:
        await tx.accounts.save(twin)
        await tx.publications.save(make_publication(ours.vacancy, ours.account, remote_id="theirs"))
        new = await tx.applications.add_new([(mine, []), (second, [])])
        assert new == [mine, second]
        await tx.commit()
    assert await _holdings(store, theirs) == before


def test_no_method_of_a_repository_is_left_out() -> None:
    methods = {
        f"{name}.{method}"
        for name, port in get_type_hints(ports.Transaction).items()
        for method, _ in inspect.getmembers(port, inspect.isfunction)
        if not method.startswith("_")
    }
    assert methods == {name.split(",")[0] for name in ASKED} | set(OWN_ONLY)

"""What one workspace asks every repository about the rows of another."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.domain.account import Incident
from bot.domain.adoption import Adoption
from bot.domain.answer import Answer
from bot.domain.application import Application, StoredFile
from bot.domain.bulk_refusal import BulkRefusal
from bot.domain.carousel import Carousel
from bot.domain.code_login import CodeLogin
from bot.domain.conversation import Conversation
from bot.domain.digest import Digest
from bot.domain.erasure import Erasure
from bot.domain.group import Deed, GroupToken
from bot.domain.handling import Note
from bot.domain.hook import Event, Hook
from bot.domain.ids import (
    ApplicationId,
    ErasureId,
    GroupTokenId,
    InviteId,
    MemberId,
    PersonId,
    ReportId,
    new_id,
)
from bot.domain.notice import Notice, NoticeKind, NoticeState
from bot.domain.own_ad import UnlinkedAd
from bot.domain.person import Merge, MergeState
from bot.domain.plea import Plea, PleaState
from bot.domain.quiet import Mode
from bot.domain.report import Report
from bot.domain.retention import Retention
from bot.domain.share import Share
from bot.domain.site import BrokenRecord
from bot.domain.site_action import SiteAction
from bot.domain.tally import Sieve, Within
from bot.domain.topic import Topic
from bot.domain.vacancy import Vacancy
from bot.domain.workspace import Invite, Member, Role
from bot.ports import Transaction
from tests.contract import refusing
from tests.contract.asked_deeds import ASKED_OF_DEEDS
from tests.contract.asked_opinions import ASKED_OF_OPINIONS
from tests.contract.room_rows import ROOMS
from tests.contract.rows import (
    CHAT,
    SITE,
    Team,
    make_account,
    make_action,
    make_answer,
    make_application,
    make_code_login,
    make_event,
    make_file,
    make_merge,
    make_message,
    make_notice,
    make_publication,
    make_stub,
    make_unlinked,
    make_vacancy,
)
from tests.contract.stores import BOT
from tests.fakes import MORNING

EVER = Within(MORNING.replace(year=2000), MORNING.replace(year=2100))


@dataclass(frozen=True, slots=True)
class Theirs:
    """What another workspace holds, one row of each kind; and our own team."""

    ours: Team
    team: Team
    draft: Vacancy
    """Without publications: nothing but its workspace keeps it from being deleted."""
    invite: Invite
    talk: Conversation
    action: SiteAction
    application: Application
    file: StoredFile
    incident: Incident
    unlinked: UnlinkedAd
    notice: Notice
    broken: int
    token: GroupToken
    deed: Deed
    note: Note
    answer: Answer
    login: CodeLogin
    hook: Hook
    event: Event
    digest: Digest
    adoption: Adoption
    merge: Merge
    carousel: Carousel
    erasure: Erasure
    retention: Retention
    report: Report
    refusal: BulkRefusal
    plea: Plea
    share: Share
    topic: Topic


Ask = Callable[[Transaction, Theirs], Awaitable[object]]


async def _add_application(tx: Transaction, it: Theirs) -> object:
    return await tx.applications.add_new([(make_application(it.team, "new"), [])])


async def _take_theirs(tx: Transaction, it: Theirs) -> None:
    ours = replace(it.application, workspace_id=it.ours.workspace.id)
    await tx.applications.give_to(PersonId(new_id()), [ours])


async def _touch_theirs(tx: Transaction, it: Theirs) -> None:
    await tx.applications.touch([it.application])


async def _owe_theirs(tx: Transaction, it: Theirs) -> object:
    return await tx.notices.owe([make_notice(it.team.group, 9)])


async def _owe_into_their_chat(tx: Transaction, it: Theirs) -> object:
    ours = make_notice(it.team.group, 9, workspace_id=it.ours.workspace.id)
    return await tx.notices.owe([ours])


async def _new_member(tx: Transaction, it: Theirs) -> None:
    spy = Member(MemberId(new_id()), it.team.workspace.id, 666, Role.OWNER, "Чужий")
    await tx.workspaces.save_member(spy)


async def _of_vacancy(tx: Transaction, it: Theirs) -> int:
    return (await tx.tallies.of_vacancy(it.team.vacancy.id)).responses


async def _listed(tx: Transaction, it: Theirs) -> int:
    return (await tx.tallies.listed(it.team.vacancy.id, Sieve(), 0, 9))[1]


async def _first_answers(tx: Transaction, _: Theirs) -> int:
    return (await tx.tallies.first_answers(EVER, None)).count


async def _wipe(tx: Transaction, it: Theirs) -> object:
    return (await tx.erasing.wipe(it.erasure, contacts=True)).traits


ASKED: Mapping[str, Ask] = {
    **refusing.ASKED,
    "workspaces.get": lambda tx, it: tx.workspaces.get(it.team.workspace.id),
    "workspaces.save": lambda tx, it: tx.workspaces.save(replace(it.team.workspace, name="х")),
    "workspaces.member_of": lambda tx, it: tx.workspaces.member_of(
        it.team.workspace.id, it.team.owner.user_id
    ),
    "workspaces.save_member": lambda tx, it: tx.workspaces.save_member(
        replace(it.team.owner, removed_at=MORNING)
    ),
    "workspaces.save_member, new": _new_member,
    "invites.add": lambda tx, it: tx.invites.add(
        replace(it.invite, id=InviteId(new_id()), token_hmac="1:other")
    ),
    "invites.by_hmac": lambda tx, it: tx.invites.by_hmac(it.invite.token_hmac),
    "invites.withdraw": lambda tx, it: tx.invites.withdraw(it.invite.id),
    "invites.open": lambda tx, it: tx.invites.open(it.invite.expires_at - timedelta(hours=1)),
    "workspaces.named": lambda tx, it: tx.workspaces.named(it.team.owner.id),
    "invites.use": lambda tx, it: tx.invites.use(it.invite, 666),
    "conversations.looking_at": lambda tx, it: tx.conversations.looking_at(["account"], 7),
    "conversations.at": lambda tx, it: tx.conversations.at(["account"]),
    "conversations.save": lambda tx, it: tx.conversations.save(it.talk.cleared()),
    "conversations.note": lambda tx, it: tx.conversations.note(it.talk.cleared()),
    "conversations.shown": lambda tx, it: tx.conversations.shown(
        it.talk.user_id, 99, 99, instead=None
    ),
    "accounts.get": lambda tx, it: tx.accounts.get(it.team.account.id),
    "accounts.by_identity": lambda tx, it: tx.accounts.by_identity(
        SITE, it.team.account.remote_identity
    ),
    "accounts.save": lambda tx, it: tx.accounts.save(replace(it.team.account, label="х")),
    "accounts.save, new": lambda tx, it: tx.accounts.save(
        make_account(it.team.workspace.id, it.team.owner.id)
    ),
    "accounts.save, by their member": lambda tx, it: tx.accounts.save(
        make_account(it.ours.workspace.id, it.team.owner.id)
    ),
    "vacancies.get": lambda tx, it: tx.vacancies.get(it.team.vacancy.id),
    "vacancies.unfinished": lambda tx, it: tx.vacancies.unfinished(it.team.owner.id),
    "vacancies.save": lambda tx, it: tx.vacancies.save(replace(it.team.vacancy, title="х")),
    "vacancies.save, taken over": lambda tx, it: tx.vacancies.save(
        replace(it.team.vacancy, workspace_id=it.ours.workspace.id, owner_id=it.ours.owner.id)
    ),
    "vacancies.save, new": lambda tx, it: tx.vacancies.save(
        make_vacancy(it.team.workspace.id, it.team.owner.id)
    ),
    "vacancies.delete": lambda tx, it: tx.vacancies.delete(it.draft.id),
    "publications.get": lambda tx, it: tx.publications.get(it.team.publication.id),
    "publications.of_vacancy": lambda tx, it: tx.publications.of_vacancy(it.team.vacancy.id),
    "publications.of_account": lambda tx, it: tx.publications.of_account(it.team.account.id),
    "publications.by_remote": lambda tx, it: tx.publications.by_remote(SITE, "theirs"),
    "publications.by_remote_ids": lambda tx, it: tx.publications.by_remote_ids(SITE, ["theirs"]),
    "publications.remembered": lambda tx, it: tx.publications.remembered(
        it.team.vacancy.id, it.team.account.id
    ),
    "publications.forget": lambda tx, it: tx.publications.forget(it.team.publication.id),
    "publications.save": lambda tx, it: tx.publications.save(replace(it.team.publication, url="x")),
    "publications.save, of their vacancy": lambda tx, it: tx.publications.save(
        replace(
            make_publication(it.team.vacancy, it.ours.account),
            workspace_id=it.ours.workspace.id,
        )
    ),
    "unlinked.get": lambda tx, it: tx.unlinked.get(it.unlinked.id),
    "unlinked.of_site": lambda tx, _: tx.unlinked.of_site(SITE),
    "unlinked.save": lambda tx, it: tx.unlinked.save(replace(it.unlinked, title="х")),
    "unlinked.save, new": lambda tx, it: tx.unlinked.save(make_unlinked(it.team.account, "ad-8")),
    "unlinked.save_all": lambda tx, it: tx.unlinked.save_all([replace(it.unlinked, url="x")]),
    "unlinked.drop": lambda tx, it: tx.unlinked.drop(it.unlinked.id),
    "actions.get": lambda tx, it: tx.actions.get(it.action.id),
    "actions.save": lambda tx, it: tx.actions.save(
        replace(it.action, error="x"), was=it.action.state
    ),
    "actions.save, new": lambda tx, it: tx.actions.save(make_action(it.team, 2)),
    "applications.add_new": _add_application,
    "applications.get": lambda tx, it: tx.applications.get(it.application.id),
    "applications.of_digest": lambda tx, it: tx.applications.of_digest(it.digest.id),
    "applications.handle": lambda tx, it: tx.applications.handle(it.application),
    "actions.of_application": lambda tx, it: tx.actions.of_application(it.application.id),
    "answers.get": lambda tx, it: tx.answers.get(it.answer.id),
    "answers.all": lambda tx, _: tx.answers.all(),
    "answers.save": lambda tx, it: tx.answers.save(replace(it.answer, name="х")),
    "answers.save, new": lambda tx, it: tx.answers.save(make_answer(it.team)),
    "answers.add_ready": lambda tx, it: tx.answers.add_ready([make_answer(it.team, ready="x")]),
    "adoptions.get": lambda tx, it: tx.adoptions.get(it.adoption.id),
    "adoptions.open": lambda tx, _: tx.adoptions.open(),
    "adoptions.save": lambda tx, it: tx.adoptions.save(it.adoption.without("х")),
    "digests.get": lambda tx, it: tx.digests.get(it.digest.id),
    "digests.open": lambda tx, _: tx.digests.open(),
    "digests.save": lambda tx, it: tx.digests.save(it.digest.widened([], MORNING)),
    "merges.get": lambda tx, it: tx.merges.get(it.merge.id),
    "merges.of": lambda tx, it: tx.merges.of([it.application.id]),
    "merges.save": lambda tx, it: tx.merges.save(replace(it.merge, state=MergeState.REFUSED)),
    "merges.save, new": lambda tx, it: tx.merges.save(
        make_merge(make_application(it.ours, "1"), it.application)
    ),
    "applications.match": lambda tx, it: tx.applications.match(
        replace(it.application, points_met=3, points_of=3)
    ),
    "applications.several": lambda tx, it: tx.applications.several([it.application.id]),
    "applications.of_vacancy": lambda tx, it: tx.applications.of_vacancy(it.team.vacancy.id),
    "applications.below": lambda tx, it: tx.applications.below([it.application.id]),
    "applications.alike": lambda tx, it: tx.applications.alike([make_application(it.ours, "5")]),
    "pleas.get": lambda tx, it: tx.pleas.get(it.plea.id),
    "pleas.open_of": lambda tx, it: tx.pleas.open_of(it.application.id),
    "pleas.save": lambda tx, it: tx.pleas.save(it.plea.to(PleaState.KEPT)),
    "applications.of_person": lambda tx, it: tx.applications.of_person(it.application.person_id),
    "applications.give_to": _take_theirs,
    "applications.touch": _touch_theirs,
    "applications.arrivals": lambda tx, it: tx.applications.arrivals(
        [it.team.vacancy.id], MORNING.replace(year=2020)
    ),
    "applications.put_off": lambda tx, it: tx.applications.put_off(
        it.team.owner.id, MORNING.replace(year=2020), MORNING.replace(year=2040)
    ),
    "applications.known": lambda tx, _: tx.applications.known(SITE, ["1"]),
    "applications.counts": lambda tx, _: tx.applications.counts(),
    "applications.by_account": lambda tx, it: tx.applications.by_account([it.team.account.id]),
    "applications.add_stubs": lambda tx, it: tx.applications.add_stubs([make_stub(it.team, "9")]),
    "applications.drop_stub": lambda tx, it: tx.applications.drop_stub(make_stub(it.team, "9")),
    "applications.stand": lambda tx, _: tx.applications.stand(SITE, {"1": "standing-rejected"}),
    "applications.complete": lambda tx, it: tx.applications.complete(
        replace(it.application, name="х"), [make_file(it.application)]
    ),
    "applications.stubs_of": lambda tx, it: tx.applications.stubs_of(SITE, "ad-9"),
    "applications.waiting": lambda tx, _: tx.applications.waiting(SITE),
    "applications.keep_broken": lambda tx, it: tx.applications.keep_broken(
        it.team.account.id, BrokenRecord("x", "{}"), MORNING
    ),
    "applications.drop_broken": lambda tx, it: tx.applications.drop_broken(it.broken),
    "files.get": lambda tx, it: tx.files.get(it.file.id),
    "files.of_application": lambda tx, it: tx.files.of_application(it.application.id),
    "files.wanted_of": lambda tx, it: tx.files.wanted_of(it.team.account.id),
    "files.save": lambda tx, it: tx.files.save(replace(it.file, attempts=5)),
    "files.save, new": lambda tx, it: tx.files.save(make_file(it.application)),
    "notices.owe": _owe_theirs,
    "notices.owe, into their chat": _owe_into_their_chat,
    "notices.get": lambda tx, it: tx.notices.get(it.notice.id),
    "notices.withdraw": lambda tx, it: tx.notices.withdraw(it.notice),
    "notices.of_subject": lambda tx, it: tx.notices.of_subject(NoticeKind.CARD, 1),
    "notices.due_now": lambda tx, it: tx.notices.due_now(
        NoticeKind.CARD, 1, MORNING, MORNING.replace(year=2031)
    ),
    "notices.put_off": lambda tx, it: tx.notices.put_off(it.team.group.id, MORNING),
    "notices.gathered": lambda tx, it: tx.notices.gathered(it.team.group.id),
    "notices.of_carousel": lambda tx, it: tx.notices.of_carousel(it.carousel.id),
    "notices.go_on": lambda tx, it: tx.notices.go_on(
        it.notice.state, [it.notice.to(NoticeState.DEAD)]
    ),
    "carousels.get": lambda tx, it: tx.carousels.get(it.carousel.id),
    "carousels.save": lambda tx, it: tx.carousels.save(it.carousel.turned(1, 9)),
    "modes.of_link": lambda tx, it: tx.modes.of_link(it.team.group.id),
    "modes.choose": lambda tx, it: tx.modes.choose(it.team.group.id, it.team.vacancy.id, Mode.DEBT),
    "modes.choose, none": lambda tx, it: tx.modes.choose(
        it.team.group.id, it.team.vacancy.id, None
    ),
    **ROOMS,
    "mornings.due": lambda tx, it: tx.mornings.due(it.team.owner.id),
    "mornings.save": lambda tx, it: tx.mornings.save(it.team.owner.id, MORNING),
    "chats.get": lambda tx, it: tx.chats.get(it.team.group.id),
    "group_tokens.add": lambda tx, it: tx.group_tokens.add(
        replace(it.token, id=GroupTokenId(new_id()), token_hmac="1:other")
    ),
    "group_tokens.by_hmac": lambda tx, it: tx.group_tokens.by_hmac(it.token.token_hmac),
    "group_tokens.use": lambda tx, it: tx.group_tokens.use(it.token),
    **ASKED_OF_DEEDS,
    **ASKED_OF_OPINIONS,
    "erasing.find": lambda tx, _: tx.erasing.find("Олена"),
    "erasing.of_person": lambda tx, it: tx.erasing.of_person(it.application.id),
    "erasing.of_vacancy": lambda tx, it: tx.erasing.of_vacancy(it.team.vacancy.id),
    "erasing.files": lambda tx, _: tx.erasing.files(),
    "erasing.seen_by": lambda tx, it: tx.erasing.seen_by([it.application.id]),
    "erasing.add": lambda tx, it: tx.erasing.add(replace(it.erasure, id=ErasureId(new_id()))),
    "erasing.get": lambda tx, it: tx.erasing.get(it.erasure.id),
    "erasing.save": lambda tx, it: tx.erasing.save(it.erasure),
    "erasing.under_way": lambda tx, it: tx.erasing.under_way(it.application.id),
    "erasing.wipe": _wipe,
    "erasing.heard": lambda tx, it: tx.erasing.heard(make_message(it.team.group, 77)),
    "erasing.hold_digests": lambda tx, it: tx.erasing.hold_digests(it.erasure),
    "erasing.take_messages": lambda tx, it: tx.erasing.take_messages(it.erasure),
    "erasing.on_their_way": lambda tx, it: tx.erasing.on_their_way(it.erasure),
    "erasing.living": lambda tx, _: tx.erasing.living(),
    "retentions.all": lambda tx, _: tx.retentions.all(),
    "retentions.get": lambda tx, it: tx.retentions.get(it.team.vacancy.id),
    "retentions.save": lambda tx, it: tx.retentions.save(replace(it.retention, warned_at=MORNING)),
    "retentions.drop": lambda tx, it: tx.retentions.drop(it.team.vacancy.id),
    "tallies.of_vacancy": _of_vacancy,
    "tallies.erased_of": lambda tx, it: tx.tallies.erased_of(it.team.publication.id),
    "tallies.listed": _listed,
    "tallies.whole": lambda tx, it: tx.tallies.whole(it.team.vacancy.id, ApplicationId(0), 9),
    "tallies.within": lambda tx, it: tx.tallies.within(EVER, [it.team.vacancy.id]),
    "tallies.within, all": lambda tx, _: tx.tallies.within(EVER, None),
    "tallies.responses": lambda tx, it: tx.tallies.responses(EVER, [it.team.vacancy.id]),
    "tallies.first_answers": _first_answers,
    "tallies.costs": lambda tx, _: tx.tallies.costs(None),
    "reports.get": lambda tx, it: tx.reports.get(it.report.id),
    "reports.add": lambda tx, it: tx.reports.add(replace(it.report, id=ReportId(new_id()))),
    "reports.save": lambda tx, it: tx.reports.save(it.report),
    "reports.due": lambda tx, it: tx.reports.due(it.team.owner.id),
    "reports.put_off": lambda tx, it: tx.reports.put_off(it.team.owner.id, MORNING),
    "code_logins.get": lambda tx, it: tx.code_logins.get(it.login.id),
    "code_logins.save": lambda tx, it: tx.code_logins.save(
        replace(it.login, user_id=666), was=it.login.step
    ),
    "code_logins.save, new": lambda tx, it: tx.code_logins.save(make_code_login(it.team)),
    "hooks.of": lambda tx, it: tx.hooks.of(it.hook.account_id),
    "hooks.save": lambda tx, it: tx.hooks.save(replace(it.hook, subscription="x")),
    "hooks.drop": lambda tx, it: tx.hooks.drop(it.hook.account_id),
    "hooks.hear": lambda tx, it: tx.hooks.hear(make_event(it.team, "x")),
    "hooks.event": lambda tx, it: tx.hooks.event(it.event.id),
    "hooks.looked_into": lambda tx, it: tx.hooks.looked_into(it.event),
    "chats.hold": lambda tx, it: tx.chats.hold(it.team.group.id),
    "chats.of_chat": lambda tx, it: tx.chats.of_chat(BOT, CHAT - 5),
    "chats.save": lambda tx, it: tx.chats.save(replace(it.team.group, language="en")),
    "incidents.open": lambda tx, it: tx.incidents.open(SITE),
    "incidents.get": lambda tx, it: tx.incidents.get(it.incident.id),
    "incidents.save": lambda tx, it: tx.incidents.save(replace(it.incident, told_at=MORNING)),
}

OWN_ONLY = {
    "users.get": "people belong to no workspace",
    "users.save": "people belong to no workspace",
    "chats.groups": "tested below",
    "chats.private": "a private chat belongs to no workspace",
    "conversations.of": "makes the person's own",
    "workspaces.members": "tested below",
    "workspaces.ever": "tested below",
    "workspaces.memberships": "tested below",
    "accounts.all": "tested below",
    "accounts.standings": "tested in test_repositories_ads",
    "publications.standings": "tested in test_repositories_ads",
    "vacancies.count": "tested in test_repositories_ads",
    "vacancies.all": "tested below",
    "publications.all": "tested below",
    "actions.next_number": "tested below",
    "applications.broken": "tested below",
    "merges.hold": "holds the transaction's own workspace",
    "notices.gathering": "tested below",
    "erasing.known": "a hash is made with its workspace",
    "erasing.remember": "a hash is made with its workspace",
    "erasing.left": "counts notices, tested in test_repositories_erasing",
    "notices.stranded": "tested in test_repositories_chats",
}

"""Every view of and in groups, filled with one text from outside."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import cycle

from bot.domain import views
from bot.domain.group import Covers, Group, Standing
from bot.domain.ids import ChatLinkId, MemberId, NoticeId
from bot.domain.publication import Status
from bot.domain.quiet import Mode
from bot.domain.views import View
from bot.domain.workspace import LANGUAGES
from tests import views as samples
from tests.ad_views import ad_views
from tests.answer_views import answer_views
from tests.audit_views import audit_views
from tests.card_views import card_views
from tests.health_views import health_views
from tests.inbox_views import inbox_views
from tests.inline_views import inline_views
from tests.noise_views import noise_views
from tests.person_views import person_views
from tests.privacy_views import privacy_views
from tests.report_views import report_views
from tests.target_views import targets
from tests.team_views import team_views
from tests.vacancy_views import vacancy_views
from tests.views import INFO, NOW, line, vacancy


def every_view(text: str) -> Iterator[View]:
    """All that there are."""
    yield from samples.every_view(text)
    yield from privacy_views(text)
    yield from vacancy_views(text)
    yield from ad_views(text)
    yield from answer_views(text)
    yield from targets(text)
    yield from group_views(text)
    yield from board_views(text)
    yield from card_views(text)
    yield from person_views(text)
    yield from noise_views(text)
    yield from team_views(text)
    yield from report_views(text)
    yield from inbox_views(text)
    yield from audit_views(text)
    yield from health_views(text)
    yield from inline_views(text)


def board_views(text: str) -> Iterator[View]:
    """Boards, and what came today; what a blind group sees."""
    key, group = ChatLinkId(1), Group(text, MemberId(1), Standing.LINKED)
    lines = [views.BoardLine(text, new, debt, text) for new in (0, 3) for debt in (0, 2)] * 5
    yield views.GroupBoard(text, lines, 7)
    yield views.GroupBoard("", [])
    people = [
        views.TodayOne(name, 4321, text, who, answered)
        for name in (text, "")
        for who in (text, "")
        for answered in (True, False)
    ] * 3
    for today in (views.CameToday(text, 30, people, lines), views.CameToday("", 0, (), ())):
        yield today
        yield views.TodayPage(today)
    for changed in (
        replace(group, topics=True),
        replace(group, topics=True, rightless=True),
        replace(group, blind=True),
    ):
        yield views.GroupPage(key, changed, False, [], True, board=True, unpinnable=group.full)
        yield views.GroupPage(key, changed, False, [], True, board=True, unpinnable=True)
        yield views.GroupSettings(key, changed, text, "uk", Mode.DAILY)
    card = (text, text, text, (text,), INFO.key, text, text, NOW, True)
    yield views.MaskedCard(NoticeId(1), "", *card, number=4321)
    yield views.CardSaid("assigned", "", text, 4321)


def _in_topics(text: str, key: ChatLinkId, group: Group) -> Iterator[View]:
    topics = [views.InTopic(None, ""), views.InTopic(4321, ""), views.InTopic(5, text)]
    for topic in (None, *topics):
        yield views.Groups([views.GroupLine(key, text, topic)])
        yield views.GroupPage(key, group, False, [], True, topic=topic)
        yield views.ConfirmUnlink(key, text, topic)
    for others in (topics, topics[:1]):
        yield views.GroupAsked(NoticeId(key), text, NOW, others)
        yield views.GroupUnlink(NoticeId(key), text, others)
        yield views.GroupWord("unlinked", key, group, text, others)


def group_views(text: str) -> Iterator[View]:
    one, key = vacancy(text), ChatLinkId(2**63 - 1)
    yield views.GroupAdd("AbC-_9" * 5, NOW + timedelta(minutes=15), one)
    yield views.GroupAdd("AbC-_9" * 5, NOW + timedelta(minutes=15), None)
    groups = [
        Group(text, MemberId(1), Standing.LINKED, covers, frozenset({one.id}), full, NOW, until)
        for covers in Covers
        for full in (True, False)
        for until in (None, NOW + timedelta(hours=2))
    ]
    yield views.Groups([])
    yield from _in_topics(text, key, groups[0])
    for group in groups:
        yield views.GroupPage(key, group, group.full, [one, vacancy("Бариста")] * 15, group.full)
        yield views.GroupStatus(group, text, [line(text, status) for status in Status] * 7)
        for word in WORDS:
            muted = replace(group, muted_until=NOW) if word == "muted" else group
            yield views.GroupWord(word, key, muted, text)
    yield views.GroupStatus(groups[0], text, [])
    for group, mode, language in zip(groups, cycle(Mode), cycle(LANGUAGES), strict=False):
        yield views.GroupSettings(key, group, text, language, mode)
        yield views.GroupPage(key, group, False, [], True, language, mode)
    yield views.ConfirmFull(key, text)
    yield views.ConfirmUnlink(key, text)
    yield views.GroupAsked(NoticeId(key), text, NOW)
    yield views.GroupUnlink(NoticeId(key), text)
    yield views.GroupLost(text)
    for word in ("topics-right", "topics-forum", "topic-lost", "home-lost", "board-pin"):
        yield views.GroupTrouble(word, text, text)
    for skills in ((text, "B2B"), ()):
        for has in (True, False):
            card = (text, text, text, text, skills, INFO.key, text, text, NOW, has)
            yield views.MaskedCard(NoticeId(key), *card)
    yield views.MaskedCard(NoticeId(1), "", "", "", "", (), INFO.key, "", None, NOW, False)


WORDS = (
    *("not-linked", "waits", "linked", "unlinked", "unconfirmed", "now-full", "now-masked"),
    *(
        "moved",
        "not-offered",
        "muted",
        "unmuted",
        "mute-how",
        "help",
        "members-only",
        "now-blind",
        "now-seen",
    ),
)
"""Every answer in a group."""

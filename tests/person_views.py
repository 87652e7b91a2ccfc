"""Every view of people who answered more than once, filled with one text from outside."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.domain import views
from bot.domain.handling import NEW, Reason, Stage
from bot.domain.ids import ApplicationId, MemberId, MergeId, NoticeId
from bot.domain.person import MergeState
from bot.domain.views import View
from bot.domain.views.persons import JoinConfirm, JoinList, JoinSide
from tests.views import INFO, NOW, application, file

MOST = 2**63 - 1


def other(text: str, days: int = 3, standing: str | None = None) -> views.OtherAnswer:
    """One that was sent so many days ago."""
    return views.OtherAnswer(text, INFO.key, text, NOW - timedelta(days=days), standing)


def kins(text: str) -> Iterator[views.Kin]:
    """Nobody else, somebody asked about, and many."""
    ended = replace(other(text, 2), stage=Stage.REJECTED, reason=Reason.UNFIT, who=text)
    many = [ended, other(text, 0), other(text, 400, "standing-rejected")]
    for notice_id in (None, NoticeId(MOST)):
        yield views.Kin((), 0, None, notice_id)
        yield views.Kin(many, 30, None, notice_id)
        for state in MergeState:
            question = views.Question(MergeId(MOST), state, other(text, 1))
            yield views.Kin(many if state is MergeState.JOINED else (), 30, question, notice_id)


def person_views(text: str) -> Iterator[View]:
    """Cards, words under cards, and two who are joined by hand."""
    yield from joined(text)
    for kin in kins(text):
        one = application(text)
        card = views.Card(one, INFO.key, text, text, file(text), None, file_late=False)
        yield replace(card, kin=kin, in_group=kin.notice_id is not None)
        masked = (text, text, text, text, (text,), INFO.key, text, text, NOW, True)
        yield views.MaskedCard(NoticeId(MOST), *masked, kin=kin)
        for vacancy in (text, None):
            for standing in ("standing-rejected", None):
                yield views.CardAgain(ApplicationId(MOST), INFO.key, vacancy, standing, kin)


def joined(text: str) -> Iterator[View]:
    """With many found, with none; those who tell everything and nothing."""
    whole = JoinSide(
        replace(application(text), handling=NEW.to(Stage.HIRED, MemberId(1), NOW)), text, 30
    )
    bare = replace(whole.application, name=None, phones=(), emails=(), city=None, position=None)
    nobody = JoinSide(replace(bare, birth_date=None), None, 0)
    for one in (whole, nobody):
        for searched in (True, False):
            yield JoinList(one, [], searched)
            yield JoinList(one, [whole, nobody] * 4, searched, more=searched)
        yield JoinConfirm(one, whole)
        yield JoinConfirm(whole, one)

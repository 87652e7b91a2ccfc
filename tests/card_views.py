"""Cards in every state of the team's work, and what stands under them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.domain import views
from bot.domain.audit import ABOUT, About
from bot.domain.group import ON_VACANCIES, Did
from bot.domain.handling import NEW, Handling, Stage
from bot.domain.ids import ApplicationId, MemberId, NoticeId, PleaId
from bot.domain.must_have import Point
from bot.domain.plea import PleaState
from bot.domain.site import Can
from bot.domain.site_action import ActionState, Kind
from bot.domain.views import CardPage, CardState, View
from bot.domain.views.handling import NotePing, NoteUnseen, PleaAnswered, PleaAsked
from bot.domain.workspace import RIGHTS, Role
from tests import views as samples
from tests.answer_views import answered
from tests.views import INFO, NOW

MOST = (1 << 63) - 1
OLEH, IRA = MemberId(MOST - 1), MemberId(MOST)


def card_views(text: str) -> Iterator[View]:
    one, resume = samples.application(text), samples.file(text)
    for state in states(text):
        yield views.Card(one, INFO.key, text, text, resume, None, file_late=False, state=state)
        masked = replace(state, subject=MOST, private=False)
        card = (text, text, text, text, (text,), INFO.key, text, text, NOW, True, None)
        yield views.MaskedCard(NoticeId(MOST), *card, masked)
    lost = replace(one, phones=(), emails=(), letter=None, resume_text=None, contacts_lost=True)
    for it in (lost, replace(lost, held_until=NOW)):
        yield views.Card(it, INFO.key, text, text, None, None, file_late=False, state=CardState())
    for word in ("later", "assigned", "untold", "note-long"):
        yield views.CardSaid(word, text, text)
    for ended in PleaState:
        yield PleaAsked(PleaId(MOST), text, text, ended, NOW)
        yield PleaAnswered(text, text, ended)
    for stands in (True, False):
        yield NotePing(ApplicationId(MOST), text, text, text, stands)
    yield NoteUnseen([text] * 12)
    yield NoteUnseen([])
    yield views.CardHistory(text, [])
    yield views.CardHistory(text, [*deeds(text)] * 12)
    yield views.AskNote(text)
    yield views.AskDay(text)
    yield views.BarredList([])
    barred = views.BarredOne(ApplicationId(MOST), text, text, NOW, [(INFO.key, text, NOW)] * 5)
    yield views.BarredList([barred, replace(barred, name="", who="", later=())] * 4, 1, 3)


def states(text: str) -> Iterator[CardState]:
    """Each page, each thing that may have been done last, each role."""
    note = views.CardNote(IRA, text, NOW, 3)
    taken = CardState(
        subject=MOST,
        version=MOST,
        handling=NEW.take(OLEH, NOW),
        names={OLEH: text, IRA: "Ірина"},
        note=note,
        barred=True,
        points=[Point(f"{at} {text}"[:60], None if at % 2 else text) for at in range(7)],
        below=5,
        undo=True,
        evening=True,
        may=RIGHTS[Role.OWNER],
        can=frozenset(Can),
    )
    choices = [views.Choice("assign_to", IRA, text), views.Choice("share_to", MOST, text)] * 12
    for page in CardPage:
        yield replace(taken, page=page, choices=choices)
        yield replace(taken, page=page, compared=False, points=[Point(text)])
    for page in (CardPage.ASSIGN, CardPage.SHARE):
        yield replace(taken, page=page, choices=choices, part=1, parts=3)
    yield replace(taken, points=[Point(text, text)], below=None)
    yield replace(taken, barred=False, page=CardPage.MORE, may=RIGHTS[Role.HIRING_MANAGER])
    yield replace(taken, may=RIGHTS[Role.HIRING_MANAGER])
    for answer in answered(text):
        yield replace(taken, answer=answer, undo=answer.state is ActionState.OWED)
    for handling in _handled():
        yield replace(taken, handling=handling, note=None, barred=False, undo=False)


def _handled() -> Iterator[Handling]:
    yield NEW
    for stage in Stage:
        if stage is not Stage.NEW:
            yield NEW.to(stage, IRA, NOW)
    yield NEW.to(Stage.INTERVIEW, IRA, NOW, told=False)
    yield NEW.to(Stage.REJECTED, IRA, NOW).hear(OLEH, NOW)
    yield NEW.assign(IRA, OLEH, NOW)
    yield NEW.take(OLEH, NOW).assign(None, IRA, NOW)
    yield NEW.put_off(NOW + timedelta(days=3), OLEH, NOW)


def deeds(text: str) -> Iterator[views.PastDeed]:
    """A line of each kind."""
    for did in Did:
        if did in ON_VACANCIES or ABOUT[did] not in (About.CANDIDATE, About.VACANCY):
            continue
        words = {Did.MOVED: Stage.HIRED.value, Did.TOLD: Kind.REJECT.value}
        detail = words.get(did, text)
        moment = NOW if did is Did.LATER else None
        yield views.PastDeed(NOW, text, did, detail, moment)
    yield views.PastDeed(NOW, "", Did.ASSIGNED)
    yield views.PastDeed(NOW, "", Did.SHARED)

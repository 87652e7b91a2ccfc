"""Forty invented candidates: every site, every awkward case, every state of a card.

Each is what a chat is told (`views.Card`, or `views.MaskedCard` as a group sees one), with the
bytes of the files that go with it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

from bot.domain import views
from bot.domain.application import Application, FileKind
from bot.domain.group import Covers, Group, Standing
from bot.domain.handling import NEW, Stage
from bot.domain.ids import ApplicationId, ChatLinkId, MemberId, NoticeId, new_id
from bot.domain.must_have import Point, below
from bot.domain.notice import Notice, NoticeKind
from bot.domain.views import CardPage, CardState, View
from bot.domain.workspace import RIGHTS, ChatKind, ChatLink, Role
from bot.usecases.match_candidates import points
from bot.usecases.reading.groups import seen_in
from tests import views as samples
from tests.fakes import BOT_ID
from tests.papers import locked, pdf
from tests.views import HERE, NOW

OLEH, IRA = MemberId(1), MemberId(2)
MUSTS = ("досвід у продажах від 2 років", "CRM", "англійська B1", "водійські права")
RESUME = """Менеджер з продажу

Досвід роботи:
2019 – зараз, «Епіцентр», продажі будматеріалів
• керувала відділом із 8 осіб, CRM Bitrix24
• переговори з постачальниками

Мови: англійська — B2, польська — A1
Водійських прав немає."""
LETTER = "Доброго дня! Маю досвід у FMCG, готова вийти з понеділка."
_GROUP = Group("Команда", OLEH, Standing.LINKED, Covers.ALL)


@dataclass(frozen=True, slots=True)
class Invented:
    """One of them. `files`: bytes by the id of a stored file."""

    about: str
    view: View | views.Screen
    files: dict[int, bytes] = field(default_factory=dict)


def face(tone: str = "#c8d7e6") -> bytes:
    """A photo of nobody."""
    out, drawn = BytesIO(), Image.new("RGB", (600, 800), tone)
    pen = ImageDraw.Draw(drawn)
    pen.ellipse((170, 140, 430, 460), fill="#ebc8aa")
    pen.ellipse((60, 480, 540, 1060), fill="#465a82")
    drawn.save(out, "JPEG")
    return out.getvalue()


def person(**changes: Any) -> Application:
    """Somebody ordinary, but for `changes`."""
    plain = replace(
        samples.application("x"),
        id=ApplicationId(new_id()),
        name="Олена Коваль",
        phones=("+380671234521",),
        emails=("o.koval@example.com",),
        city="Київ",
        letter=LETTER,
        resume_text=None,
        skills=("CRM", "B2B", "переговори"),
        position="Менеджер з продажу",
        pay="40 000 ₴",
        channels=("phone", "telegram"),
    )
    return replace(plain, **changes)


def state(one: Application, **changes: Any) -> CardState:
    """As the owner's own chat shows it, compared with `MUSTS`."""
    least = changes.pop("least", None)
    found = points(one, MUSTS, NOW)
    met = sum(it.met for it in found) if found else None
    shown = CardState(
        subject=one.id,
        version=1,
        names={OLEH: "Олег", IRA: "Ірина"},
        points=found or [Point(it) for it in MUSTS],
        compared=bool(found),
        below=least if below(met, least) else None,
        evening=True,
        may=RIGHTS[Role.OWNER],
    )
    return replace(shown, **changes)


def card(about: str, one: Application, **changes: Any) -> Invented:
    """With the files that `resume` and `photo` are the bytes of."""
    files: dict[int, bytes] = {}
    kept: dict[str, Any] = {"resume": None, "photo": None}
    for name, kind in (("resume", FileKind.RESUME), ("photo", FileKind.PHOTO)):
        content = changes.pop(name, None)
        if content is not None:
            called = changes.pop("called", "Koval_Olena.pdf") if name == "resume" else "photo.jpg"
            file = samples.file(called, kind, sha256=str(new_id()), size=len(content) or 1)
            files[file.id], kept[name] = content, file
    site = changes.pop("site", "work_ua")
    its = changes.pop("state", None) or state(one)
    late = changes.pop("file_late", False)
    view = views.Card(
        replace(one, site=site),
        site,
        changes.pop("account", "Ромашка"),
        changes.pop("vacancy", "Sales B2B"),
        **kept,
        file_late=late,
        state=its,
        **changes,
    )
    return Invented(about, view, files)


def masked(about: str, made: Invented) -> Invented:
    """As a group sees it where nothing else was chosen."""
    link = _GROUP.on(ChatLink(ChatLinkId(1), BOT_ID, -1, ChatKind.GROUP, HERE))
    view = made.view
    assert isinstance(view, views.Card)
    notice = Notice(
        NoticeId(new_id()), HERE, BOT_ID, link.id, NoticeKind.CARD, view.application.id, NOW
    )
    seen = seen_in(link, notice, replace(view, state=replace(view.state, private=False)))
    return Invented(about, seen)


def cast() -> Sequence[Invented]:
    """All forty, those that belong together side by side."""
    return [*_sites(), *_names(), *_contacts(), *_files(), *_states(), *_pages(), *_group()]


def _sites() -> Iterator[Invented]:
    resume = pdf(["Олена Коваль", "Менеджер з продажу"])
    told = person(resume_text=RESUME)
    yield card("Work.ua, a file and a photo", told, resume=resume, photo=face())
    yield card("Work.ua, a resume of text", told, photo=face("#e6d7c8"))
    three = state(told, least=4)
    yield card("Robota.ua, below the threshold", told, site="robota_ua", state=three)
    one = person(resume_text=RESUME, standing="standing-archived")
    yield card("Robota.ua, archived there", one, site="robota_ua", resume=resume)
    one = person(resume_text=None, letter=None, skills=(), position=None, unopened=True)
    yield card("HeadHunter, not opened so far", one, site="headhunter")
    later = person(resume_text=None, held_until=NOW + timedelta(hours=9))
    yield card("HeadHunter, the day's limit is used up", later, site="headhunter")
    one = person(resume_text=RESUME.replace("Водійських прав немає", "Водійські права кат. B"))
    yield card("HeadHunter, all there", one, site="headhunter", resume=resume)


def _names() -> Iterator[Invented]:
    html = '<b>Олена</b> & «Ко» <script>alert("1")</script> </i>'
    yield card("HTML in a name", person(name=html, position="<i>Sales</i> &amp; Co", city="<u>"))
    yield card("Hebrew", person(name="משה כהן", position="מנהל מכירות", city="תל אביב"))
    turned = person(name="\u202eمحمد علي\u202c \u2066Али\u2069", letter="مرحبا، أنا مهتم بالوظيفة")
    yield card("Arabic, with marks of direction", turned)
    yield card("no name", person(name=None))
    yield card("a name of 300 letters", person(name="Олександра-Вікторія " * 15))
    yield card("a name without a blank", person(name="Ж" * 300))
    yield card("emoji for a name", person(name="👩‍👩‍👧‍👦🇺🇦✨", letter="🎈" * 300))


def _contacts() -> Iterator[Invented]:
    yield card("no contact", person(phones=(), emails=(), channels=()))
    for name in ("Іван Бондар", "Марія Бондар"):
        yield card("a family with one phone", person(name=name, phones=("+380501112233",)))
    many = tuple(f"+38067123450{at}" for at in range(5))
    mails = ("a.very.long.address.of.somebody.who.has.no.mercy@subdomain.example.com",) * 2
    yield card("many phones and a long e-mail", person(phones=many, emails=mails))
    for born in ("1900-01-01", "2031-02-30", "вчора"):
        yield card(f"a birth date that is none: {born}", person(birth_date=born))
    bare = person(letter=None, skills=(), position=None, pay=None, channels=(), city=None)
    yield card("a phone alone", replace(bare, name="Петро", emails=(), birth_date=None))


def _files() -> Iterator[Invented]:
    secret = locked(pdf(["Таємне"]), "пароль")
    bare = person(letter=None, skills=(), position=None)
    yield card("a PDF with a password", bare, resume=secret, called="Резюме (пароль 1234).pdf")
    yield card("a PDF of nothing", bare, resume=pdf([]), called="порожнє.pdf")
    yield card("the file is still on its way", person(), file_late=True)
    yield card("a photo and no resume", person(), photo=face("#d7e6c8"))
    long = ("Мене звати Олена, і я дуже хочу у вас працювати. " * 210)[:10_000]
    yield card("a letter of 10,000 characters", person(letter=long))


def _states() -> Iterator[Invented]:
    one = person(resume_text=RESUME, sent_at=NOW - timedelta(days=9))
    note = views.CardNote(IRA, "Дзвонила, чекає на дзвінок після 18", NOW, 3)
    taken = NEW.take(OLEH, NOW)
    yield card("taken, with an undo", one, state=state(one, handling=taken, undo=True))
    put_off = taken.put_off(NOW + timedelta(days=1), OLEH, NOW)
    yield card("put off, with a note", one, state=state(one, handling=put_off, note=note))
    talk = NEW.take(OLEH, NOW).to(Stage.INTERVIEW, IRA, NOW)
    yield card("an interview", one, state=state(one, handling=talk, note=note))
    refused = NEW.to(Stage.REJECTED, IRA, NOW)
    yield card("rejected here", one, state=state(one, handling=refused, barred=True))
    given = NEW.take(OLEH, NOW).assign(IRA, OLEH, NOW)
    yield card("given to a colleague", one, state=state(one, handling=given))
    looking = RIGHTS[Role.HIRING_MANAGER]
    yield card("as a hiring manager sees it", one, state=state(one, may=looking))


def _pages() -> Iterator[Invented]:
    one = person(resume_text=RESUME)
    for page in (CardPage.MORE, CardPage.POINTS, CardPage.STAGE, CardPage.LATER):
        yield card(f"its page: {page}", one, state=state(one, page=page))


def _group() -> Iterator[Invented]:
    one = person(name="Коваль Олена Іванівна", resume_text=RESUME)
    yield masked("masked in a group", card("", one, state=state(one, least=4)))
    where = state(one, page=CardPage.POINTS)
    yield masked("masked, what it shows", card("", one, state=where))
    telling = person(name=None, position="Пишіть у t.me/olena або 050 713 55 91", letter=None)
    yield masked("masked, with contacts in the wrong places", card("", telling))

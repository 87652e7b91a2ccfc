"""The candidate's card (product.md 2.10) and the resume that follows it."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import phonenumbers

from bot.domain.application import Application, FileState, StoredFile
from bot.domain.vacancy import one_line
from bot.domain.views import Card, CardFile, CardLetter, CardPage, CardPhoto
from handlers.render.card_state import (
    A_ROW,
    actions,
    answered,
    asked,
    done,
    is_new,
    more_button,
    page,
    points_line,
    points_page,
    sees_contacts,
    standing,
)
from handlers.render.drawn import Line, Media, Row, Style, Trouble
from handlers.render.ink import Ink, Sheet, apart, columns, copying, draws, opening, optional, short
from handlers.render.limits import CAPTION_MOST, TEXT_MOST, cut_plain, overflows, units
from handlers.render.persons import kin_asked, kin_lines, kin_more
from handlers.texts import Html, clean, escape

TELEGRAM_FILE_MOST = 50 * 1024 * 1024
"""Bytes that a bot can upload (telegram.md 1)."""
_LETTER_MOST = 400
"""Letters of a letter: more fills a phone's screen; the whole is a tap away."""
_CONTACTS_MOST = 3
_FILE_NAME_MOST = 80
_UNFIT = re.compile(r'[<>:"|?*;]')
"""What some phone or computer does not take in a file's name, or a server in a header."""


@draws(Card)
def card(view: Card, ink: Ink) -> Sheet:
    one = view.application
    media = _media(view, ink)
    state = view.state
    if state.page is CardPage.POINTS:
        said = [asked(state, ink), _head(one, ink, new=is_new(state)), *points_page(state, ink)]
    else:
        said = _lines(view, media, ink)
    lines = tuple(line for line in said if line is not None)
    return Sheet(
        lines,
        tuple(_rows(view, lines, media, ink)),
        media,
        {
            "resume": view.resume if media is Media.RESUME else None,
            "photo": view.photo if kept(view.photo) and Trouble.PHOTO not in ink.troubles else None,
            "application": one if media is Media.MADE else None,
        },
    )


def _lines(view: Card, media: Media, ink: Ink) -> list[Line | None]:
    """In the order of product.md 2.10; what has no room goes from the bottom."""
    one, state = view.application, view.state
    return [
        asked(state, ink),
        done(state, ink),
        _head(one, ink, new=is_new(state)),
        _position(view, ink),
        _source(view, ink),
        points_line(state, ink),
        Line(ink.t(one.standing)) if one.standing else None,
        answered(state, one.site, ink),
        _said("card-pay", one.pay, ink),
        *_contacts(one, ink),
        *kin_lines(view.kin, view.vacancy, ink),
        _born(one, ink),
        _said("card-channels", ", ".join(_channel(key, ink) for key in one.channels), ink),
        _said("card-skills", ", ".join(one.skills), ink),
        _letter(one, ink),
        _more(one, ink),
        *standing(state, ink),
        _file_line(view, media, ink),
    ]


def _rows(view: Card, lines: tuple[Line, ...], media: Media, ink: Ink) -> list[Row]:
    """The way to what had no room comes first, then what can be done, then the contacts."""
    if view.state.page is not CardPage.MAIN:
        return page(view.state, ink, others=_others(view, lines, media, ink))
    contacts = (*_contact_buttons(view, ink), *more_button(view.state, ink))
    rows = [
        *(kin_asked(view.kin, ink) or (_ways(view, lines, media, ink),)),
        *columns(actions(view.state, ink), A_ROW),
        *columns(contacts, A_ROW),
    ]
    return [row for row in rows if row]


def _ways(view: Card, lines: tuple[Line, ...], media: Media, ink: Ink) -> Row:
    """To what is not on the card; behind the dots where the card asks something."""
    return (*_whole_letter(view, lines, media, ink), *_open(view, ink))


def _more(one: Application, ink: Ink) -> Line | None:
    """What is not here so far, and why."""
    if one.contacts_lost:
        return Line(ink.t("card-lost" if one.held_until is None else "card-lost-waits"))
    if one.held_until is not None:
        return Line(ink.t("card-held", moment=ink.when(one.held_until)))
    return Line(ink.t("card-unopened")) if one.unopened else None


def kept(file: StoredFile | None) -> bool:
    """Whether its bytes are here."""
    return file is not None and file.state is FileState.KEPT


def _media(view: Card, ink: Ink) -> Media:
    if view.resume is not None and kept(view.resume):
        return Media.NONE if _trouble(view.resume, ink) else Media.RESUME
    text = (view.application.resume_text or "").strip()
    if text and not view.file_late and Trouble.MADE not in ink.troubles:
        return Media.MADE
    if kept(view.photo) and Trouble.PHOTO not in ink.troubles:
        return Media.PHOTO
    return Media.NONE


def _trouble(resume: StoredFile, ink: Ink) -> Trouble | None:
    if resume.size > TELEGRAM_FILE_MOST or Trouble.BIG in ink.troubles:
        return Trouble.BIG
    known = (Trouble.LOST, Trouble.UNREADABLE)
    return next((one for one in known if one in ink.troubles), None)


def _head(one: Application, ink: Ink, *, new: bool = True) -> Line:
    name = one_line(one.name or "")
    shown = short(name, 100) if name else ink.t.label("card-nameless")
    words = [ink.t("card-head" if new else "card-head-known", name=shown)]
    if one.city:
        words.append(escape(short(one.city, 60)))
    age = one.age(ink.now.astimezone(ZoneInfo(ink.time_zone)).date())
    if age is not None:
        words.append(ink.t("card-age", age=age))
    return Line(" · ".join(map(apart, words)))


def _position(view: Card, ink: Ink) -> Line | None:
    position = short(view.application.position or "", 100)
    vacancy = short(view.vacancy or "", 100)
    if vacancy and position:
        return Line(ink.t("card-position-vacancy", position=position, vacancy=vacancy))
    if vacancy:
        return Line(ink.t("card-vacancy", vacancy=vacancy))
    return Line(escape(position)) if position else None


def _source(view: Card, ink: Ink) -> Line:
    one = view.application
    answered = not view.state.handling.waiting or one.standing is not None
    waits = waiting(one.sent_at, ink, answered=answered)
    return Line(source(view.site, view.account, one.sent_at, waits, ink))


def waiting(sent: datetime, ink: Ink, *, answered: bool) -> timedelta:
    """Who has been answered waits no more."""
    return timedelta() if answered else max(ink.now - sent, timedelta())


def source(site: str, account: str, sent: datetime, waits: timedelta, ink: Ink) -> Html:
    """Where the candidate comes from, and how long it has waited for somebody to see it."""
    said = ink.t(
        "card-source",
        site=ink.site(site),
        account=short(account, 60),
        moment=ink.when(sent),
    )
    since = waited(waits, ink)
    return Html(f"{said} ({since})") if since else said  # no dot is left at a line's end


def waited(waits: timedelta, ink: Ink) -> Html | None:
    """In the greatest unit that fits, days from the second on; None under a minute."""
    minutes = int(waits.total_seconds()) // 60
    if waits >= timedelta(days=2):
        return ink.t("card-waits-days", count=waits.days)
    if minutes >= 60:
        return ink.t("card-waits-hours", count=minutes // 60)
    return ink.t("card-waits-minutes", count=minutes) if minutes else None


def _said(text_id: str, words: str | None, ink: Ink) -> Line | None:
    said = short(words or "", 300)
    return optional(ink.t(text_id, words=said)) if said else None


def _channel(key: str, ink: Ink) -> str:
    """How the candidate likes to be reached; a word that we don't know stays the site's."""
    known = f"channel-{key.lower()}"
    return ink.t.label(known) if ink.t.has(known) else key


def _contacts(one: Application, ink: Ink) -> list[Line | None]:
    phones = ", ".join(escape(pretty(phone)) for phone in one.phones[:_CONTACTS_MOST])
    emails = ", ".join(escape(short(email, 100)) for email in one.emails[:_CONTACTS_MOST])
    return [Line(f"📞 {phones}") if phones else None, Line(f"✉️ {emails}") if emails else None]


def pretty(phone: str) -> str:
    """`+380671234521` as `+380 67 123 4521`; what is no number stays as it is."""
    try:
        number = phonenumbers.parse(phone)
    except phonenumbers.NumberParseException:
        return short(phone, 40)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def _born(one: Application, ink: Ink) -> Line | None:
    """A date that nobody can have is left out; a part of one stands as it was given."""
    born = one.born()
    if born is not None and one.age(ink.now.date()) is not None:
        words = ink.t.day(born)
    else:
        given = one.birth_date or ""
        words = given if re.fullmatch(r"(?:19|20)\d\d(?:-\d\d)?", given) else ""
    return optional(ink.t("card-born", words=words)) if words else None


def _letter(one: Application, ink: Ink) -> Line | None:
    words = cut_plain(" ".join(clean(one.letter or "").split()), _LETTER_MOST)
    if not words:
        return None
    return Line(escape(words), elastic=True, before="💬 «", after="»")


def _whole_letter(view: Card, lines: tuple[Line, ...], media: Media, ink: Ink) -> Row:
    """The way to all of a letter that is cut on the card."""
    letter = " ".join((view.application.letter or "").split())
    most = TEXT_MOST if media is Media.NONE else CAPTION_MOST
    whole = len(letter) <= _LETTER_MOST and not overflows(lines, most)
    if not letter or whole or view.in_group or not sees_contacts(view.state):
        return ()
    return (ink.press("do-letter", "letter", view.application.id),)


def _file_line(view: Card, media: Media, ink: Ink) -> Line | None:
    """None where another line says that there is more to come."""
    one = view.application
    more = one.unopened or one.contacts_lost or one.held_until is not None
    if more and view.resume is None and media in (Media.NONE, Media.PHOTO) and not view.file_late:
        return None
    return Line(_file_words(view, media, ink))


def _file_words(view: Card, media: Media, ink: Ink) -> Html:
    resume = view.resume
    if media is Media.MADE:
        return ink.t("card-file-made")
    if resume is not None and kept(resume):
        name = file_name(resume, view.application, ink)
        trouble = _trouble(resume, ink)
        return ink.t(f"card-file-{trouble}" if trouble else "card-file", file=name)
    if Trouble.LOST in ink.troubles and view.application.resume_text:
        return ink.t("card-file-lost", file=made_name(view.application, ink))
    return ink.t("card-file-late") if view.file_late else ink.t("card-file-none")


def _open(view: Card, ink: Ink) -> Row:
    one = view.application
    if not one.unopened or view.in_group or not sees_contacts(view.state):
        return ()
    return (ink.press("do-open-resume", "open", one.id, style=Style.PRIMARY),)


def _contact_buttons(view: Card, ink: Ink) -> Row:
    """With three at most a row holds the way to the others too, where there is one."""
    one = view.application
    phone = copying(ink.t.label("do-copy-phone"), one.phones[0]) if one.phones else ()
    email = () if phone and more_button(view.state, ink) else _email(view, ink)
    return (*phone, *email, *opening(ink.t.label("do-open-site"), one.url))


def _email(view: Card, ink: Ink) -> Row:
    emails = view.application.emails
    return copying(ink.t.label("do-copy-email"), emails[0]) if emails else ()


def _others(view: Card, lines: tuple[Line, ...], media: Media, ink: Ink) -> Row:
    """What the card itself has behind the dots."""
    ways = _ways(view, lines, media, ink) if kin_asked(view.kin, ink) else ()
    email = _email(view, ink) if view.application.phones else ()
    return (*ways, *email, *_photo(view, media, ink), *kin_more(view.kin, ink))


def _photo(view: Card, media: Media, ink: Ink) -> Row:
    shown = media is Media.PHOTO or view.in_group or not sees_contacts(view.state)
    if shown or not kept(view.photo):
        return ()
    return (ink.press("do-photo", "photo", view.application.id),)


# -- files --------------------------------------------------------------------------------


def file_name(resume: StoredFile, one: Application, ink: Ink) -> str:
    """What the document is called in the chat: the sender's name, made harmless, or our own."""
    last = clean(resume.name or "").replace("\\", "/").rpartition("/")[2]
    given = one_line(_UNFIT.sub(" ", last)).strip(". ")
    if not given:
        return made_name(one, ink, _ending(resume.mime))
    stem, dot, ending = given.rpartition(".")
    if not dot or len(ending) > 8:
        return short(given, _FILE_NAME_MOST)
    room = _FILE_NAME_MOST - units(ending) - 1
    return f"{short(stem, room)}.{ending}" if stem else given


def made_name(one: Application, ink: Ink, ending: str = "pdf") -> str:
    """`Олена Коваль.pdf`"""
    name = "".join(char for char in one_line(one.name or "") if char.isalnum() or char in " -'’")
    return f"{short(name.strip(), 60) or ink.t.label('file-name')}.{ending}"


def letter_name(one: Application, ink: Ink) -> str:
    """`Олена Коваль - лист.pdf`"""
    name = made_name(one, ink).removesuffix(".pdf")
    return f"{name} - {ink.t.label('letter-name')}.pdf"


def _ending(mime: str) -> str:
    known = {
        "application/pdf": "pdf",
        "application/msword": "doc",
        "application/rtf": "rtf",
        "text/rtf": "rtf",
        "text/plain": "txt",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    }
    return known.get(mime, "pdf")


@draws(CardFile)
def card_file(view: CardFile, ink: Ink) -> Sheet:
    resume, one = view.resume, view.application
    trouble = _trouble(resume, ink)
    name = file_name(resume, one, ink)
    head = _head(one, ink)
    if trouble or not kept(resume):
        said = ink.t(f"card-file-{trouble}" if trouble else "card-file-none", file=name)
        return Sheet((head, Line(said)), _open_row(one, ink))
    said = ink.t("card-file-came", file=name)
    return Sheet((head, Line(said)), (), Media.RESUME, {"resume": resume})


@draws(CardLetter)
def card_letter(view: CardLetter, ink: Ink) -> Sheet:
    """Where a message has no room for all of it, the whole goes as a file under its beginning."""
    one = view.application
    words = escape(clean(one.letter or "").strip())
    lines = (_head(one, ink), Line(""), Line(words, elastic=True, before="💬 "))
    if not overflows(lines, TEXT_MOST) or Trouble.MADE in ink.troubles:
        return Sheet(lines, _open_row(one, ink))
    told = (*lines, Line(""), Line(ink.t("card-letter-file")))
    return Sheet(told, _open_row(one, ink), Media.LETTER, {"application": one})


@draws(CardPhoto)
def card_photo(view: CardPhoto, ink: Ink) -> Sheet:
    head = _head(view.application, ink)
    if Trouble.PHOTO in ink.troubles:
        return Sheet((head, Line(ink.t("card-photo-lost"))), _open_row(view.application, ink))
    return Sheet((head,), (), Media.PHOTO, {"photo": view.photo})


def _open_row(one: Application, ink: Ink) -> tuple[Row, ...]:
    row = opening(ink.t.label("do-open-site"), one.url)
    return (row,) if row else ()

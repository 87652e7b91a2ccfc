"""What is kept of candidates, and how it goes."""

from bot.domain.answer import Tag, spelled
from bot.domain.first_notice import MOST
from bot.domain.retention import MONTHS
from bot.domain.views import (
    Erased,
    ExportFile,
    ExportList,
    ExportOne,
    Forget,
    ForgetPerson,
    ForgetRecord,
    Looked,
    Privacy,
    RetentionWarning,
)
from bot.domain.views.privacy import AskNotice, FirstNotice
from handlers.render.answers import quoted, text_copied
from handlers.render.drawn import Button, Line, Media, Row, Style
from handlers.render.ink import Ink, Sheet, draws, link, optional, sheet, short
from handlers.texts import Html


@draws(Privacy)
def privacy(view: Privacy, ink: Ink) -> Sheet:
    sites = ", ".join(map(ink.site, view.sites))
    lines: list[Line | str | None] = [
        ink.t("privacy-head"),
        "",
        ink.t("privacy-what", applications=view.applications, files=view.files),
        ink.t("privacy-where"),
        ink.t("privacy-long", months=view.months),
        ink.t("privacy-stop-on" if view.stop else "privacy-stop-off"),
        optional(ink.t("privacy-sites", sites=sites) if sites else None),
    ]
    rows: list[Row] = []
    if view.may_manage:
        lines += ["", ink.t("privacy-looked" if view.looked else "privacy-looked-none")]
        lines += [optional(_looked(one, ink)) for one in view.looked]
        rows.append(tuple(_months(months, view, ink) for months in MONTHS))
        stop = ("do-stop-off", "stop_off") if view.stop else ("do-stop-on", "stop_on")
        rows.append((ink.press(*stop),))
        rows.append((ink.press("do-notice", "first_notice"),))
        rows.append((ink.press("do-erase", "erase"), ink.press("do-export", "export")))
    return sheet(lines, [*rows, (ink.press("do-back", "settings"), *ink.menu())])


def _months(months: int, view: Privacy, ink: Ink) -> Button:
    chosen = Style.PRIMARY if months == view.months else None
    return ink.press("do-months", f"keep_{MONTHS[months]}", style=chosen, months=months)


def _looked(one: Looked, ink: Ink) -> Html:
    who = short(one.who, 40) or ink.t.label("member-gone")
    return ink.t("privacy-looked-line", who=who, count=one.count, moment=ink.when(one.last))


@draws(FirstNotice)
def first_notice(view: FirstNotice, ink: Ink) -> Sheet:
    lines: list[Line | str | None] = [
        ink.t("notice-head"),
        ink.t("notice-on" if view.on else "notice-off"),
        ink.t("notice-what"),
    ]
    edits = []
    for at, (language, text) in enumerate(view.texts.items()):
        own = "notice-own" if language in view.own else "notice-ready"
        lines += ["", ink.t(own, language=ink.t.label(f"language-{language}")), quoted(text)]
        edits.append(ink.press("do-notice-edit", "notice_edit", at, language=language.upper()))
    switch = ("do-notice-off", "notice_off") if view.on else ("do-notice-on", "notice_on")
    back = (ink.press("do-back", "privacy"), *ink.menu())
    return sheet(lines, [(ink.press(*switch),), tuple(edits), back])


@draws(AskNotice)
def ask_notice(view: AskNotice, ink: Ink) -> Sheet:
    tag = spelled(Tag.COMPANY, view.language)
    language = ink.t.label(f"language-{view.language}")
    lines: list[Line | str | None] = [
        ink.t("notice-ask", language=language, most=MOST, tag=tag),
        quoted(view.present),
    ]
    ready = (ink.press("do-notice-ready", "notice_ready"),) if view.own else ()
    back = (ink.press("do-back", "first_notice"), *ink.menu())
    return sheet(lines, [(*text_copied(view.present, ink), *ready), back])


@draws(Forget)
def forget(view: Forget, ink: Ink) -> Sheet:
    lines = [ink.t("erase-head"), "", ink.t(_asks(view))]
    rows: list[Row] = []
    for number, one in enumerate(view.found, 1):
        lines.append(f"{number}. {_record(one, ink, named=True)}")
        rows.append((ink.pick(f"{number}. {_named(one, ink)}", "erase_one", one.application_id),))
    return sheet(lines, [*rows, (ink.press("do-cancel", "menu"),)])


def _asks(view: Forget) -> str:
    if view.more:
        return "erase-more"
    if view.found:
        return "erase-choose"
    return "erase-none" if view.searched else "erase-ask"


def _named(one: ForgetRecord, ink: Ink) -> str:
    return short(one.name, 40) or ink.t.label("card-nameless")


def _record(one: ForgetRecord, ink: Ink, *, named: bool) -> str:
    words = [short(_named(one, ink), 40)] if named else []
    site = link(one.url, ink.site(one.site)) if not named else ink.site(one.site)
    line = ink.t("erase-record", vacancy=short(one.vacancy, 60), moment=ink.when(one.sent_at))
    return " · ".join([*(ink.t("plain", words=word) for word in words), site, line])


@draws(ForgetPerson)
def forget_person(view: ForgetPerson, ink: Ink) -> Sheet:
    name = short(view.name, 60) or ink.t.label("card-nameless")
    lines: list[Line | str | None] = [
        ink.t("erase-person", name=name),
        "",
        ink.t("erase-records", count=view.count),
        *(optional(f"• {_record(one, ink, named=False)}") for one in view.records),
    ]
    if view.chats:
        lines += ["", ink.t("erase-chats")]
        for title, in_group in view.chats:
            text_id = "erase-chat-group" if in_group else "erase-chat-member"
            lines.append(optional(ink.t(text_id, name=short(title, 60) or "…")))
    lines += ["", ink.t("erase-not-ours"), ""]
    if view.code is None:
        lines.append(ink.t("erase-confirm"))
    else:
        lines.append(ink.t("erase-confirm-code", code=view.code))
    files = (
        ink.press("do-csv", "person_csv", view.application_id),
        ink.press("do-json", "person_json", view.application_id),
    )
    return sheet(lines, [files, (ink.press("do-cancel", "menu"),)])


@draws(Erased)
def erased(view: Erased, ink: Ink) -> Sheet:
    lines = [
        ink.t(f"erased-{view.why}"),
        ink.t(
            "erased-counts",
            records=view.records,
            files=view.files,
            messages=view.messages,
            moment=ink.when(view.moment),
        ),
        ink.t("erased-unreachable", count=view.unreachable) if view.unreachable else None,
        ink.t("erased-site"),
    ]
    return sheet(lines)


@draws(RetentionWarning)
def retention_warning(view: RetentionWarning, ink: Ink) -> Sheet:
    values: dict[str, str | int] = {
        "title": short(view.title, 100),
        "count": view.count,
        "day": ink.day(view.goes_at),
    }
    if view.asked:
        yes = ink.press("do-erase-yes", "erase_now_yes", view.vacancy_id, style=Style.DANGER)
        return sheet([ink.t("retention-ask", **values)], [(yes,), ink.menu()])
    rows: list[Row] = [
        (ink.press("do-keep-longer", "keep_longer", view.vacancy_id),),
        (ink.press("do-erase-now", "erase_now", view.vacancy_id),),
    ]
    return sheet([ink.t("retention-warning", **values)], rows)


@draws(ExportList)
def export_list(view: ExportList, ink: Ink) -> Sheet:
    lines = [ink.t("export-head"), "", ink.t("export-ask" if view.choices else "export-none")]
    rows: list[Row] = [
        (ink.pick(f"{short(one.title, 40)} · {one.count}", "export_one", one.vacancy_id),)
        for one in view.choices
    ]
    back = (ink.press("do-back", "privacy"), *ink.menu())
    return sheet(lines, [*rows, ink.pages("export", view.page, view.pages), back])


@draws(ExportOne)
def export_one(view: ExportOne, ink: Ink) -> Sheet:
    one = view.choice
    lines = [ink.t("export-one", title=short(one.title, 100), count=one.count)]
    files = (
        ink.press("do-csv", "export_csv", one.vacancy_id),
        ink.press("do-json", "export_json", one.vacancy_id),
    )
    table = (ink.press("do-home-xlsx", "home_xlsx", one.vacancy_id),)
    return sheet(lines, [files, table, (ink.press("do-back", "export"), *ink.menu())])


@draws(ExportFile)
def export_file(view: ExportFile, ink: Ink) -> Sheet:
    said = sheet([ink.t("export-file", count=view.count)])
    return Sheet(said.lines, said.rows, Media.EXPORT)

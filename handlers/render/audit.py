"""Who did what: the list, what narrows it, and its file."""

from bot.domain.audit import Matter
from bot.domain.group import ON_VACANCIES, Did
from bot.domain.ids import to_base36
from bot.domain.views.audit import AuditFile, AuditLine, AuditMatters, AuditMembers, AuditPage
from handlers.render.drawn import Line, Media, Style
from handlers.render.ink import Ink, Sheet, columns, draws, optional, sheet, short

_TITLE, _NAME = 60, 40

_WORDS = {
    Did.MOVED: "stage",
    Did.TOLD: "tell-what",
    **dict.fromkeys((Did.INVITED, Did.CAME, Did.ROLE), "role"),
}
"""Of what words the detail is one, by the deed."""


@draws(AuditPage)
def audit_page(view: AuditPage, ink: Ink) -> Sheet:
    lines: list[Line | str | None] = [
        ink.t("audit-head"),
        optional(_narrowed(view, ink)),
        "",
        *(optional(_line(one, ink)) for one in view.lines),
    ]
    if not view.lines:
        lines.append(ink.t("audit-none"))
    rows = [
        ink.pages("audit_page", view.page, view.page + (2 if view.more else 1)),
        (
            ink.press("do-audit-matter", "audit_matters"),
            ink.press("do-audit-member", "audit_members"),
        ),
        (ink.press("do-audit-csv", "audit_csv"), ink.press("do-audit-xlsx", "audit_xlsx")),
        (ink.press("do-back", "company_page"), *ink.menu()),
    ]
    return sheet(lines, rows)


def _narrowed(view: AuditPage, ink: Ink) -> str | None:
    words = [
        *([ink.t.label(f"audit-matter-{view.matter}")] if view.matter is not None else []),
        *([_who(view.who, ink)] if view.who is not None else []),
    ]
    return ink.t("audit-narrowed", words=" · ".join(words)) if words else None


def _who(name: str, ink: Ink) -> str:
    return short(name, _NAME) or ink.t.label("member-gone")


def _line(one: AuditLine, ink: Ink) -> str:
    about = about_words(one, ink)
    return ink.t(
        "audit-line" if about else "audit-line-plain",
        moment=ink.when(one.at),
        who=_who(one.who, ink),
        what=what_words(one, ink),
        about=about,
    )


def what_words(one: AuditLine, ink: Ink) -> str:
    """What was done, with the one word that says more."""
    said, more = ink.t.label(f"audit-did-{one.did}"), _more(one, ink)
    return f"{said}: {more}" if more else said


def _more(one: AuditLine, ink: Ink) -> str:
    if one.did in _WORDS:
        return ink.t.label(f"{_WORDS[one.did]}-{one.detail}")
    if one.did in (Did.RETENTION, Did.AUDIT_TAKEN):
        return one.detail.upper()
    if one.did in ON_VACANCIES:
        return one.detail
    if one.did is Did.ASSIGNED:
        return one.detail or ink.t.label("audit-nobody")
    return ink.t.label(f"audit-{one.detail}") if one.detail in ("on", "off") else ""


def about_words(one: AuditLine, ink: Ink) -> str:
    """The vacancy, the ad, the account, or the candidate's number."""
    if one.number is not None:
        return ink.t.label("audit-candidate", number=to_base36(one.number))
    words = [short(one.title, _TITLE), ink.site(one.site) if one.site is not None else ""]
    return " · ".join(word for word in words if word)


@draws(AuditMatters)
def audit_matters(view: AuditMatters, ink: Ink) -> Sheet:
    labels = (None, *Matter)
    buttons = [
        ink.press(
            f"audit-matter-{matter}" if matter is not None else "audit-all",
            "audit_matter",
            at,
            style=Style.PRIMARY if matter is view.chosen else None,
        )
        for at, matter in enumerate(labels)
    ]
    back = (ink.press("do-back", "audit_page"),)
    return sheet([ink.t("audit-ask-matter")], [*columns(buttons, 2), back])


@draws(AuditMembers)
def audit_members(view: AuditMembers, ink: Ink) -> Sheet:
    everybody = ink.press(
        "audit-everybody", "audit_member", style=Style.PRIMARY if view.chosen is None else None
    )
    buttons = [
        ink.pick(
            _who(name, ink),
            "audit_member",
            key,
            style=Style.PRIMARY if key == view.chosen else None,
        )
        for key, name in view.members
    ]
    rows = [
        (everybody,),
        *columns(buttons, 2),
        ink.pages("audit_members", view.page, view.pages),
        (ink.press("do-back", "audit_page"),),
    ]
    return sheet([ink.t("audit-ask-member")], rows)


@draws(AuditFile)
def audit_file(view: AuditFile, ink: Ink) -> Sheet:
    lines = [
        ink.t("audit-file", count=len(view.lines)),
        ink.t("audit-file-more", count=len(view.lines)) if view.left_out else None,
    ]
    return Sheet(sheet(lines).lines, (), Media.EXPORT)

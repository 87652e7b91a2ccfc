"""Group chats: what stands in them."""

from collections.abc import Iterable

from bot.domain.conversation import Flash
from bot.domain.group import Group
from bot.domain.ids import ChatLinkId, to_base36
from bot.domain.views import (
    CardPage,
    Contacts,
    GroupAsked,
    GroupSettings,
    GroupStatus,
    GroupUnlink,
    GroupWord,
    InTopic,
    MaskedCard,
)
from handlers.errors import told
from handlers.render.card_state import (
    A_ROW,
    actions,
    asked,
    done,
    is_new,
    more_button,
    page,
    points_line,
    points_page,
    standing,
)
from handlers.render.cards import pretty, source, waiting
from handlers.render.drawn import Button, Line, Row, Style
from handlers.render.ink import (
    SETTINGS_START,
    Ink,
    Sheet,
    columns,
    deep_link,
    draws,
    opening,
    optional,
    sheet,
    short,
)
from handlers.render.limits import popup
from handlers.render.persons import kin_asked, kin_lines, kin_more
from handlers.render.publications import badges
from handlers.texts import Html

_TITLE_MOST = 60
_TOPIC_MOST = 40


# -- names --------------------------------------------------------------------------------


def titled(title: str, ink: Ink) -> str:
    return short(title, _TITLE_MOST) or ink.t.label("group-untitled")


def named(title: str, topic: InTopic | None, ink: Ink) -> str:
    """With the topic, where the group alone does not say which one is meant."""
    name = titled(title, ink)
    if topic is None:
        return name
    return ink.t.label("group-in-topic", title=name, topic=topic_name(topic, ink))


def topic_name(topic: InTopic, ink: Ink) -> str:
    if topic.thread_id is None:
        return ink.t.label("group-topic-general")
    known = short(topic.name, _TOPIC_MOST)
    return known or ink.t.label("group-topic-number", number=str(topic.thread_id))


def topic_names(topics: Iterable[InTopic], ink: Ink) -> str:
    return ", ".join(f"«{topic_name(one, ink)}»" for one in topics)


def detail(group: Group, ink: Ink) -> Html:
    if group.blind:
        return ink.t("group-blind")
    return ink.t("group-full" if group.full else "group-masked")


# -- in the group -------------------------------------------------------------------------


@draws(GroupAsked)
def group_asked(view: GroupAsked, ink: Ink) -> Sheet:
    who = ink.t("group-asked-who", moment=ink.when(view.until))
    company = short(view.company)
    if not view.beside:
        confirm = ink.press("do-confirm", "confirm", view.notice_id)
        return sheet([ink.t("group-asked", company=company), who], [(confirm,)])
    topics = topic_names(view.beside, ink)
    lines = [ink.t("group-asked-too", company=company, topics=topics), who]
    keep = ink.press("do-group-both", "confirm", view.notice_id)
    move = ink.press("do-group-move", "move_here", view.notice_id)
    return sheet(lines, [(move,), (keep,)] if len(view.beside) == 1 else [(keep,)])


@draws(GroupUnlink)
def group_unlink(view: GroupUnlink, ink: Ink) -> Sheet:
    lines = [ink.t("group-unlink-ask"), ink.t("group-unlink-what", company=short(view.company))]
    if not view.beside:
        yes = ink.press("do-group-unlink-yes", "unlink", view.notice_id, style=Style.DANGER)
        return sheet(lines, [(yes,)])
    lines.append(ink.t("group-unlink-beside", topics=topic_names(view.beside, ink)))
    here = ink.press("do-group-unlink-here", "unlink", view.notice_id, style=Style.DANGER)
    every = ink.press("do-group-unlink-all", "unlink_all", view.notice_id, style=Style.DANGER)
    return sheet(lines, [(here,), (every,)])


@draws(GroupWord)
def group_word(view: GroupWord, ink: Ink) -> Sheet:
    values = {"company": short(view.company), "bot": ink.bot_username}
    until = view.group.muted_until
    if until is not None:
        values["moment"] = ink.when(until)
    if view.beside:
        values["topics"] = topic_names(view.beside, ink)
        return sheet([ink.t(f"group-{view.word}-beside", **values)])
    said = ink.t(f"group-{view.word}", **values)
    if view.word not in ("linked", "moved"):
        return sheet([said])
    return sheet(
        [said, "", *_chosen(view.group, ink), "", ink.t("group-help-short")],
        [_to_settings(view.link_id, ink)],
    )


def _chosen(group: Group, ink: Ink) -> list[Html]:
    gets = ink.t(f"group-gets-{group.covers}", count=len(group.vacancies))
    return [gets, detail(group, ink)]


def _to_settings(link_id: ChatLinkId, ink: Ink) -> Row:
    url = deep_link(ink.bot_username, f"{SETTINGS_START}{to_base36(link_id)}")
    return opening(ink.t.label("do-settings"), url)


@draws(GroupSettings)
def group_settings(view: GroupSettings, ink: Ink) -> Sheet:
    muted = view.group.muted_until
    silent = muted is not None and muted > ink.now
    lines: list[Line | str | None] = [
        ink.t("group-settings-head", company=short(view.company)),
        "",
        *_chosen(view.group, ink),
        ink.t(f"silence-mode-{view.mode}"),
        ink.t("group-speaks", language=ink.t.label(f"language-{view.language}")),
        ink.t("group-muted-now", moment=ink.when(muted)) if silent and muted else None,
        "",
        ink.t("group-settings-how"),
    ]
    return sheet(lines, [_to_settings(view.link_id, ink)])


@draws(GroupStatus)
def group_status(view: GroupStatus, ink: Ink) -> Sheet:
    lines: list[Line | str | None] = [ink.t("group-status-head", company=short(view.company))]
    if view.group.muted_until is not None and view.group.muted_until > ink.now:
        lines.append(ink.t("group-muted-now", moment=ink.when(view.group.muted_until)))
    lines.append("")
    if not view.lines:
        lines.append(ink.t("group-status-none"))
    for one in view.lines:
        publication = one.publication
        lines.append(
            ink.t(
                "status-line",
                mark=ink.t(f"mark-{one.status}"),
                title=short(publication.title),
                responses=one.responses,
                site=ink.site(publication.site),
                account=short(one.account, 60),
                badge=badges(publication, one.status, ink, login_lost=one.login_lost),
            )
        )
    return sheet(lines)


@draws(MaskedCard)
def masked_card(view: MaskedCard, ink: Ink) -> Sheet:
    name = short(view.name, 60) or ink.t.label("card-nameless")
    if view.number:
        name = ink.t.label("candidate-number", number=str(view.number))
    state = view.state
    head = [ink.t("card-head" if is_new(state) else "card-head-known", name=name)]
    if view.city:
        head.append(ink.t("card-city", city=short(view.city, 60)))
    buttons: list[Button] = []
    if view.has_resume and not view.number:
        buttons.append(ink.press("do-cv", "cv", view.notice_id))
    if not view.number:
        buttons.append(ink.press("do-contact", "contact", view.notice_id))
    buttons += more_button(state, ink)
    first = state.page is CardPage.MAIN
    rows = page(state, ink, others=kin_more(view.kin, ink))
    if first:
        rows = [*kin_asked(view.kin, ink), *columns(actions(state, ink), A_ROW), tuple(buttons)]
    answered = not state.handling.waiting or view.standing is not None
    waits = waiting(view.sent_at, ink, answered=answered)
    if state.page is CardPage.POINTS:
        return sheet([asked(state, ink), " · ".join(head), *points_page(state, ink)], rows)
    return sheet(
        [
            asked(state, ink),
            done(state, ink),
            " · ".join(head),
            _position(view, ink),
            source(view.site, view.account, view.sent_at, waits, ink),
            points_line(state, ink),
            ink.t(view.standing) if view.standing else None,
            _fact("card-pay", view.pay, ink),
            _fact("card-skills", ", ".join(one for one in view.skills if one), ink),
            *kin_lines(view.kin, view.vacancy, ink),
            *standing(state, ink),
            ink.t("card-blind") if view.number else ink.t(_masked_by(view)),
        ],
        rows,
    )


def _masked_by(view: MaskedCard) -> str:
    return "card-masked" if view.has_resume else "card-masked-contact"


def _fact(text_id: str, words: str, ink: Ink) -> Line | None:
    said = short(words, 300)
    return optional(ink.t(text_id, words=said)) if said else None


def _position(view: MaskedCard, ink: Ink) -> str | None:
    position, vacancy = short(view.position, 100), short(view.vacancy or "", 100)
    if vacancy and position:
        return ink.t("card-position-vacancy", position=position, vacancy=vacancy)
    if vacancy:
        return ink.t("card-vacancy", vacancy=vacancy)
    return ink.t("card-position", position=position) if position else None


# -- popups -------------------------------------------------------------------------------


def answered(reply: Contacts | Flash, ink: Ink) -> str:
    """What the presser alone sees, within the limits of a popup."""
    if isinstance(reply, Flash):
        words = told(reply.text_id, reply.values, ink.t, time_zone=ink.time_zone, now=ink.now)
        return popup(words)
    lines = [short(reply.name, 60)] if reply.name else []
    lines += [pretty(phone) for phone in reply.phones[:3]]
    lines += [short(email, 100) for email in reply.emails[:2]]
    return popup(ink.t("group-contacts", words="\n".join(lines)))

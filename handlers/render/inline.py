"""What inline mode offers and sends: nothing in it that a stranger must not see."""

from dataclasses import dataclass

from bot.domain import rich_text
from bot.domain.alert import Today
from bot.domain.answer import Answer
from bot.domain.ids import to_base36
from bot.domain.vacancy import Step
from bot.domain.views import PublicationLine
from bot.domain.views.inline import PublicVacancy, SharedCard
from handlers.press import encode
from handlers.render.answers import name_of
from handlers.render.card_state import counted
from handlers.render.drawn import Button, Does, Line
from handlers.render.ink import (
    CARD_START,
    NOTE_START,
    Ink,
    Sheet,
    address,
    deep_link,
    draws,
    optional,
    sheet,
    short,
)
from handlers.render.limits import TEXT_MOST, cut, fit, plain
from handlers.render.publications import badges_of
from handlers.render.vacancies import described, facts
from handlers.texts import Html, Texts, clean, escape

_SKILLS, _TITLE = 8, 80


@dataclass(frozen=True, slots=True)
class Shared:
    """One inline result: plain title and description, and the message that it becomes."""

    title: str
    description: str
    html: Html


def shared_publication(line: PublicationLine, t: Texts, today: Today) -> Shared:
    """The title, the site, the status, its age and the link; responses only for who asks."""
    publication = line.publication
    title = short(publication.title) or t.label("vacancy-untitled")
    site, status = t.site(publication.site), t(f"status-{line.status}")
    badges = [*_age(line, t, today), *badges_of(publication, line.status, t, today)]
    own = f"{site} · {short(line.account, 30)}"  # for who asks: one site may have two of the same
    about = t.label("inline-about", site=own, status=plain(status), responses=line.responses)
    lost = [t.label("badge-login")] if line.login_lost else []
    about = " · ".join([about, *lost, *badges])
    said = "".join(f" · {one}" for one in badges)
    words = t("inline-shared", title=title, site=site, status=status, badge=said)
    if publication.url:
        words = Html(f"{words}\n🔗 {address(publication.url)}")
    return Shared(title, about, words)


def _age(line: PublicationLine, t: Texts, today: Today) -> list[str]:
    """How long it has been up."""
    since = line.publication.published_at
    if since is None:
        return []
    return [t.label("inline-age", days=max(0, (today.now - since).days))]


def shared_vacancy(view: PublicVacancy, ink: Ink) -> Shared:
    """What its ads say, with where they stand; neither contact nor must-haves."""
    vacancy = view.vacancy
    title = short(vacancy.title) or ink.t.label("vacancy-untitled")
    about = facts(vacancy, ink, (Step.CITY, Step.EMPLOYMENT, Step.EXPERIENCE, Step.PAY))
    links = [Line(f"🔗 {ink.site(site)}: {address(url)}") for site, url in view.links]
    lines = [Line(f"<b>{escape(title)}</b>"), *about, Line("")]
    lines += [*(one for one in described(vacancy) if isinstance(one, Line)), Line(""), *links]
    sites = ", ".join(ink.site(site) for site, _ in view.links)
    words = rich_text.plain(vacancy.description)
    return Shared(title, f"{sites} · {short(words, 80)}", fit(lines, TEXT_MOST))


def shared_answer(answer: Answer, body: str, t: Texts) -> Shared:
    """A template, with what is known by now filled in."""
    kind = t.label(f"answer-kind-{answer.kind}")
    words = cut(escape(clean(body)), TEXT_MOST)
    return Shared(name_of(answer), f"{kind} · {short(body, 80)}", words)


def offered_card(view: SharedCard, ink: Ink) -> tuple[str, str]:
    """Title and description of the result, for who looks for one."""
    title = view.name or ink.t.label("card-nameless")
    about = [view.position, view.vacancy, ink.site(view.site)]
    return short(title), " · ".join(short(one, 60) for one in about if one)


@draws(SharedCard)
def shared_card(view: SharedCard, ink: Ink) -> Sheet:
    """For opinions: the buttons count them."""
    name = short(view.name, _TITLE) or ink.t.label("card-nameless")
    skills = ", ".join(short(one, 40) for one in view.skills[:_SKILLS])
    facts_ = [short(one, _TITLE) for one in (view.position, view.city, view.pay) if one]
    lines: list[Line | str | None] = [
        ink.t("inline-card", name=name),
        optional(escape(" · ".join(facts_)) if facts_ else None),
        optional(escape(f"🗂 {short(view.vacancy, _TITLE)}") if view.vacancy else None),
        _points(view, ink),
        optional(escape(f"🧩 {skills}") if skills else None),
        "",
        ink.t("inline-ask"),
    ]
    number, votes = to_base36(view.application_id), counted(view.votes)
    good = Button(ink.t.label("do-good", **votes), encode("opine_good", view.application_id, 0))
    bad = Button(ink.t.label("do-bad", **votes), encode("opine_bad", view.application_id, 0))
    note = _link("do-note-there", f"{NOTE_START}{number}", ink)
    return sheet(lines, [(good, bad, note), (_link("do-open-bot", f"{CARD_START}{number}", ink),)])


def _points(view: SharedCard, ink: Ink) -> Line | None:
    if view.met is None:
        return None
    return optional(ink.t("inline-points", met=str(view.met), of=str(view.of)))


def _link(label: str, start: str, ink: Ink) -> Button:
    return Button(ink.t.label(label), deep_link(ink.bot_username, start), Does.OPEN)

"""The candidates of a vacancy, the file with them, and what an ad has cost."""

from bot.domain.handling import Stage
from bot.domain.publication import Publication
from bot.domain.tally import Candidacy
from bot.domain.views.reports import AskPrice, CandidateSheet, Home
from handlers.render.drawn import Line, Media, Row, Style
from handlers.render.ink import Ink, Sheet, columns, draws, optional, sheet, short

_NAME = 24


@draws(Home)
def home(view: Home, ink: Ink) -> Sheet:
    title = short(view.vacancy.title, 80) or ink.t.label("vacancy-untitled")
    tally = view.tally
    lines: list[Line | str | None] = [
        ink.t("home-head", title=title),
        ink.t("home-counts", people=tally.people, responses=tally.responses),
        ink.t("home-erased", count=tally.erased) if tally.erased else None,
        optional(_sites(view, ink)),
        optional(_narrowed(view, ink)),
        "",
        *(_line(at, one, ink) for at, one in enumerate(view.listed, view.page * 8 + 1)),
    ]
    if not view.listed:
        lines.append(ink.t("home-none-left" if tally.people > tally.erased else "home-none"))
    if view.pages > 1:
        lines += ["", optional(ink.t("page-of", page=view.page + 1, pages=view.pages))]
    people = [ink.pick(_named(one, ink), "home_one", one.application_id) for one in view.listed]
    rows = [
        *columns(people, 2),
        ink.pages("home_page", view.page, view.pages),
        *_stages(view, ink),
        *_origins(view, ink),
    ]
    if tally.people:
        rows.append(
            (
                ink.press("do-home-xlsx", "home_xlsx", view.vacancy.id),
                ink.press("do-home-funnel", "home_funnel", view.vacancy.id),
            )
        )
    back = ink.press("do-to-vacancy", "vacancy", view.vacancy.id)
    return sheet(lines, [*rows, (back, *ink.menu())])


def _sites(view: Home, ink: Ink) -> str | None:
    found = sorted(view.tally.sites.items(), key=lambda it: -it[1])
    said = " · ".join(f"{ink.site(key)} {ink.t.number(count)}" for key, count in found if count)
    return ink.t("home-sites", sites=said) if said else None


def _narrowed(view: Home, ink: Ink) -> str | None:
    sieve = view.sieve
    if sieve.stage is None and sieve.site is None:
        return None
    words = [
        *([ink.t.label(f"stage-{sieve.stage}")] if sieve.stage is not None else []),
        *([ink.site(sieve.site)] if sieve.site is not None else []),
    ]
    return ink.t("home-narrowed", words=" · ".join(words), count=view.count)


def _name(one: Candidacy, ink: Ink, most: int) -> str:
    return short(one.name or "", most) or ink.t.label("card-nameless")


def _named(one: Candidacy, ink: Ink) -> str:
    sign = ink.t.label(f"stage-{one.stage}").partition(" ")[0]
    return f"{sign} {_name(one, ink, _NAME)}"


def _line(number: int, one: Candidacy, ink: Ink) -> Line:
    said = ink.t(
        "home-line",
        number=number,
        name=_name(one, ink, 60),
        stage=ink.t.label(f"stage-{one.stage}"),
        site=ink.site(one.site),
        moment=ink.when(one.sent_at),
    )
    twice = ink.t("home-again", count=one.responses) if one.responses > 1 else ""
    return Line(said + twice, optional=True)


def _stages(view: Home, ink: Ink) -> list[Row]:
    """Those where anybody stands; the chosen one stands out, and a tap on it lets it go."""
    buttons = [
        ink.pick(
            f"{ink.t.label(f'stage-{stage}')} {ink.t.number(view.tally.stages.get(stage, 0))}",
            "home_stage",
            at,
            style=Style.PRIMARY if view.sieve.stage is stage else None,
        )
        for at, stage in enumerate(Stage)
        if view.tally.stages.get(stage) or view.sieve.stage is stage
    ]
    return columns(buttons, 2) if len(buttons) > 1 or view.sieve.stage else []


def _origins(view: Home, ink: Ink) -> list[Row]:
    buttons = [
        ink.pick(
            f"🌐 {ink.site(key)}",
            "home_site",
            at,
            style=Style.PRIMARY if view.sieve.site == key else None,
        )
        for at, key in view.sites
    ]
    return columns(buttons, 3) if len(buttons) > 1 or view.sieve.site else []


@draws(CandidateSheet)
def candidate_sheet(view: CandidateSheet, ink: Ink) -> Sheet:
    lines = [
        ink.t("export-file", count=len(view.rows)),
        ink.t("home-sheet-more", count=len(view.rows)) if view.left_out else None,
    ]
    return Sheet(sheet(lines).lines, (), Media.EXPORT)


def came_lines(publication: Publication, here: int, erased: int, ink: Ink) -> list[Line | None]:
    """How many came: who is here, who was erased; what a response of all these has cost."""
    return [
        Line(ink.t("publication-responses", count=here)) if publication.remote_id else None,
        optional(ink.t("publication-erased", count=erased) if erased else None),
        optional(price_line(publication, here + erased, ink)),
    ]


def price_line(publication: Publication, responses: int, ink: Ink) -> str | None:
    """What was paid, and what a response has cost so far."""
    if publication.paid is None:
        return None
    currency = publication.paid_currency or "UAH"
    paid = ink.t.money(publication.paid, currency)
    if not responses:
        return ink.t("price-paid", paid=paid)
    each = ink.t.money(round(publication.paid / responses), currency)
    return ink.t("price-each", paid=paid, each=each)


@draws(AskPrice)
def ask_price(view: AskPrice, ink: Ink) -> Sheet:
    ad = view.publication
    title = short(ad.title, 80) or ink.t.label("vacancy-untitled")
    lines: list[Line | str | None] = [
        ink.t("price-head", title=title, site=ink.site(ad.site), account=short(view.account, 40)),
        price_line(ad, 0, ink),
        "",
        ink.t("price-ask"),
    ]
    clear = (ink.press("do-price-clear", "price_clear", ad.id),) if ad.paid is not None else ()
    return sheet(lines, [clear, (ink.press("do-back", "publication", ad.id),)])

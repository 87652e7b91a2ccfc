"""Publishing: the account, the fields that the site needs, the preview."""

from collections.abc import Sequence

from bot.domain.account import AccountState
from bot.domain.site import AdField, Entry, FieldKind
from bot.domain.vacancy import STEPS, Step
from bot.domain.views import AskField, ChooseAccount, Loading, Otherwise, Preview
from handlers.render.doubts import doubt_lines
from handlers.render.drawn import Button, Line, Row, Style
from handlers.render.ink import (
    GAP,
    Ink,
    Sheet,
    columns,
    draws,
    opening,
    optional,
    sheet,
    short,
)
from handlers.render.rounds import (
    also_rows,
    at_of,
    change_lines,
    drop_row,
    round_lines,
    round_rows,
)
from handlers.render.vacancies import described, facts, title

_SHORT_OPTION = 18
"""Options up to this long stand in two columns."""
_TEXT_PAGE, _FIELDS_PAGE = 1, 2
_VALUE_MOST = 300
_AD_MOST = 3000
"""Of the description in the preview: all of it, nearly always."""


@draws(ChooseAccount)
def choose_account(view: ChooseAccount, ink: Ink) -> Sheet:
    lines: list[Line | str | None] = [
        ink.t("under-head", title=title(view.vacancy, ink)),
        "",
        ink.t("under-ask"),
    ]
    rows: list[Row] = []
    for account in view.accounts:
        paused = account.state is not AccountState.ACTIVE
        mark = f"{ink.t.label('account-mark-paused')} " if paused else ""
        name = f"{mark}{ink.site(account.site)} · {short(account.label, 30)}"
        rows.append((ink.pick(name, "under", account.id),))
        if account.credits:
            said = ink.t("under-credits", account=name, credits=ink.credits(account.credits))
            lines.append(optional(said))
    lines += ["", ink.t("account-fixed")]
    several = (ink.press("do-targets", "targets", view.vacancy.id),) if view.several else ()
    back = ink.press("do-back", "vacancy", view.vacancy.id)
    return sheet(lines, [*rows, several, (back,)])


@draws(Loading)
def loading(view: Loading, ink: Ink) -> Sheet:
    site = ink.site(view.site)
    back = ink.press("do-cancel", "leave")
    if not view.failed:
        return sheet([ink.t("loading", site=site)], [(back,)])
    again = ink.press("do-again", "load", view.publication_id, style=Style.PRIMARY)
    drop = ink.press("do-target-drop", "target_drop", view.publication_id, site=site)
    rows = [(again, drop), (back,)] if view.droppable else [(again, back)]
    return sheet([ink.t("loading-failed", site=site)], rows)


# -- one field ----------------------------------------------------------------------------


def field_name(site: str, key: str, ink: Ink) -> str:
    """What the site's field is called, as plain text."""
    return ink.t.label(f"{site}-field-{key}")


@draws(AskField)
def ask_field(view: AskField, ink: Ink) -> Sheet:
    name = field_name(view.site, view.field.key, ink)
    lines: list[Line | str | None] = [
        ink.t("field-head", site=ink.site(view.site), name=name) + _among(view, ink),
        "",
        ink.t("field-optional") if not view.field.required else None,
        _how(view, ink),
        ink.t("field-search") if view.pages > 1 and not view.field.search else None,
        *_at_hand(view, ink),
    ]
    if view.chosen and view.field.kind is not FieldKind.TEXT:
        chosen = _names(view.chosen, ink)
        lines += [GAP, ink.t("field-chosen", names=short(chosen, _VALUE_MOST))]
    lines.append(_matches(view, ink))
    return sheet(lines, [*_options(view, ink), *_field_rows(view, ink)])


def _among(view: AskField, ink: Ink) -> str:
    """Which site of several is asked about."""
    if view.among is None:
        return ""
    at, of = view.among
    return ink.t("round-at", at=at, of=of)


def _how(view: AskField, ink: Ink) -> str:
    field = view.field
    own = f"{view.site}-field-{field.key}-hint"
    if ink.t.has(own):
        return ink.t(own)
    if field.kind is FieldKind.TEXT:
        return ink.t("field-text")
    if field.kind is FieldKind.CREDIT:
        return ink.t("field-credit")
    if field.search:
        return ink.t("field-search")
    most = field.most if view.pages > 1 else min(field.most, len(view.options))
    return ink.t("field-several", most=most) if most > 1 else ink.t("field-one")


def _at_hand(view: AskField, ink: Ink) -> list[str]:
    """That no publication is left (else the buttons say how many), or the text as it stands."""
    if view.field.kind is FieldKind.CREDIT and not any(one.at_hand for one in view.credits):
        return [ink.t("field-credit-none")]
    if view.field.kind is FieldKind.TEXT and view.chosen:
        return [ink.t("field-present", text=short(_names(view.chosen, ink), _VALUE_MOST))]
    return []


def _names(entries: Sequence[Entry], ink: Ink) -> str:
    """Names have commas of their own; a typed text is an entry without: its id is the text."""
    return " · ".join(entry.name(ink.t.language) or entry.id for entry in entries)


def _matches(view: AskField, ink: Ink) -> Line | None:
    if not view.typed:
        return None
    typed = short(view.typed, 60)
    near = "field-nearest" if view.nearest else "field-found"
    found = near if view.options else "field-not-found"
    return Line(f"\n{ink.t(found, typed=typed)}")


def _options(view: AskField, ink: Ink) -> list[Row]:
    chosen = {entry.id for entry in view.chosen}
    left = {credit.id: credit.left for credit in view.credits}
    buttons = []
    for entry in view.options:
        label = short(entry.name(ink.t.language), 60) or entry.id
        count = left.get(entry.id) if view.field.kind is FieldKind.CREDIT else None
        if count is not None:
            label = ink.t.label("option-left", name=label, left=count)
        if entry.id in chosen:
            label = ink.t.label("chosen", name=label)
        elif view.field.most > 1:
            label = ink.t.label("not-chosen", name=label)
        buttons.append(ink.pick(label, "option", entry.number))
    narrow = all(len(button.label) <= _SHORT_OPTION for button in buttons)
    return columns(buttons, 2 if narrow else 1)


def _field_rows(view: AskField, ink: Ink) -> list[Row]:
    done: list[Button] = []
    if view.field.most > 1 and view.chosen:
        done.append(ink.press("do-done", "option_done", style=Style.PRIMARY))
    if not view.field.required:
        done.append(ink.press("do-field-skip", "field_skip"))
    turn = ink.pages("option_page", view.page, view.pages)
    back = ink.press("do-back", "preview", view.publication_id)
    if view.field.kind is FieldKind.CREDIT:
        return [turn, tuple(done), _bought(view.site, view.publication_id, ink), (back,)]
    return [turn, tuple(done), (back,)]


def _bought(site: str, publication_id: int, ink: Ink) -> Row:
    """Where publications are bought, and a look at what there is by then."""
    return (*cabinet(site, ink), ink.press("do-refresh", "load", publication_id))


# -- the preview --------------------------------------------------------------------------


@draws(Preview)
def preview(view: Preview, ink: Ink) -> Sheet:
    publication, site = view.publication, ink.site(view.publication.site)
    head = "preview-live" if view.live else "preview-head"
    lines: list[Line | str | None] = [
        ink.t(head, site=site, account=short(view.account)) + at_of(view, ink),
        "",
        ink.t("vacancy-title", title=title(view.vacancy, ink)),
        *facts(view.vacancy, ink, [one for one in STEPS if one in view.answers]),
        GAP,
        *(_value(publication.site, one, ink) for one in view.fields),
        *described(view.vacancy, _AD_MOST),
        *doubt_lines(view.doubts, ink),
        "",
        *otherwise_lines(publication.site, view.otherwise, ink),
        ink.t("preview-linked", site=site) if publication.linked else None,
        *_price(view, ink),
        *round_lines(view, ink),
        ink.t("also-head") if view.also else None,
    ]
    return sheet(lines, _preview_rows(view, ink))


def _value(site: str, field: tuple[AdField, tuple[Entry, ...]], ink: Ink) -> Line | None:
    ad_field, entries = field
    if not entries:
        return None
    name = field_name(site, ad_field.key, ink)
    if ad_field.kind is FieldKind.FLAG:
        return optional(ink.t("preview-flag", name=name))
    value = short(_names(entries, ink), _VALUE_MOST)
    return optional(ink.t("preview-field", name=name, value=value))


def otherwise_lines(site: str, found: Sequence[Otherwise], ink: Ink) -> list[Line]:
    """What the vacancy says in vain: the site has its own field for it."""
    return [
        Line(
            ink.t(
                "preview-otherwise",
                name=field_name(site, one.field.key, ink),
                ours=short(_names(one.wanted, ink), _VALUE_MOST),
                chosen=short(_names(one.chosen, ink), _VALUE_MOST),
                site=ink.site(site),
            )
        )
        for one in found
    ]


def _price(view: Preview, ink: Ink) -> list[Line | str | None]:
    lines: list[Line | str | None] = []
    if view.missing:
        names = ink.t.parts(view.publication.site, [one.key for one in view.missing])
        missing = "preview-missing-live" if view.live else "preview-missing"
        lines.append(ink.t(missing, names=short(names, _VALUE_MOST)))
    elif view.live:
        lines += [*_changes(view, ink), ink.t("preview-free")]
    elif view.payable:
        lines += [*_renewal(view, ink), _cost(view, ink)]
    fixed = ink.t("account-fixed") if not view.publication.bound else None
    return [*lines, *_no_credits(view, ink), fixed]


def _renewal(view: Preview, ink: Ink) -> list[Line | str | None]:
    """Until when it is up as it is, and what else its new term changes."""
    until = view.publication.expires_at
    if not view.renews or until is None:
        return []
    changes = [] if view.same else _changes(view, ink)
    return [*changes, ink.t("preview-renews", day=ink.day(until))]


def _changes(view: Preview, ink: Ink) -> list[Line | str | None]:
    """What saving changes on the site, as far as is known."""
    if view.same:
        return [ink.t("preview-same")]
    if view.change is not None:
        return change_lines(view.publication.site, view.change, ink)
    names = ink.t.parts(view.publication.site, view.unsaved)
    return [ink.t("preview-changes", names=names)] if names else []


def _type_chosen(view: Preview, ink: Ink) -> str:
    """What the chosen type of publication is called; empty while none is chosen."""
    chosen = next((one for field, one in view.fields if field.kind is FieldKind.CREDIT), ())
    known = view.cost and [Entry(view.cost.id, view.cost.names)]
    return short(_names(known or chosen, ink), _VALUE_MOST)


def _cost(view: Preview, ink: Ink) -> str | None:
    name, site = _type_chosen(view, ink), ink.site(view.publication.site)
    if view.cost is not None and view.cost.left is not None:
        return ink.t("preview-cost", name=name, left=view.cost.left - 1)
    return ink.t("preview-cost-unknown", name=name, site=site) if name else None


def _no_credits(view: Preview, ink: Ink) -> list[str]:
    if view.payable:
        return []
    site = ink.site(view.publication.site)
    if any(credit.at_hand for credit in view.credits):
        return [ink.t("preview-none-left", name=_type_chosen(view, ink), site=site)]
    return [ink.t("preview-no-credits", site=site)]


def _preview_rows(view: Preview, ink: Ink) -> list[Row]:
    if view.page == _TEXT_PAGE:
        steps = [
            ink.pick(ink.t.label("do-field", name=ink.t.label(f"step-{step}")), "change", at)
            for at, step in enumerate(STEPS)
            if step is not Step.MUST  # no site gets it
        ]
        return [*columns(steps, 2), (ink.press("do-back", "option_page"),)]
    if view.page == _FIELDS_PAGE:
        fields = [_field_button(view, at, ink) for at in range(len(view.fields))]
        return [*columns(fields, 2), (ink.press("do-back", "option_page"),)]
    return _first_preview_rows(view, ink)


def _first_preview_rows(view: Preview, ink: Ink) -> list[Row]:
    """What is missing comes first; with nothing but the type to choose, `Publish` asks for it."""
    publication = view.publication
    lacking = [
        _field_button(view, at, ink)
        for at, (field, _) in enumerate(view.fields)
        if field in view.missing and field.kind is not FieldKind.CREDIT
    ]
    doubtful = {one.field for one in view.otherwise}
    others = [
        _field_button(view, at, ink)
        for at, (field, _) in enumerate(view.fields)
        if field in doubtful
    ]
    rows: list[Row] = [*columns([*lacking, *others], 2), _other_type(view, ink)]
    rows += round_rows(view, ink) if view.round else [*also_rows(view, ink), _sends(view, ink)]
    if not view.payable:
        rows.append(_bought(publication.site, publication.id, ink))
    text = ink.press("do-change-text", "option_page", _TEXT_PAGE)
    site = ink.site(publication.site)
    rows.append((text, ink.press("do-change-fields", "option_page", _FIELDS_PAGE, site=site)))
    rows.append(drop_row(view, ink))
    if publication.remote_id is not None:
        back = ink.press("do-back", "publication", publication.id)
    else:
        back = ink.press("do-back", "vacancy", publication.vacancy_id)
    return [*rows, (back, *ink.menu())]


def _sends(view: Preview, ink: Ink) -> Row:
    """The confirm for this publication, and for what gets the same edit."""
    count = 1 + sum(one.chosen for one in view.also)
    label = "do-publish"
    if view.live:
        label = "do-send-again" if view.same else "do-save-live"
        label = "do-save-several" if count > 1 else label
    subject = view.publication.id
    verb = "save_live" if view.live else "send"
    publish = ink.press(label, verb, subject, style=Style.SUCCESS, count=count)
    draft = ink.press("do-save-draft", "save", subject)
    lacking = any(one.kind is not FieldKind.CREDIT for one in view.missing)
    sends = [publish] if view.payable and not lacking else []
    return (*sends, *((draft,) if view.may_draft and not view.live else ()))


def _other_type(view: Preview, ink: Ink) -> Row:
    """Where another one is left than the one that is chosen."""
    if view.payable or not any(credit.at_hand for credit in view.credits):
        return ()
    at = next(at for at, (one, _) in enumerate(view.fields) if one.kind is FieldKind.CREDIT)
    return (ink.press("do-other-type", "field", at, style=Style.PRIMARY),)


def _field_button(view: Preview, at: int, ink: Ink) -> Button:
    style = Style.PRIMARY if view.fields[at][0] in view.missing else None
    return ink.pick(_field_label(view, at, ink), "field", at, style=style)


def _field_label(view: Preview, at: int, ink: Ink) -> str:
    field, chosen = view.fields[at]
    name = short(field_name(view.publication.site, field.key, ink), 24)
    if field.kind is not FieldKind.FLAG:
        return ink.t.label("do-field", name=name)
    return ink.t.label("chosen" if chosen else "not-chosen", name=name)


def cabinet(site: str, ink: Ink, label: str = "do-cabinet") -> Row:
    """The way to the employer's pages on the site, where its texts name them."""
    address = f"{site}-cabinet-url"
    if not ink.t.has(address):
        return ()
    return opening(ink.t.label(label), ink.t.label(address))

"""Robota.ua by its employer API (robota-ua.md); open readings: docs/site-assumptions.md."""

from datetime import timedelta
from pathlib import Path

from bot.domain.paces import Rate
from bot.domain.site import AdField, Can, FieldKind, LoginField, SiteInfo
from sites.kit.site import Opening, Site
from sites.robota_ua.addresses import ad_id
from sites.robota_ua.assumptions import ASSUMPTIONS
from sites.robota_ua.client import Session
from sites.robota_ua.forms import check_form, measures, suggest
from sites.robota_ua.keys import FLAGS, KEY, PUBLICATION
from sites.robota_ua.known import Known
from sites.robota_ua.people import reread
from sites.robota_ua.settings import Settings

INFO = SiteInfo(
    key=KEY,
    name="Robota.ua",
    login=(LoginField("login"), LoginField("password", secret=True)),
    can=frozenset(
        {
            Can.DRAFT,
            Can.PUBLISH,
            Can.EDIT,
            Can.CLOSE,
            Can.DELETE_DRAFT,
            Can.APPLICATIONS,
            Can.CREDITS,
            Can.RECENT,
            Can.GLANCE,
        },
    ),
    fields=(
        AdField(
            "city",
            FieldKind.CHOICE,
            "city",
            required=True,
            draft=True,
            search=True,
            place=True,
        ),
        AdField(PUBLICATION, FieldKind.CREDIT, required=True),
        AdField("employment", FieldKind.CHOICE, "employment", most=4),
        AdField("work", FieldKind.CHOICE, "work", most=3),
        *(AdField(flag, FieldKind.FLAG) for flag in FLAGS),
    ),
    answers=("title", "description", "experience", "pay", "contact"),
    tells_unread=True,
)
_KNOWN = Known()


def _open(opening: Opening[Settings]) -> Session:
    return Session(opening, _KNOWN)


SITE = Site(
    info=INFO,
    settings=Settings,
    open=_open,
    suggest=suggest,
    check_form=lambda form, publish: check_form(form, INFO, publish=publish),
    measures=measures,
    reread=reread,
    # robota-ua.md section 10: a request each two seconds, thirty a minute for the process.
    rates=(Rate(1, timedelta(seconds=2)),),
    emulator="sites.robota_ua.emulator:app",
    texts=Path(__file__).parent / "texts",
    ad_id=ad_id,
    assumptions=ASSUMPTIONS,
)

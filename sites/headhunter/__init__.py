"""HeadHunter by its employer API (headhunter.md); open readings: docs/site-assumptions.md."""

from datetime import timedelta
from pathlib import Path

from bot.domain.paces import Rate
from bot.domain.site import AdField, Can, FieldKind, SiteInfo
from sites.headhunter import login
from sites.headhunter.addresses import ad_id
from sites.headhunter.assumptions import ASSUMPTIONS
from sites.headhunter.client import Session
from sites.headhunter.conditions import CONDITIONS
from sites.headhunter.forms import check_form, measures, suggest
from sites.headhunter.hooks import hear
from sites.headhunter.keys import AREA, CHOICES, FLAGS, KEY, PUBLICATION, ROLE, SKILLS
from sites.headhunter.line import Account
from sites.headhunter.people import reread
from sites.headhunter.settings import Settings
from sites.kit.site import CodeLogin, Opening, Site

INFO = SiteInfo(
    key=KEY,
    name="HeadHunter",
    login=(),
    can=frozenset(
        {
            Can.DRAFT,
            Can.PUBLISH,
            Can.EDIT,
            Can.CLOSE,
            Can.DELETE_DRAFT,
            Can.APPLICATIONS,
            Can.CREDITS,
            Can.PUSH,
            Can.PROLONG,
            Can.STATISTICS,
            Can.INVITE,
            Can.REJECT,
            Can.MESSAGE,
            Can.RECENT,
            Can.GLANCE,
        },
    ),
    fields=(
        AdField(AREA, FieldKind.CHOICE, "areas", required=True, search=True, place=True),
        AdField(ROLE, FieldKind.CHOICE, "roles", required=True, search=True),
        AdField(PUBLICATION, FieldKind.CREDIT, required=True),
        *(AdField(key, FieldKind.CHOICE, name, most=most) for key, name, most in CHOICES),
        AdField(SKILLS, FieldKind.TEXT),
        *(AdField(key, FieldKind.FLAG) for key, _ in FLAGS),
    ),
    answers=("title", "description", "pay", "contact"),
    by_code=True,
    optional=True,
    close_is_final=True,
    tells_unread=True,
    tells_viewed=True,
    limits=CONDITIONS,
)


def _open(opening: Opening[Settings]) -> Session:
    settings = opening.settings
    account = Account(opening, settings.api_url, back=f"https://{settings.host}/employer")
    return Session(account, settings.host, may_view=opening.may_view)


SITE = Site(
    info=INFO,
    settings=Settings,
    open=_open,
    suggest=suggest,
    check_form=lambda form, publish: check_form(form, INFO, publish=publish),
    measures=measures,
    reread=reread,
    # Half of what was once said of one address (I#74): no figure is documented.
    rates=(Rate(5, timedelta(seconds=1)),),
    emulator="sites.headhunter.emulator:app",
    texts=Path(__file__).parent / "texts",
    ad_id=ad_id,
    code_login=CodeLogin(login.authorize, login.redeem),
    offered=lambda settings: bool(settings.client_id),
    hear=hear,
    assumptions=ASSUMPTIONS,
    wants_contact=True,
)

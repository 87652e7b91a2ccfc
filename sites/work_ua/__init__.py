"""Work.ua by its employer API (work-ua.md); open readings: docs/site-assumptions.md."""

from datetime import timedelta
from pathlib import Path

from pydantic import Field

from bot.domain.paces import Rate
from bot.domain.site import AdField, Can, FieldKind, LoginField, SiteInfo
from sites.kit.site import BaseAddress, Opening, Site, SiteSettings
from sites.work_ua.addresses import ad_id
from sites.work_ua.assumptions import ASSUMPTIONS
from sites.work_ua.client import Session
from sites.work_ua.forms import check_form, measures, suggest
from sites.work_ua.keys import FLAGS, KEY
from sites.work_ua.mapping import reread


class Settings(SiteSettings):
    """WORK_UA_..."""

    api_url: BaseAddress = Field(
        default="https://api.work.ua", description="Work.ua's API, without a trailing slash."
    )


INFO = SiteInfo(
    key=KEY,
    name="Work.ua",
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
            "town",
            FieldKind.CHOICE,
            "town",
            required=True,
            draft=True,
            search=True,
            place=True,
        ),
        AdField("category", FieldKind.CHOICE, "category", most=3, required=True, draft=True),
        AdField("jobtype", FieldKind.CHOICE, "jobtype", most=3, required=True, draft=True),
        AdField("years", FieldKind.CHOICE, "experience", required=True, draft=True),
        AdField("publication", FieldKind.CREDIT, required=True),
        AdField("education", FieldKind.CHOICE, "education"),
        *(AdField(flag, FieldKind.FLAG) for flag in FLAGS),
    ),
    answers=("title", "description", "pay", "contact"),
)


def _open(opening: Opening[Settings]) -> Session:
    return Session(opening.web, opening.settings.api_url, opening.credentials, opening.lock)


SITE = Site(
    info=INFO,
    settings=Settings,
    open=_open,
    suggest=suggest,
    check_form=lambda form, publish: check_form(form, INFO, publish=publish),
    measures=measures,
    reread=reread,
    # A tenth of what the site allows (50 a second from one address, else a minute's halt).
    rates=(Rate(5, timedelta(seconds=1)),),
    emulator="sites.work_ua.emulator:app",
    texts=Path(__file__).parent / "texts",
    ad_id=ad_id,
    assumptions=ASSUMPTIONS,
)

"""What a live ad says on its site now, where nothing here knows it."""

from collections.abc import Mapping, Sequence
from contextlib import suppress

from bot.domain.errors import SiteError
from bot.domain.own_ad import OwnAd
from bot.domain.publication import Publication
from bot.domain.site import Ad, Entry
from bot.ports import SiteSession


async def as_it_stands(
    session: SiteSession, publication: Publication, lists: Mapping[str, Sequence[Entry]]
) -> OwnAd | None:
    """What the site has of a live ad whose old values are its own; an edit can do without."""
    known = publication.sent is not None and not publication.linked
    if known or publication.ad is not Ad.LIVE or publication.remote_id is None:
        return None
    with suppress(SiteError):
        return await session.ad(publication.remote_id, lists)
    return None

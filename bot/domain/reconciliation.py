"""Which ads are compared once a day, and from when on (design.md 5); pure."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.domain.paces import Paces
from bot.domain.publication import Publication
from bot.domain.site import Ad

_TERM_MOST = timedelta(days=60)
"""How long an ad may be up whose end nobody tells: two months' publications are the longest."""


def since_when(now: datetime, watched_since: datetime | None, paces: Paces) -> datetime:
    """Of what was sent before this moment nothing is looked for.

    What was there when the account was connected is no news, whatever the site's clock says.
    """
    back = now - paces.reconciled
    return back if watched_since is None else max(back, watched_since + paces.clocks_apart)


def ads_to_compare(publications: Iterable[Publication], since: datetime) -> list[str]:
    """The remote ids of those that somebody may have answered since; those that are up first."""
    found = [one for one in publications if one.may_sync and not one.gone]
    asked = [one for one in found if one.ad is Ad.LIVE or _ends(one) >= since]
    asked.sort(key=lambda one: (one.ad is not Ad.LIVE, one.id))
    return [one.remote_id for one in asked if one.remote_id is not None]


def _ends(publication: Publication) -> datetime:
    begun = publication.published_at or publication.created_at
    return publication.expires_at or begun + _TERM_MOST

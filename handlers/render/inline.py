"""A publication as inline mode offers and shares it: nothing that a stranger must not see."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.publication import Status
from bot.domain.views import PublicationLine
from bot.usecases.find_publications import EXPIRING
from handlers.render.ink import address, short
from handlers.render.limits import plain
from handlers.render.publications import badge_words
from handlers.texts import Html, Texts


@dataclass(frozen=True, slots=True)
class Shared:
    """One inline result: plain title and description, and the message that it becomes."""

    title: str
    description: str
    html: Html


def shared_publication(line: PublicationLine, t: Texts, now: datetime) -> Shared:
    """The title, the site, the status, its age and the link; responses only for who asks."""
    publication = line.publication
    title = short(publication.title) or t.label("vacancy-untitled")
    site, status = t.site(publication.site), t(f"status-{line.status}")
    badge = badge_words(publication, line.status, t)
    age = _age(line, t, now)
    own = f"{site} · {short(line.account, 30)}"  # for who asks: one site may have two of the same
    about = t.label("inline-about", site=own, status=plain(status), responses=line.responses)
    about = " · ".join(filter(None, (about, age, badge)))
    said = "".join(f" · {one}" for one in (badge, age) if one)
    words = t("inline-shared", title=title, site=site, status=status, badge=said)
    if publication.url:
        words = Html(f"{words}\n🔗 {address(publication.url)}")
    return Shared(title, about, words)


def _age(line: PublicationLine, t: Texts, now: datetime) -> str:
    """How long it has been up, and for how long it still will be where that is soon."""
    publication = line.publication
    words = []
    if publication.published_at is not None:
        words.append(t.label("inline-age", days=_days(now - publication.published_at)))
    ends = publication.expires_at
    if line.status is Status.PUBLISHED and ends is not None and ends - now <= EXPIRING:
        words.append(t.label("inline-left", days=_days(ends - now)))
    return " · ".join(words)


def _days(span: timedelta) -> int:
    return max(0, span.days)

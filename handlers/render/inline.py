"""A publication as inline mode offers and shares it: nothing that a stranger must not see."""

from dataclasses import dataclass

from bot.domain.views import PublicationLine
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


def shared_publication(line: PublicationLine, t: Texts) -> Shared:
    """The title, the site, the status and the link; responses only for the person who asks."""
    publication = line.publication
    title = short(publication.title) or t.label("vacancy-untitled")
    site, status = t.site(publication.site), t(f"status-{line.status}")
    badge = badge_words(publication, line.status, t)
    about = t.label("inline-about", site=site, status=plain(status), responses=line.responses)
    words = t(
        "inline-shared", title=title, site=site, status=status, badge=f" · {badge}" if badge else ""
    )
    if publication.url:
        words = Html(f"{words}\n🔗 {address(publication.url)}")
    return Shared(title, about, words)

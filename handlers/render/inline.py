"""A publication as inline mode offers and shares it: nothing that a stranger must not see."""

from dataclasses import dataclass

from bot.domain.alert import Today
from bot.domain.views import PublicationLine
from handlers.render.ink import address, short
from handlers.render.limits import plain
from handlers.render.publications import badges_of
from handlers.texts import Html, Texts


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

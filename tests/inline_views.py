"""What inline mode sends, filled with one text from outside."""

from collections.abc import Iterator

from bot.domain.ids import ApplicationId
from bot.domain.share import NO_VOTES, Votes
from bot.domain.views import View
from bot.domain.views.inline import PublicVacancy, SharedCard
from tests.views import INFO, vacancy

_MOST = ApplicationId(2**63 - 1)


def inline_views(text: str) -> Iterator[View]:
    words = (text, text, text, text)
    yield SharedCard(_MOST, *words, (text,) * 9, INFO.key, text, Votes(12, 1), 5, 6)
    yield SharedCard(_MOST, "", "", "", "", (), INFO.key, "", NO_VOTES)


def public_vacancy(text: str) -> PublicVacancy:
    """As it stands on two sites."""
    link = (INFO.key, "https://www.work.ua/jobs/123456/")
    return PublicVacancy(vacancy(text), [link, link])

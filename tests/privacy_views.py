"""What is kept of candidates and how it goes, in every state."""

from collections.abc import Iterator
from dataclasses import replace

from bot.domain import views
from bot.domain.erasure import Why
from bot.domain.ids import ApplicationId, VacancyId
from bot.domain.views import View
from bot.domain.views.privacy import AskNotice, FirstNotice
from bot.domain.workspace import LANGUAGES
from tests.views import INFO, NOW

MOST = (1 << 63) - 1


def privacy_views(text: str) -> Iterator[View]:
    looked = [views.Looked(text, 5, NOW), views.Looked("", 1, NOW)]
    full = views.Privacy(1200, 800, 6, True, [INFO.key], looked * 5, True)
    yield from (full, replace(full, stop=False, months=12), replace(full, may_manage=False))
    yield views.Privacy(0, 0, 3, True, [], [], True)
    languages = dict.fromkeys(LANGUAGES, text)
    for on in (True, False):
        yield FirstNotice(on, languages, frozenset({"uk"}) if on else frozenset())
        yield AskNotice("uk", text, on)
    url = "https://www.work.ua/employer/my/jobs/1/responses/2/"
    record = views.ForgetRecord(ApplicationId(MOST), text, INFO.key, text, NOW, url)
    for found in ([], [record, replace(record, name="", url=None)] * 4):
        for searched in (True, False):
            yield views.Forget(found, searched, more=bool(found) and searched)
    chats = [(text, True), (text, False), ("", True)]
    person = views.ForgetPerson(ApplicationId(MOST), text, [record] * 10, 14, chats, None)
    yield from (person, replace(person, name="", chats=[], code="A1B2C3"))
    for why in Why:
        yield views.Erased(why, 2, 3, 5, 0, NOW)
        yield views.Erased(why, 2, 3, 5, 1, NOW)
    for asked in (True, False):
        yield views.RetentionWarning(VacancyId(MOST), text, 40, NOW, asked)
    choice = views.ExportChoice(VacancyId(MOST), text, 40)
    yield from (views.ExportList([], 0, 1), views.ExportList([choice] * 8, 1, 3))
    yield views.ExportOne(choice)
    yield views.ExportFile("candidates.csv", b"name\r\n", 1)

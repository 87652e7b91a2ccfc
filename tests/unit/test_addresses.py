"""An ad by its pasted address: whichever way people copy it, and nobody else's address."""

from collections.abc import Callable

import pytest

from sites import discover
from sites.headhunter.addresses import ad_id as headhunter
from sites.kit.addresses import named
from sites.robota_ua.addresses import ad_id as robota_ua
from sites.work_ua.addresses import ad_id as work_ua

Reader = Callable[[str], str | None]
WORK_UA = (
    "https://www.work.ua/jobs/8400001/",
    "http://work.ua/jobs/8400001",
    "www.work.ua/jobs/8400001/?utm_source=telegram&utm_medium=share#top",
    "WWW.WORK.UA/jobs/8400001/",
    "https://m.work.ua/jobs/8400001/",
    "https://www.work.ua/en/jobs/8400001/",
    "work.ua/ru/jobs/8400001",
    "https://www.work.ua:443//jobs/8400001/",
)
ROBOTA_UA = (
    "https://robota.ua/company1234567/vacancy8400001",
    "robota.ua/ua/company1234567/vacancy8400001?utm_campaign=x",
    "https://www.rabota.ua/ru/company1234567/vacancy8400001/",
    "https://m.robota.ua/company1234567/vacancy8400001",
    "https://robota.ua/my/vacancies/8400001/candidates",
    "https://robota.ua/my/vacancies/8400001",
)
HEADHUNTER = (
    "https://hh.ru/vacancy/8400001",
    "spb.hh.ru/vacancy/8400001?query=cook&hhtmFrom=vacancy_search_list",
    "https://m.hh.ru/vacancy/8400001/",
    "https://almaty.hh.kz/vacancy/8400001",
    "https://gomel.rabota.by/vacancy/8400001",
    "https://headhunter.ge/vacancy/8400001?hhtmFrom=main",
)
OWN = [
    (site, url)
    for site, urls in ((work_ua, WORK_UA), (robota_ua, ROBOTA_UA), (headhunter, HEADHUNTER))
    for url in urls
]
STRANGE = (
    "https://www.work.ua.evil.example/jobs/8400001/",
    "https://evilwork.ua/jobs/8400001/",
    "https://evil.example/www.work.ua/jobs/8400001/",
    "https://www.work.ua@evil.example/jobs/8400001/",
    "https://olena:secret@www.work.ua/jobs/8400001/",
    "https://evil.example/?to=https://www.work.ua/jobs/8400001/",
    "ftp://www.work.ua/jobs/8400001/",
    "javascript://www.work.ua/jobs/8400001/",
    "https://xn--wrk-0la.ua/jobs/8400001/",
    "https://www.work.ua/jobs/",
    "https://www.work.ua/jobs-kyiv-cook/",
    "https://www.work.ua/jobs/by-company/8400001/",
    "https://www.work.ua/jobs/8400001/apply/",
    "https://www.work.ua/resumes/8400001/",
    "https://www.work.ua/jobs/٨٤٠/",
    "https://www.work.ua/jobs/0/",
    "https://www.work.ua:port/jobs/8400001/",
    "https://[www.work.ua/jobs/8400001/",
    "https://robota.ua/candidates/8400001",
    "https://robota.ua/company1234567",
    "https://robota.ua/companies/vacancy8400001",
    "https://hh.ru/resume/8400001",
    "https://hh.ru.evil.example/vacancy/8400001",
    "https://evilhh.ru/vacancy/8400001",
    "https://api.hh.example/vacancies/8400001",
    "Кухар 8400001",
    "",
    "https://www.work.ua/jobs/8400001/" + "x" * 3000,
)


@pytest.mark.parametrize(("site", "url"), OWN)
def test_an_address_is_read_however_it_was_copied(site: Reader, url: str) -> None:
    assert site(url) == "8400001"


@pytest.mark.parametrize("url", STRANGE)
def test_what_only_looks_like_an_ads_address_is_none(url: str) -> None:
    assert [site(url) for site in (work_ua, robota_ua, headhunter)] == [None] * 3


def test_no_address_is_of_two_sites() -> None:
    readers = [site.ad_id for site in discover()]
    for _, url in OWN:
        assert sum(read(url) is not None for read in readers) == 1


@pytest.mark.parametrize(
    "html",
    [
        "Гляньте: https://www.work.ua/jobs/8400001/.",
        "Посилання:https://www.work.ua/jobs/8400001/",
        "👉https://www.work.ua/jobs/8400001/?a=1&amp;b=2👈",
        "(www.work.ua/jobs/8400001)",
        'тут <a href="https://www.work.ua/jobs/8400001/?a=1&amp;b=2">вакансія</a>',
        "<b>work.ua/jobs/8400001</b>\nhttps://www.work.ua/en/jobs/8400001/",
    ],
)
def test_an_address_is_found_in_the_midst_of_a_message(html: str) -> None:
    assert list(named(html, work_ua)) == ["8400001"]


def test_two_ads_of_one_message_are_two() -> None:
    html = "work.ua/jobs/1/ і work.ua/jobs/2/, і ще раз work.ua/jobs/1/"
    assert list(named(html, work_ua)) == ["1", "2"]


def test_what_an_address_leads_to_is_not_taken_for_it() -> None:
    html = "evil.example/?to=https://www.work.ua/jobs/8400001/"
    assert list(named(html, work_ua)) == []

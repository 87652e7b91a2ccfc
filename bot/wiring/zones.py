"""Time zones as people type them: a city or a country in any of our languages."""

from collections.abc import Sequence
from functools import cache
from zoneinfo import available_timezones

from babel import Locale
from babel.core import get_global

from bot.domain.workspace import DEFAULT_TIME_ZONE, LANGUAGES
from handlers.texts import city_of
from sites.kit.search import folded

MOST = 8
# Big cities that have no zone of their own; all of them live by Kyiv's clock.
_UKRAINIAN = """
    Біла Церква, Бердянськ, Бориспіль, Бровари, Буча, Вінниця, Дніпро, Донецьк, Дрогобич, Житомир,
    Запоріжжя, Івано-Франківськ, Ізмаїл, Ірпінь, Кам'янець-Подільський, Кам'янське, Ковель,
    Краматорськ, Кременчук, Кривий Ріг, Кропивницький, Луганськ, Луцьк, Львів, Маріуполь,
    Мелітополь, Миколаїв, Мукачево, Нікополь, Одеса, Олександрія, Павлоград, Полтава, Рівне, Самар,
    Стрий, Суми, Тернопіль, Ужгород, Умань, Харків, Херсон, Хмельницький, Черкаси, Чернівці,
    Чернігів,
    Белая Церковь, Бердянск, Борисполь, Бровары, Винница, Днепр, Донецк, Дрогобыч, Житомир,
    Запорожье, Ивано-Франковск, Измаил, Ирпень, Каменец-Подольский, Каменское, Краматорск,
    Кременчуг, Кривой Рог, Кропивницкий, Луганск, Луцк, Львов, Мариуполь, Мелитополь, Николаев,
    Никополь, Одесса, Александрия, Ровно, Стрый, Сумы, Тернополь, Харьков, Хмельницкий, Черкассы,
    Черновцы, Чернигов,
    Bila Tserkva, Berdiansk, Boryspil, Brovary, Bucha, Vinnytsia, Dnipro, Donetsk, Drohobych,
    Zhytomyr, Zaporizhzhia, Ivano-Frankivsk, Izmail, Irpin, Kamianets-Podilskyi, Kamianske, Kovel,
    Kramatorsk, Kremenchuk, Kryvyi Rih, Kropyvnytskyi, Luhansk, Lutsk, Lviv, Mariupol, Melitopol,
    Mykolaiv, Mukachevo, Nikopol, Odesa, Odessa, Oleksandriia, Pavlohrad, Poltava, Rivne, Samar,
    Stryi, Sumy, Ternopil, Uzhhorod, Uman, Kharkiv, Kherson, Khmelnytskyi, Cherkasy, Chernivtsi,
    Chernihiv, Kiev
"""


def search_zones(typed: str) -> Sequence[str]:
    """Zones whose city or country begins with, or holds, what was typed, or whose id it is."""
    wanted = _compared(typed)
    if len(wanted) < 2:
        return []
    ranked = ((_rank(zone, names, wanted), zone) for zone, names in _names().items())
    return [zone for rank, zone in sorted(one for one in ranked if one[0] < 3)][:MOST]


def _compared(name: str) -> str:
    return folded(name.replace("_", " ")).replace("ґ", "г")


def _rank(zone: str, names: frozenset[str], wanted: str) -> int:
    if wanted in names or wanted == _compared(zone):
        return 0
    if any(name.startswith(wanted) for name in names):
        return 1
    return 2 if any(wanted in name for name in names) else 3


@cache
def _names() -> dict[str, frozenset[str]]:
    """Every zone of a region (not `EST`, not `Etc/GMT+3`) by its present name; read once."""
    older = get_global("zone_aliases")
    return {
        zone: frozenset(map(_compared, _called(zone)))
        for zone in available_timezones()
        if "/" in zone and zone not in older and not zone.startswith(("Etc", "US"))
    }


def _called(zone: str) -> list[str]:
    names = [zone.rpartition("/")[2], *(city_of(zone, language) for language in LANGUAGES)]
    country = get_global("zone_territories").get(zone)
    if country:
        names += [Locale.parse(language).territories[country] for language in LANGUAGES]
    if zone == DEFAULT_TIME_ZONE:
        names += _UKRAINIAN.split(",")
    return names

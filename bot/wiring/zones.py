"""Time zones as people type them: a city or a country in any of our languages."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from zoneinfo import available_timezones

from babel import Locale
from babel.core import get_global

from bot.domain.workspace import DEFAULT_TIME_ZONE, LANGUAGES
from handlers.texts import city_of
from sites.kit.search import folded

MOST = 8
_PART, _NONE = 4, 4
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
    Chernihiv
"""
# As people call what CLDR calls the United States, the United Arab Emirates and so on.
_COUNTRIES = {
    "US": "США, Америка, Штати, Штаты, USA, America",
    "GB": "Англія, Британія, Великобританія, Англия, Британия, England, Britain, UK",
    "AE": "ОАЕ, Емірати, ОАЭ, Эмираты, UAE, Emirates",
    "NL": "Голландія, Голландия, Holland",
    "CZ": "Чеська Республіка, Чешская Республика, Czech Republic",
    "TR": "Turkey",
}
# Where most people live who type a few letters, or a country of several zones.
_BIG = """
    Europe/Kyiv Europe/Warsaw Europe/Berlin Europe/Prague Europe/Bratislava Europe/Budapest
    Europe/Bucharest Europe/Chisinau Europe/Vilnius Europe/Riga Europe/Tallinn Europe/London
    Europe/Paris Europe/Madrid Europe/Rome Europe/Lisbon Europe/Vienna
    America/New_York America/Chicago America/Denver America/Los_Angeles America/Phoenix
    America/Anchorage Pacific/Honolulu America/Detroit
    America/Toronto America/Vancouver America/Edmonton America/Winnipeg America/Halifax
    America/Regina America/St_Johns
    America/Mexico_City America/Sao_Paulo America/Argentina/Buenos_Aires America/Santiago
    America/Guayaquil
    Asia/Almaty Asia/Tashkent Asia/Shanghai Asia/Jakarta Asia/Kuala_Lumpur Asia/Ulaanbaatar
    Asia/Nicosia Asia/Dubai
    Australia/Sydney Australia/Melbourne Australia/Brisbane Australia/Perth Australia/Adelaide
    Pacific/Auckland Pacific/Port_Moresby Africa/Kinshasa Europe/Moscow
"""
_IT_IS_A_CITY = re.compile(r"^\s*(?:[мг]\.|(?:[мг]|місто|город)\s)\s*", re.I)


def search_zones(typed: str) -> Sequence[str]:
    """Zones whose city or country begins with, or holds, what was typed, or whose id it is."""
    wanted = _compared(_IT_IS_A_CITY.sub("", typed))
    if len(wanted) < 2:
        return []
    ranked = ((_rank(one, wanted), at, zone) for at, (zone, one) in enumerate(_known().items()))
    return [zone for rank, _, zone in sorted(ranked) if rank < _NONE][:MOST]


def _compared(name: str) -> str:
    return folded(name.replace("_", " ")).replace("ґ", "г")


@dataclass(frozen=True, slots=True)
class _Called:
    """How a zone may be typed."""

    ids: frozenset[str]
    names: frozenset[str]


def _rank(zone: _Called, wanted: str) -> int:
    """The whole name, its beginning, a word's beginning; a part only where it says something."""
    if wanted in zone.names or wanted in zone.ids:
        return 0
    if any(name.startswith(wanted) for name in zone.names):
        return 1
    if any(f" {wanted}" in name for name in zone.names):
        return 2
    part = len(wanted) >= _PART and any(wanted in name for name in zone.names)
    return 3 if part else _NONE


@cache
def _known() -> dict[str, _Called]:
    """Every zone of a region (not `EST`, not `Etc/GMT+3`) by its present name; read once.

    Those of big cities first.
    """
    present_of = get_global("zone_aliases")
    older: dict[str, list[str]] = {}
    for old, present in present_of.items():
        older.setdefault(present, []).append(old)
    zones = [
        zone
        for zone in available_timezones()
        if "/" in zone and zone not in present_of and not zone.startswith(("Etc", "US"))
    ]
    first = {zone: at for at, zone in enumerate(_BIG.split())}
    zones.sort(key=lambda zone: (first.get(zone, len(first)), zone))
    return {zone: _called(zone, older.get(zone, [])) for zone in zones}


def _called(zone: str, older: Sequence[str]) -> _Called:
    ids = [zone, *older]
    names = [one.rpartition("/")[2] for one in ids]
    names += [city_of(zone, language) for language in LANGUAGES]
    country = get_global("zone_territories").get(zone)
    if country:
        names += [Locale.parse(language).territories[country] for language in LANGUAGES]
        names += _COUNTRIES.get(country, "").split(",")
    if zone == DEFAULT_TIME_ZONE:
        names += _UKRAINIAN.split(",")
    return _Called(frozenset(map(_compared, ids)), frozenset(map(_compared, names)))

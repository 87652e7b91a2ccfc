"""Time zones as people ask for them: by a city or a country, in any of our languages."""

import pytest

from bot.domain.workspace import DEFAULT_TIME_ZONE, LANGUAGES
from bot.wiring.zones import MOST, search_zones
from handlers.texts import city_of

KYIV, WARSAW = DEFAULT_TIME_ZONE, "Europe/Warsaw"


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        *(("Київ", KYIV), ("киев", KYIV), ("Kyiv", KYIV), ("kiev", KYIV), ("Україна", KYIV)),
        *(("Львів", KYIV), ("Львов", KYIV), ("lviv", KYIV), ("Харків", KYIV), ("Дніпро", KYIV)),
        *(("Одеса", KYIV), ("Одесса", KYIV), ("Odesa", KYIV), ("Запоріжжя", KYIV)),
        *(("івано франківськ", KYIV), ("Кривий Ріг", KYIV), ("Кам’янське", KYIV)),
        *(("Варшава", WARSAW), ("Warsaw", WARSAW), ("варш", WARSAW), ("europe/warsaw", WARSAW)),
        *(("Польща", WARSAW), ("Польша", WARSAW), ("Poland", WARSAW)),
        *(("нью йорк", "America/New_York"), ("Нью-Йорк", "America/New_York")),
        *(("м. Львів", KYIV), ("м.Київ", KYIV), ("г. Одесса", KYIV), ("місто Суми", KYIV)),
        *(("Uzhgorod", KYIV), ("Europe/Kiev", KYIV), ("Europe/Zaporozhye", KYIV), ("ки", KYIV)),
        *(("Англія", "Europe/London"), ("UK", "Europe/London"), ("Україна", KYIV)),
        *(("Россия", "Europe/Moscow"), ("Казахстан", "Asia/Almaty"), ("франків", KYIV)),
        *(("Вінніпег", "America/Winnipeg"), ("Калькутта", "Asia/Kolkata")),
    ],
)
def test_a_zone_is_found_by_its_city_or_country(typed: str, zone: str) -> None:
    assert search_zones(typed)[0] == zone


@pytest.mark.parametrize("typed", ["Львів", "Лондон", "Торонто", "Кишинів", "Польща"])
def test_one_city_is_offered_once(typed: str) -> None:
    assert len(search_zones(typed)) == 1


@pytest.mark.parametrize("typed", ["Мухосранськ", "", " ", "я", "/", "💰", "europe"])
def test_what_is_no_city_finds_none(typed: str) -> None:
    assert search_zones(typed) == []


@pytest.mark.parametrize(
    ("typed", "big"),
    [
        *((one, ["New_York", "Chicago", "Denver", "Los_Angeles"]) for one in ("США", "USA", "usa")),
        *((one, ["Toronto", "Vancouver"]) for one in ("Канада", "Canada")),
        ("Іспанія", ["Madrid"]),
    ],
)
def test_a_country_of_several_zones_begins_with_its_big_cities(typed: str, big: list[str]) -> None:
    found = search_zones(typed)
    assert [one.rpartition("/")[2] for one in found[: len(big)]] == big
    assert len(found) <= MOST


@pytest.mark.parametrize(("typed", "inside"), [("usa", "Asia/Jerusalem"), ("ими", KYIV)])
def test_a_few_letters_are_looked_for_at_the_beginning_of_a_word(typed: str, inside: str) -> None:
    assert inside not in search_zones(typed)


def test_zones_are_named_in_the_persons_language() -> None:
    assert [city_of(KYIV, language) for language in LANGUAGES] == ["Київ", "Kyiv", "Киев"]
    # By whichever of a zone's names CLDR knows it.
    assert city_of("Asia/Kolkata", "uk") == city_of("Asia/Calcutta", "uk") == "Колката"
    assert city_of("America/Argentina/Buenos_Aires", "ru") == "Буэнос-Айрес"
    assert city_of("Europe/Kiev", "uk") == "Київ"

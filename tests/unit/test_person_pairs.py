"""Matching on pairs of applications made by class of error, with names of this file's own.

Nothing here but `verdict` itself comes from the matcher: neither its list of names nor its rules.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from bot.domain.person import Traits, Verdict, verdict

SEED, PAIRS = 20_261_120, 300

# Ukrainian, Russian, and short forms.
MEN = {
    "Олександр": ("Александр", "Саша Саня"),
    "Андрій": ("Андрей", "Андрійко Андрюша"),
    "Володимир": ("Владимир", "Вова Володя"),
    "Дмитро": ("Дмитрий", "Діма Дима"),
    "Євген": ("Евгений", "Женя"),
    "Сергій": ("Сергей", "Серьожа Сережа"),
    "Микола": ("Николай", "Коля"),
    "Михайло": ("Михаил", "Міша Миша"),
    "Павло": ("Павел", "Паша"),
    "Юрій": ("Юрий", "Юра"),
    "Олексій": ("Алексей", "Льоша"),
    "Роман": ("Роман", "Рома"),
    "Іван": ("Иван", "Ваня"),
    "Тарас": ("Тарас", "Тарасик"),
    "Богдан": ("Богдан", "Бодя"),
    "Віталій": ("Виталий", "Віталік"),
    "Максим": ("Максим", "Макс"),
    "Ярослав": ("Ярослав", "Ярик Слава"),
    "Костянтин": ("Константин", "Костя"),
    "Зураб": ("Зураб", "Зураб"),
}
WOMEN = {
    "Олена": ("Елена", "Лена Оленка"),
    "Наталія": ("Наталья", "Наташа"),
    "Катерина": ("Екатерина", "Катя"),
    "Анастасія": ("Анастасия", "Настя"),
    "Тетяна": ("Татьяна", "Таня"),
    "Марія": ("Мария", "Маша Марійка"),
    "Оксана": ("Оксана", "Ксюша"),
    "Ірина": ("Ирина", "Іра"),
    "Світлана": ("Светлана", "Світа"),
    "Юлія": ("Юлия", "Юля"),
    "Вікторія": ("Виктория", "Віка"),
    "Людмила": ("Людмила", "Люда"),
    "Ольга": ("Ольга", "Оля"),
    "Олександра": ("Александра", "Саша Леся"),
    "Дарія": ("Дарья", "Даша"),
    "Софія": ("София", "Соня"),
    "Христина": ("Кристина", "Христя"),
    "Людвіка": ("Людвика", "Людвіка"),
}
_SURNAMES = """
Коваль Шевченко Бондаренко Ткачук Щербак Жук Гнатюк Кравець Мельник Поліщук Савченко Руденко
Цимбалюк Яценко Харченко Юхименко Гончар Литвин Хоменко Якименко Білик Ґудзь Зозуля Рибалка
"""
SURNAMES = _SURNAMES.split()
LATIN_UK = (
    "а a б b в v г h ґ g д d е e є ie ж zh з z и y і i ї i й i к k л l м m н n о o п p р r с s т t "
    "у u ф f х kh ц ts ч ch ш sh щ shch ь - ю iu я ia ' -"
)
LATIN_PASSPORT = LATIN_UK.replace("г h", "г g").replace("и y", "и i").replace("є ie", "є ye")
LATIN_EAR = LATIN_PASSPORT.replace("ю iu", "ю yu").replace("я ia", "я ya").replace("й i", "й y")
LATIN_ISO = (
    "а a б b в v г g ґ g д d е e є ê ж ž з z и i і i ї ï й j к k л l м m н n о o п p р r с s т t "
    "у u ф f х h ц c ч č ш š щ ŝ ь - ю û я â ' - ы y э e"
).replace("ц c", "ц ts")
RUSSIAN = " ы y э e ё yo ъ -"
SCHEMES = [LATIN_UK, LATIN_PASSPORT + RUSSIAN, LATIN_EAR + RUSSIAN, LATIN_ISO]
Pair = tuple[Traits, Traits]


def _latin(text: str, scheme: str) -> str:
    parts = scheme.split()
    table = dict(zip(parts[::2], parts[1::2], strict=True))
    return "".join(table.get(char, char).replace("-", "") for char in text.lower()).title()


class People:
    """Invented people, and what may happen to how they are written."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)

    def given(self, names: dict[str, tuple[str, str]] | None = None) -> str:
        return self.dice.choice(list(names or self.dice.choice([MEN, WOMEN])))

    def surname(self) -> str:
        return self.dice.choice(SURNAMES)

    def phone(self) -> str:
        return f"+38067{self.dice.randrange(10**7):07}"

    def email(self) -> str:
        return f"box{self.dice.randrange(10**9)}@ukr.net"

    def father(self, given: str) -> str:
        man = given in MEN
        return self.dice.choice(["Іванович", "Петрович", "Олегович"] if man else
                                ["Іванівна", "Петрівна", "Олегівна"])  # fmt: skip

    def slip(self, word: str) -> str:
        """One letter lost, doubled, changed, or two in the wrong order."""
        at = self.dice.randrange(1, len(word) - 1)
        kind = self.dice.randrange(4)
        if kind == 0:
            return word[:at] + word[at + 1 :]
        if kind == 1:
            return word[:at] + word[at] + word[at:]
        if kind == 2:
            return word[:at] + self.dice.choice("аеиіокнтрлс") + word[at + 1 :]
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]

    def pair(self, one: str | None, other: str | None) -> Pair:
        """Two applications by one phone, one address, or both."""
        phones, emails = [self.phone()] * 2, [self.email()] * 2
        what = self.dice.randrange(3)
        if what == 0:
            phones[1] = self.phone()
        elif what == 1:
            emails[1] = self.email()
        first, second = (
            Traits(name, (phone,), (email,))
            for name, phone, email in zip((one, other), phones, emails, strict=True)
        )
        return (first, second) if self.dice.random() < 0.5 else (second, first)

    # -- one person

    def same(self) -> Pair:
        name = f"{self.given()} {self.surname()}"
        return self.pair(name, name)

    def typo(self) -> Pair:
        given, surname = self.given(), self.surname()
        slipped = (
            (self.slip(given), surname) if self.dice.random() < 0.6 else (given, self.slip(surname))
        )
        return self.pair(f"{given} {surname}", " ".join(slipped))

    def transliteration(self) -> Pair:
        given, surname = self.given(), self.surname()
        russian = {**MEN, **WOMEN}[given][0]
        scheme = self.dice.choice(SCHEMES)
        written = self.dice.choice([given, russian])
        other = self.dice.choice([f"{russian} {surname}", _latin(f"{written} {surname}", scheme)])
        return self.pair(f"{given} {surname}", other)

    def two_alphabets(self) -> Pair:
        name = f"{self.given()} {self.surname()}"
        one, other = self.dice.sample(SCHEMES, 2)
        return self.pair(_latin(name, one), _latin(name, other))

    def diminutive(self) -> Pair:
        given, surname = self.given(), self.surname()
        short = self.dice.choice({**MEN, **WOMEN}[given][1].split())
        return self.pair(f"{given} {surname}", f"{short} {surname}")

    def swapped(self) -> Pair:
        given, surname = self.given(), self.surname()
        return self.pair(f"{given} {surname}", f"{surname} {given}")

    def patronymic(self) -> Pair:
        given, surname = self.given(), self.surname()
        return self.pair(f"{given} {surname}", f"{surname} {given} {self.father(given)}")

    def married(self) -> Pair:
        given = self.given(WOMEN)
        one, other = self.dice.sample(SURNAMES, 2)
        return self.pair(f"{given} {one}", f"{given} {other}")

    def plus(self) -> Pair:
        name, box = f"{self.given()} {self.surname()}", f"box{self.dice.randrange(10**9)}"
        one = Traits(name, (self.phone(),), (f"{box}@gmail.com",))
        tagged = f"{box.upper()[:3]}.{box[3:]}+work@Gmail.com"
        return one, Traits(name, (self.phone(),), (tagged,))

    def several(self) -> Pair:
        given, surname = self.given(), self.surname()
        short = self.dice.choice({**MEN, **WOMEN}[given][1].split())
        other = f"{self.slip(surname)} {self.dice.choice([short, given])}"
        return self.pair(f"{given} {surname}", _latin(other, self.dice.choice(SCHEMES[:3])))

    # -- nobody can tell

    def nameless(self) -> Pair:
        return self.pair(f"{self.given()} {self.surname()}", self.dice.choice([None, "", "—"]))

    def initials(self) -> Pair:
        given, surname = self.given(), self.surname()
        return self.pair(f"{given} {surname}", f"{surname} {given[0]}.")

    # -- two people

    def family(self) -> Pair:
        surname = self.surname()
        one, other = self.dice.sample([*MEN, *WOMEN], 2)
        names = [f"{one} {surname}", f"{other} {self.dice.choice([surname, self.surname()])}"]
        if self.dice.random() < 0.3:
            names[1] = _latin(names[1], self.dice.choice(SCHEMES[:3]))
        if self.dice.random() < 0.3:
            short = self.dice.choice({**MEN, **WOMEN}[one][1].split())
            names[0] = f"{short if short != 'Саша' else one} {surname}"
        if self.dice.random() < 0.2:
            names[0] = f"{self.slip(names[0].split()[0])} {surname}"
        return self.pair(*names)

    def father_and_son(self) -> Pair:
        surname, letter = self.surname(), self.dice.choice("ОВСМ")
        one, other = self.dice.sample([name for name in MEN if name[0] == letter] * 2, 2)
        short = f"{surname} {letter}. {self.dice.choice('ІПО')}."
        if one == other:
            return self.pair(f"{surname} {one} Іванович", f"{surname} {other} {other}ович")
        return self.pair(self.dice.choice([f"{one} {surname}", short]), short)

    def his_and_hers(self) -> Pair:
        surname = self.surname()
        man, woman = self.dice.choice(
            [("Олександр", "Олександра"), ("Валентин", "Валентина"), ("Євген", "Євгенія"),
             ("Іван", "Іванна"), ("Богдан", "Богдана"), ("Віктор", "Вікторія")]
        )  # fmt: skip
        scheme = self.dice.choice([None, *SCHEMES[:3]])
        names = [f"{man} {surname}", f"{woman} {surname}"]
        return self.pair(*(names if scheme is None else [_latin(it, scheme) for it in names]))

    def strangers(self) -> Pair:
        name = f"{self.given()} {self.surname()}"
        return (
            Traits(name, (self.phone(),), (self.email(),)),
            Traits(name, (self.phone(),), (self.email(),)),
        )


Maker = Callable[[People], Pair]
ONE: list[Maker] = [
    People.same, People.typo, People.transliteration, People.two_alphabets, People.diminutive,
    People.swapped, People.patronymic, People.married, People.plus, People.several,
]  # fmt: skip
UNSURE: list[Maker] = [People.nameless, People.initials]
TWO: list[Maker] = [People.family, People.father_and_son, People.his_and_hers, People.strangers]


def _told(make: Maker, at: int) -> Counter[Verdict]:
    people = People(SEED + at)
    return Counter(verdict(*make(people)) for _ in range(PAIRS))


def _lines(told: dict[str, Counter[Verdict]]) -> Iterator[str]:
    yield f"{'':16}{'pairs':>7}{'joined':>8}{'asked':>7}{'apart':>7}{'precision':>11}{'recall':>8}"
    one = {make.__name__ for make in ONE}
    for name, counts in told.items():
        joined, asked, apart = (counts[it] for it in Verdict)
        right = joined if name in one else 0
        precision = f"{right / joined:.3f}" if joined else "-"
        recall = f"{joined / PAIRS:.3f}" if name in one else "-"
        yield f"{name:16}{PAIRS:7}{joined:8}{asked:7}{apart:7}{precision:>11}{recall:>8}"


@pytest.fixture(scope="module")
def told() -> dict[str, Counter[Verdict]]:
    return {make.__name__: _told(make, at) for at, make in enumerate([*ONE, *UNSURE, *TWO])}


def test_matching_is_precise_and_misses_little(told: dict[str, Counter[Verdict]]) -> None:
    print("\n" + "\n".join(_lines(told)))  # noqa: T201 - the figures are what it is for
    right = sum(told[make.__name__][Verdict.JOINED] for make in ONE)
    joined = sum(counts[Verdict.JOINED] for counts in told.values())
    assert right / joined >= 0.99
    assert right / (PAIRS * len(ONE)) >= 0.9
    assert {make.__name__: told[make.__name__][Verdict.APART] for make in ONE} == {
        make.__name__: 0 for make in ONE
    }


def test_where_nobody_can_tell_somebody_is_asked(told: dict[str, Counter[Verdict]]) -> None:
    assert [told[make.__name__] for make in UNSURE] == [Counter({Verdict.ASK: PAIRS})] * 2


def test_two_people_with_one_phone_are_asked_about_and_others_are_not(
    told: dict[str, Counter[Verdict]],
) -> None:
    assert told["strangers"] == Counter({Verdict.APART: PAIRS})
    for name in ("family", "father_and_son", "his_and_hers"):
        assert told[name][Verdict.APART] == 0
        assert told[name][Verdict.JOINED] <= PAIRS // 100

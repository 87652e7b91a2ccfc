"""What a vacancy must have of a candidate: up to seven points, each a few words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.errors import BadInput
from bot.domain.resume_words import asked_by, fold, named, stem
from bot.domain.rich_text import plain
from bot.domain.vacancy import MUST_HAVES_MOST, Step, Vacancy, one_line
from bot.domain.wording import About, terms_in

FEWEST = 3
"""With fewer a count says little."""
POINT_MOST = 60
"""Letters of a point, so that all of them fit under a candidate."""
OFFERED_MOST = 10

_HEADING = re.compile(
    r"^\W*(?:наші |основні |наши |основные |our |key )?(?:вимоги|очікуємо|очікування|ми очікуємо|"
    r"потрібно|необхідно|що потрібно|требования|ожидаем|мы ожидаем|нужно|requirements|"
    r"what we expect|we expect|must haves?|qualifications|your profile|"
    r"(?:ідеальний|идеальный) кандидат|для нас важливо|для нас важно|від вас|от вас|"
    r"ви нам підходите|вы нам подходите)\b[^:\n]{0,40}(?:[:：]|$)",
    re.I,
)
_OTHER_HEADING = re.compile(r"^[^•\n]{2,50}:\s*$")
_WRAPPED = re.compile(r"^[^\w<]+|[\s.;,:–—-]+$")
_CLAUSE = re.compile(r"\s*[;(,–—]\s*")
_OF_THE_PERSON = re.compile(
    r"(?:наявність |наличие |with |а )?(?:(?:вік|возраст|age|стать|пол|sex|gender|фото|photo|"
    r"фотографі\w+|фотографи\w+|ім['’]?я|имя|name|прізвище|фамилия|surname|"
    r"чоловік\w*|жінка|жінки|мужчина|мужчины|женщина|женщины|хлопець|хлопці|дівчина|дівчата|"
    r"парень|девушка|девушки|man|woman|male|female|guy|girl)\b.{0,25}"
    r"|.{0,25}\b(?:зовнішн\w+|внешност\w+|appearance|looks)|.{0,15}(?:молод\w+|young))",
    re.I,
)
_REFUSED = (About.AGE, About.SEX, About.FAMILY)


@dataclass(frozen=True, slots=True)
class Point:
    """One must-have, and the line of the resume that shows it; None: no line does."""

    text: str
    line: str | None = None

    @property
    def met(self) -> bool:
        """Whether a line shows it."""
        return self.line is not None


def below(met: int | None, push_from: int | None) -> bool:
    """Whether a candidate is below a vacancy's threshold: told of in a digest, never hidden.

    `met` is the application's `points_met`; who could not be compared so far (None) is not below.
    """
    return met is not None and push_from is not None and met < push_from


def typed(text: str) -> list[str]:
    """The points that were typed: one a line, or with semicolons or commas between.

    Raises: BadInput("must-empty" | "must-long" | "must-person" | "must-many").
    """
    parts = [one_line(one) for one in re.split(r"[\n;]+|,(?!\s*[abcавс][12]\b)", text, flags=re.I)]
    points = [found for one in parts if (found := _WRAPPED.sub("", one))]
    if not points:
        raise BadInput("must-empty")
    for one in points:
        if len(one) > POINT_MOST:
            raise BadInput("must-long", most=POINT_MOST, length=len(one))
        if words := about_the_person(one):
            raise BadInput("must-person", words=words)
    once = list(dict.fromkeys(points))
    if len(once) > MUST_HAVES_MOST:
        raise BadInput("must-many", most=MUST_HAVES_MOST, count=len(once))
    return once


def about_the_person(text: str) -> str:
    """The words that ask for age, sex, family, looks or a name; empty when none do."""
    term = next((one for one in terms_in(text, Step.MUST) if one.about in _REFUSED), None)
    if term is not None:
        return term.words
    found = _OF_THE_PERSON.fullmatch(text.strip())
    return found[0] if found else ""


def suggested(vacancy: Vacancy) -> list[str]:
    """Points that its text asks for: what stands under `Вимоги`, then known skills."""
    lines = plain(vacancy.description).splitlines()
    points = [point for line in _required(lines) if (point := _short(line))]
    if len(points) < FEWEST:
        points += _known(lines, points)
    seen: dict[str, str] = {}
    for one in points:
        if not about_the_person(one):
            seen.setdefault(fold(one), one)
    return list(seen.values())[:OFFERED_MOST]


def _required(lines: Sequence[str]) -> list[str]:
    """The lines under a heading of requirements, to the next heading or an empty line behind."""
    found: list[str] = []
    under = False
    for line in lines:
        heading = _HEADING.match(line)
        if heading:
            under = True
            rest = line[heading.end() :].strip()
            found += re.split(r"[;,]\s+", rest) if rest else []
        elif under and _OTHER_HEADING.match(line):
            under = False
        elif under and line.strip():
            if found and not _listed(line):
                under = False  # a paragraph behind the list
            else:
                found.append(line)
    return found


def _listed(line: str) -> bool:
    return re.match(r"\s*(?:[•·▪◦*–—-]|\d{1,2}[.)])\s", line) is not None or line[:1].islower()


def _short(line: str) -> str:
    """A requirement in at most `POINT_MOST` letters: as a whole, or its first clause."""
    whole = _WRAPPED.sub("", re.sub(r"^\s*\d{1,2}[.)]\s+", "", one_line(line)))
    if len(whole) <= POINT_MOST:
        return whole
    first = _CLAUSE.split(whole)[0]
    return first if len(first) <= POINT_MOST else ""


def _known(lines: Sequence[str], points: Sequence[str]) -> list[str]:
    """Skills that the text names, in its own words; those of `points` are there already."""
    there = {key for one in points for key, _ in _skills(one)}
    found = [(key, words) for line in lines for key, words in _skills(line)]
    return list({key: words for key, words in reversed(found) if key not in there}.values())[::-1]


def _skills(line: str) -> list[tuple[str, str]]:
    words = re.findall(r"[^\W_]+(?:['’][^\W_]+)*[+#]*", line)
    stems = [stem(fold(one)) for one in words]
    found = []
    for start, end, key in named(stems):
        said, first = " ".join(words[start:end]), asked_by()[tuple(stems[start:end])][1]
        found.append((key, said if said.lower() == first else first))
    return found

"""What candidates are told: a team's templates, and the tags that become words in them."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import cache
from importlib.resources import files

from bot.domain.errors import BadInput
from bot.domain.ids import AnswerId, WorkspaceId
from bot.domain.site_action import Kind
from bot.domain.vacancy import one_line

NAME_MOST, BODY_MOST = 40, 2000
"""Letters. A whole text with long values in it still fits one message beside its preview."""
TEXT_MOST = 2500
"""Letters of what goes out; every site takes more."""
VALUE_MOST = 200
_TAG = re.compile(r"\{([^{}\n]{1,40})\}")
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "`": "'"})
_GAPS = re.compile(r"\n{3,}")


class AnswerKind(StrEnum):
    """What a template is for."""

    INVITE = "invite"
    REJECT = "reject"
    QUESTION = "question"


KIND_OF: Mapping[Kind, AnswerKind] = {
    Kind.INVITE: AnswerKind.INVITE,
    Kind.REJECT: AnswerKind.REJECT,
    Kind.REPLY: AnswerKind.QUESTION,
}
"""Whose templates are offered with what is asked of a site."""


class Tag(StrEnum):
    """What can be filled in."""

    NAME = "name"
    VACANCY = "vacancy"
    COMPANY = "company"
    RECRUITER = "recruiter"
    DATE = "date"
    ADDRESS = "address"


_SPELLINGS: Mapping[Tag, Mapping[str, str]] = {
    Tag.NAME: {"uk": "ім'я", "en": "name", "ru": "имя"},
    Tag.VACANCY: {"uk": "вакансія", "en": "vacancy", "ru": "вакансия"},
    Tag.COMPANY: {"uk": "компанія", "en": "company", "ru": "компания"},
    Tag.RECRUITER: {"uk": "рекрутер", "en": "recruiter", "ru": "рекрутер"},
    Tag.DATE: {"uk": "дата", "en": "date", "ru": "дата"},
    Tag.ADDRESS: {"uk": "адреса", "en": "address", "ru": "адрес"},
}
_KNOWN = {word: tag for tag, words in _SPELLINGS.items() for word in words.values()}


def spelled(tag: Tag, language: str) -> str:
    """`{ім'я}`"""
    return f"{{{_SPELLINGS[tag].get(language, tag.value)}}}"


@dataclass(frozen=True, slots=True)
class Filled:
    """A text with its tags filled in, and what stands in the way of sending it."""

    text: str
    lacking: tuple[Tag, ...] = ()
    """Tags without a value."""
    unknown: tuple[str, ...] = ()
    """What stands in braces and is no tag."""

    @property
    def whole(self) -> bool:
        """Whether a candidate may read it."""
        return not self.lacking and not self.unknown


def fill(body: str, values: Mapping[Tag, str]) -> Filled:
    """The text with the values in it; tags that lack one, and unknown ones, stay as they are."""
    given = {tag: value.strip() for tag, value in values.items() if value.strip()}
    found, unknown = tags_in(body)
    lacking = tuple(tag for tag in found if tag not in given)

    def word(match: re.Match[str]) -> str:
        tag = _known(match[1])
        return match[0] if tag is None else given.get(tag, match[0])

    return Filled(_TAG.sub(word, body), lacking, unknown)


def tags_in(body: str) -> tuple[tuple[Tag, ...], tuple[str, ...]]:
    """The tags of a text, each once, and what looks like one and is none."""
    words = [match.strip() for match in _TAG.findall(body) if match.strip()]
    named = [(word, _known(word)) for word in words]
    known = dict.fromkeys(tag for _, tag in named if tag is not None)
    return tuple(known), tuple(dict.fromkeys(word for word, tag in named if tag is None))


def _known(word: str) -> Tag | None:
    return _KNOWN.get(" ".join(word.split()).casefold().translate(_APOSTROPHES))


def nameless(body: str) -> str:
    """A text that calls nobody by name: `Добрий день, {ім'я}!` becomes `Добрий день!`"""

    def without(match: re.Match[str]) -> str:
        return "" if _known(match["tag"]) is Tag.NAME else match[0]

    found = re.sub(r"[, \t]*\{(?P<tag>[^{}\n]{1,40})\}", without, body)
    return tidy(re.sub(r"^[ \t]*[,.!:;]+[ \t]*", "", found, flags=re.MULTILINE))


def tidy(text: str) -> str:
    """What was typed, without blanks around it and empty lines in a row."""
    lines = "\n".join(line.rstrip() for line in text.replace("\r", "").split("\n"))
    return _GAPS.sub("\n\n", lines).strip()


def told(text: str) -> str:
    """What goes out as it was typed. Raises: BadInput("answer-empty" | "answer-long")."""
    return _bounded(text, TEXT_MOST)


def _bounded(text: str, most: int) -> str:
    found = tidy(text)
    if not found:
        raise BadInput("answer-empty")
    if len(found) > most:
        raise BadInput("answer-long", most=most, length=len(found))
    return found


@dataclass(frozen=True, slots=True)
class Answer:
    """A template of a team."""

    id: AnswerId
    workspace_id: WorkspaceId
    name: str
    kind: AnswerKind
    language: str
    body: str
    created_at: datetime
    ready: str | None = None
    """Which of the ready-made ones it began as; it comes but once, also when it was deleted."""
    deleted_at: datetime | None = None
    version: int = 1

    @property
    def own(self) -> bool:
        """Whether the team wrote it, or has changed what it began as."""
        began = next((one for one in ready_answers() if one.key == self.ready), None)
        return began is None or (began.name, began.body) != (self.name, self.body)

    def named(self, typed: str) -> "Answer":
        """Raises: BadInput("answer-name-empty" | "answer-name-long")."""
        name = one_line(typed)
        if not name:
            raise BadInput("answer-name-empty")
        if len(name) > NAME_MOST:
            raise BadInput("answer-name-long", most=NAME_MOST, length=len(name))
        return replace(self, name=name)

    def written(self, typed: str) -> "Answer":
        """Raises: BadInput("answer-empty" | "answer-long" | "answer-tag")."""
        body = _bounded(typed, BODY_MOST)
        _, unknown = tags_in(body)
        if unknown:
            raise BadInput("answer-tag", tags=", ".join(f"{{{one}}}" for one in unknown))
        return replace(self, body=body)


@dataclass(frozen=True, slots=True)
class ReadyAnswer:
    """A template that every team begins with."""

    key: str
    name: str
    kind: AnswerKind
    language: str
    body: str


@cache
def ready_answers() -> tuple[ReadyAnswer, ...]:
    """Those of ready_answers.toml."""
    text = files("bot.domain").joinpath("ready_answers.toml").read_text(encoding="utf-8")
    return tuple(
        ReadyAnswer(
            f"{one['key']}-{language}",
            one["name"][language],
            AnswerKind(one["kind"]),
            language,
            tidy(one["body"][language]),
        )
        for one in tomllib.loads(text)["answers"]
        for language in one["body"]
    )

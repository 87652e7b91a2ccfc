"""The recruiter's text, the same for all sites (design.md 3)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from bot.domain import rich_text
from bot.domain.errors import BadInput, IllegalTransition, TooManyChosen
from bot.domain.ids import MemberId, VacancyId, WorkspaceId
from bot.domain.pay import Pay
from bot.domain.site import FieldValues

TITLE_MOST = 100
DESCRIPTION_MOST = 20_000
CITY_MOST = 80
CONTACT_MOST = 200
MUST_HAVES_MOST = 7
_JOINER = "\u200d"
"""Holds together an emoji made of several."""
_LOOSE_JOINERS = re.compile(rf"(?:^|(?<=\s)){_JOINER}+|{_JOINER}+(?=\s|$)")


class Employment(StrEnum):
    """How much one works."""

    FULL = "full"
    PART = "part"
    PROJECT = "project"
    INTERNSHIP = "internship"


class Experience(StrEnum):
    """Years of experience asked for."""

    NONE = "none"
    FROM_1 = "from_1"
    FROM_2 = "from_2"
    FROM_3 = "from_3"
    FROM_5 = "from_5"


class Step(StrEnum):
    """The questions of the vacancy form, in their order."""

    TITLE = "title"
    DESCRIPTION = "description"
    CITY = "city"
    EMPLOYMENT = "employment"
    EXPERIENCE = "experience"
    PAY = "pay"
    MUST = "must"
    """What candidates must have; for the team alone, no site gets it."""
    CONTACT = "contact"


class Shelf(StrEnum):
    """Where a vacancy lies."""

    OPEN = "open"
    ARCHIVE = "archive"
    """Out of the way; its ads, should some be live, go on."""
    TEMPLATE = "template"
    """Never published: others are made from it."""


STEPS: Sequence[Step] = tuple(Step)
REQUIRED: frozenset[Step] = frozenset({Step.TITLE, Step.DESCRIPTION})


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom a candidate may ask; all in one line, as the recruiter typed it."""

    text: str


@dataclass(frozen=True, slots=True)
class Vacancy:
    """Neutral things only; what one site needs stands in its publication."""

    id: VacancyId
    workspace_id: WorkspaceId
    owner_id: MemberId
    """Who answers for it."""
    created_at: datetime
    title: str = ""
    description: str = ""
    """Rich text (`bot.domain.rich_text`)."""
    city: str = ""
    country: str = "UA"
    remote: bool = False
    employment: Employment | None = None
    experience: Experience | None = None
    pay: Pay | None = None
    must_haves: tuple[str, ...] = ()
    """Points that each candidate's resume is compared with (`bot.domain.must_have`)."""
    push_from: int | None = None
    """Who has fewer of them is told of in a digest; None: everybody is told of at once."""
    contact: Contact | None = None
    step: Step | None = Step.TITLE
    """Where the form stands; None once it was walked through."""
    shelf: Shelf = Shelf.OPEN
    copied_from: VacancyId | None = None
    """Whose values of the sites' fields are offered; it may be gone by now."""
    inherited: Mapping[str, FieldValues] = field(default_factory=dict)
    """By account id what was chosen there for a vacancy that this was copied from and that is gone;

    without what only followed from that one's text.
    """
    team: tuple[MemberId, ...] = ()
    """Who else works on it: they see its candidates, and get their cards."""
    version: int = 1

    def is_of(self, member_id: MemberId) -> bool:
        """Whether the member answers for it, or works on it."""
        return member_id == self.owner_id or member_id in self.team

    def joined(self, member_id: MemberId) -> "Vacancy":
        """With this member in its team; who answers for it is there anyway."""
        return self if self.is_of(member_id) else replace(self, team=(*self.team, member_id))

    def without(self, member_id: MemberId) -> "Vacancy":
        """With a team that this member is not in."""
        return replace(self, team=tuple(one for one in self.team if one != member_id))

    def handed(self, member_id: MemberId) -> "Vacancy":
        """This member answers for it from now on; who did so before goes on in its team."""
        former = replace(self.without(member_id), owner_id=member_id)
        return former.joined(self.owner_id)

    def left_to(self, heir: MemberId, by: MemberId) -> "Vacancy":
        """Of `by` who is gone from it: the heir answers for what they answered for."""
        return (self.handed(heir) if self.owner_id == by else self).without(by)

    @property
    def blank(self) -> bool:
        """Whether nothing was answered so far: a form that was only opened."""
        fresh = Vacancy(self.id, self.workspace_id, self.owner_id, self.created_at)
        return replace(self, step=fresh.step, version=fresh.version) == fresh

    def copied(
        self, id_: VacancyId, owner_id: MemberId, moment: datetime, shelf: Shelf = Shelf.OPEN
    ) -> "Vacancy":
        """A new one that says the same; the form stands where it stood here.

        Its team is the same where whoever copies it is in that.
        """
        team = (self.owner_id, *self.team) if self.is_of(owner_id) else ()
        return replace(
            self,
            id=id_,
            owner_id=owner_id,
            created_at=moment,
            shelf=shelf,
            copied_from=self.id,
            inherited={},
            team=tuple(one for one in team if one != owner_id),
            version=1,
        )

    def orphaned(self, gone: "Vacancy", chosen: Mapping[str, FieldValues]) -> "Vacancy":
        """With what is left of the one that it was copied from, and that is deleted now."""
        inherited = {**gone.inherited, **chosen, **self.inherited}
        return replace(self, copied_from=gone.copied_from, inherited=inherited)

    def put(self, shelf: Shelf) -> "Vacancy":
        """Into the archive, or back. Raises: IllegalTransition; a template stays one."""
        if Shelf.TEMPLATE in (shelf, self.shelf) or shelf is self.shelf:
            raise IllegalTransition(self.id, self.shelf, shelf)
        return replace(self, shelf=shelf)

    def missing(self) -> list[Step]:
        """What must be answered before anything can be published."""
        answered = {Step.TITLE: bool(self.title), Step.DESCRIPTION: bool(self.description)}
        return [step for step in STEPS if step in REQUIRED and not answered[step]]

    def forward(self) -> "Vacancy":
        """To the next question, or out of the form after the last one."""
        if self.step is None:
            return self
        following = STEPS.index(self.step) + 1
        return replace(self, step=STEPS[following] if following < len(STEPS) else None)

    def back(self) -> "Vacancy":
        """To the question before; the first one stays."""
        at = STEPS.index(self.step) if self.step is not None else len(STEPS)
        return replace(self, step=STEPS[max(0, at - 1)])

    def at(self, step: Step) -> "Vacancy":
        """To one question, to change its answer."""
        return replace(self, step=step)

    def titled(self, typed: str) -> "Vacancy":
        """Raises: BadInput("title-empty" | "title-long" | "title-caps")."""
        title = one_line(typed)
        if not re.search(r"\w", title):
            raise BadInput("title-empty")
        if len(title) > TITLE_MOST:
            raise BadInput("title-long", most=TITLE_MOST, length=len(title))
        if len(title) > 3 and title.upper() == title and title.lower() != title:
            raise BadInput("title-caps")
        return replace(self, title=title)

    def described(self, message_html: str, *, more: bool = False) -> "Vacancy":
        """With this description, as a chat message says it. Raises: as `worded`."""
        return self.worded(rich_text.from_message(message_html), more=more)

    def worded(self, rich: str, *, more: bool = False) -> "Vacancy":
        """With this description (rich text), or with `more` of it behind what is there.

        Raises: BadInput("description-empty" | "description-long").
        """
        rich = (self.description if more else "") + rich
        words = rich_text.plain(rich)
        length = len(words)
        if not re.search(r"\w", words):
            raise BadInput("description-empty")
        if length > DESCRIPTION_MOST:
            raise BadInput("description-long", most=DESCRIPTION_MOST, length=length)
        return replace(self, description=rich)

    def placed(self, typed: str) -> "Vacancy":
        """Raises: BadInput("city-empty" | "city-long")."""
        city = one_line(typed)
        if not re.search(r"\w", city):
            raise BadInput("city-empty")
        if len(city) > CITY_MOST:
            raise BadInput("city-long", most=CITY_MOST)
        return replace(self, city=city, remote=False)

    def asking(self, must_haves: Sequence[str]) -> "Vacancy":
        """With these points; the threshold stays among them. Raises: TooManyChosen."""
        if len(must_haves) > MUST_HAVES_MOST:
            raise TooManyChosen(MUST_HAVES_MOST)
        least = min(self.push_from or 0, len(must_haves)) or None
        return replace(self, must_haves=tuple(must_haves), push_from=least)

    def pushing(self, least: int) -> "Vacancy":
        """Who has at least so many of them is told of at once; 0: everybody."""
        return replace(self, push_from=min(least, len(self.must_haves)) or None)

    def contacted(self, typed: str) -> "Vacancy":
        """Raises: BadInput("contact-empty" | "contact-long")."""
        text = one_line(typed)
        if not re.search(r"\w", text):
            raise BadInput("contact-empty")
        if len(text) > CONTACT_MOST:
            raise BadInput("contact-long", most=CONTACT_MOST)
        return replace(self, contact=Contact(text))


def one_line(text: str) -> str:
    """Blanks and newlines folded, control and direction marks dropped."""
    seen = " ".join(text.split())
    if seen.isprintable():
        return seen
    for char in set(seen):
        if not char.isprintable() and char != _JOINER:
            seen = seen.replace(char, "")
    if _JOINER not in seen:
        return " ".join(seen.split())
    return " ".join(_LOOSE_JOINERS.sub("", seen).split())

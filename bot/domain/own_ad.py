"""Ads that were made in the employer's cabinet, before and while they are linked (design.md 5)."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.domain.fingerprint import fingerprint
from bot.domain.ids import (
    AccountId,
    AdoptionId,
    MemberId,
    PublicationId,
    UnlinkedAdId,
    VacancyId,
    WorkspaceId,
    new_id,
)
from bot.domain.pay import Pay
from bot.domain.publication import Publication
from bot.domain.rich_text import plain
from bot.domain.sent import Sent
from bot.domain.site import Ad, FieldValues, RemoteAd, SiteInfo
from bot.domain.vacancy import TITLE_MOST, Employment, Experience, Step, Vacancy, one_line


@dataclass(frozen=True, slots=True)
class NamedAd:
    """An ad that somebody has named by its web address; whose it is nobody knows so far."""

    site: str
    remote_id: str


@dataclass(frozen=True, slots=True)
class OwnAd:
    """An own ad with all that its site tells of it, in neutral values; the rest stays empty."""

    remote: RemoteAd
    description: str = ""
    """Rich text (`bot.domain.rich_text`)."""
    city: str = ""
    employment: Employment | None = None
    experience: Experience | None = None
    pay: Pay | None = None
    fields: FieldValues = field(default_factory=dict)

    def words(self, ours: Vacancy) -> Vacancy:
        """Our vacancy as its site has it; what the site does not tell, or tells alike, is ours."""
        alike = plain(self.description).split() == plain(ours.description).split()
        amounts = ours.pay and (ours.pay.low, ours.pay.high)
        paid_alike = self.pay is None or (self.pay.low, self.pay.high) == amounts
        return replace(
            ours,
            title=one_line(self.remote.title)[:TITLE_MOST] or ours.title,
            description=ours.description if alike else self.description or ours.description,
            city=self.city if self.city and not ours.remote else ours.city,
            employment=self.employment or ours.employment,
            experience=self.experience or ours.experience,
            pay=ours.pay if paid_alike else self.pay,
        )

    def told(self) -> frozenset[str]:
        """The parts that the site tells: answers of the vacancy, and its own fields."""
        answers = {
            Step.TITLE: self.remote.title,
            Step.DESCRIPTION: self.description,
            Step.CITY: self.city,
            Step.EMPLOYMENT: self.employment,
            Step.EXPERIENCE: self.experience,
            Step.PAY: self.pay,
        }
        return frozenset({*(part.value for part, said in answers.items() if said), *self.fields})

    def compared(self, publication: Publication, ours: Vacancy, info: SiteInfo) -> Publication:
        """With what the site says now as the old values of the next change.

        Of an ad that the site took from us it is known already what has changed since.
        """
        fields = {**publication.fields, **self.fields}
        words = self.words(ours)
        before = publication.fingerprint
        if publication.linked or before is None:
            whole, told = fingerprint(words, fields, info), self.told()
            now = {part: mark for part, mark in whole.items() if part in told}
            before = {**(before or {}), **now}
        return replace(publication, sent=Sent.of(words, fields), fingerprint=before)


@dataclass(frozen=True, slots=True)
class UnlinkedAd:
    """An own ad that no publication holds; unique by (workspace, site, remote_id)."""

    id: UnlinkedAdId
    workspace_id: WorkspaceId
    account_id: AccountId
    site: str
    remote_id: str
    title: str
    url: str
    ad: Ad
    told_at: datetime | None = None
    """When somebody was told of its responses, or turned it down: never again."""
    asked_by: MemberId | None = None
    """Who wants it linked; a job does it."""
    vacancy_id: VacancyId | None = None
    """The vacancy it shall belong to; None: a new one."""
    adoption_id: AdoptionId | None = None
    """The wish that it was asked for with."""

    def left(self) -> "UnlinkedAd":
        """Nobody wants it linked any more."""
        return replace(self, asked_by=None, vacancy_id=None, adoption_id=None)

    def worth_showing(self, waiting: int) -> bool:
        """Whether anybody would want to link it."""
        return self.ad is Ad.LIVE or waiting > 0

    def fits(self, vacancy: Vacancy) -> bool:
        """Whether it may well be another ad of this vacancy."""
        return bool(self.title) and vacancy.title.split() == self.title.split()

    def vacancy(self, own: OwnAd, owner: MemberId, now: datetime) -> Vacancy:
        """The vacancy that the site's own words make."""
        return Vacancy(
            VacancyId(new_id()),
            self.workspace_id,
            owner,
            now,
            title=one_line(own.remote.title)[:TITLE_MOST],
            description=own.description,
            city=own.city,
            employment=own.employment,
            experience=own.experience,
            pay=own.pay,
            step=None,
        )

    def publication(self, own: OwnAd, vacancy: Vacancy, now: datetime) -> Publication:
        """It stands as the site says; its responses give cards from now on."""
        remote = own.remote
        linked = Publication(
            PublicationId(new_id()),
            self.workspace_id,
            vacancy.id,
            self.account_id,
            self.site,
            now,
            title=vacancy.title,
            remote_id=remote.remote_id,
            url=remote.url,
            ad=remote.ad,
            badge=remote.badge,
            refusal=remote.refusal,
            fields=own.fields,
            published_at=remote.published_at,
            expires_at=remote.expires_at,
            linked=True,
        )
        return replace(linked, told=linked.lost)  # who links it sees that

"""Ads that were made in the employer's cabinet, before and while they are linked (design.md 5)."""

from dataclasses import dataclass, field, replace
from datetime import datetime

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
from bot.domain.site import Ad, FieldValues, RemoteAd
from bot.domain.vacancy import TITLE_MOST, Employment, Experience, Vacancy, one_line


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
            fields=own.fields,
            published_at=remote.published_at,
            expires_at=remote.expires_at,
            linked=True,
        )
        return replace(linked, told=linked.lost)  # who links it sees that

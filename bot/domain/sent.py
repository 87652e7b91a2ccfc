"""What an ad said when its site took it: the old values of a change."""

from dataclasses import dataclass, field, replace

from bot.domain.pay import Pay
from bot.domain.site import FieldValues
from bot.domain.vacancy import Contact, Employment, Experience, Vacancy


@dataclass(frozen=True, slots=True)
class Sent:
    """The answers of the vacancy and the site's own fields, as they were sent."""

    title: str
    description: str
    city: str
    country: str
    remote: bool
    employment: Employment | None = None
    experience: Experience | None = None
    pay: Pay | None = None
    contact: Contact | None = None
    fields: FieldValues = field(default_factory=dict)

    @classmethod
    def of(cls, vacancy: Vacancy, fields: FieldValues) -> "Sent":
        """What a form with these says."""
        return cls(
            vacancy.title,
            vacancy.description,
            vacancy.city,
            vacancy.country,
            vacancy.remote,
            vacancy.employment,
            vacancy.experience,
            vacancy.pay,
            vacancy.contact,
            fields,
        )

    def vacancy(self, now: Vacancy) -> Vacancy:
        """The vacancy as it was then."""
        return replace(
            now,
            title=self.title,
            description=self.description,
            city=self.city,
            country=self.country,
            remote=self.remote,
            employment=self.employment,
            experience=self.experience,
            pay=self.pay,
            contact=self.contact,
        )

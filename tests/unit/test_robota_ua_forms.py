"""Our ad as Robota.ua takes it, and as it is read back."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.pay import Pay, PayPeriod
from bot.domain.site import Entry, FieldValues
from bot.domain.vacancy import Contact, Employment, Experience, Vacancy
from bot.ports import AdForm
from sites.robota_ua import INFO, forms, mapping
from sites.robota_ua.keys import EMPLOYMENT
from sites.robota_ua.own_ads import own_ad
from tests.site_bench import VACANCY

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
CITIES = (Entry("1", {"uk": "Київ", "ru": "Киев"}), Entry("2", {"uk": "Львів"}))
FIELDS: FieldValues = {"city": CITIES[:1], "employment": EMPLOYMENT[:1]}


def body(vacancy: Vacancy = VACANCY, fields: FieldValues = FIELDS) -> dict[str, object]:
    return forms.to_body(AdForm(vacancy, fields), "Business")


PAYS = [
    (Pay(25000, 40000), {"salaryRange": {"amountFrom": 25000, "amountTo": 40000}}),
    (Pay(25000, None), {"salary": 25000, "salaryDescr": "від"}),
    (Pay(None, 40000, gross=False), {"salary": 40000, "salaryDescr": "до на руки"}),
    (Pay(1500, 2000, "USD"), {"salaryDescr": "1500–2000 $/міс"}),
    (Pay(800, None, period=PayPeriod.SHIFT), {"salaryDescr": "800 грн/зміна"}),
    (None, {}),
]


@pytest.mark.parametrize(("pay", "said"), PAYS)
def test_pay_goes_to_the_fields_that_can_hold_it_and_comes_back(
    pay: Pay | None, said: dict[str, object]
) -> None:
    sent = body(replace(VACANCY, pay=pay))
    assert {key: sent[key] for key in sent if key.startswith("salary") and sent[key]} == said
    bounds = sent.get("salaryRange") or {}
    assert isinstance(bounds, dict)
    item = {
        "vacancyId": 1,
        "salary": sent.get("salary", 0),
        "salaryDescr": sent.get("salaryDescr", ""),
        "salaryFrom": bounds.get("amountFrom", 0),
        "salaryTo": bounds.get("amountTo", 0),
    }
    posted = mapping.posted(item, NOW)
    assert posted is not None
    back = own_ad(posted, {}).pay
    expected = pay if pay is None or pay.low or pay.high else None
    assert back == expected


@pytest.mark.parametrize(
    ("typed", "person", "phone"),
    [
        ("Оля, 050 000-00-00", "Оля", "+380500000000"),
        ("+380 67 111 22 33, 0442223344", None, "+380671112233, +380442223344"),
        ("Пишіть у Telegram @olia", "Пишіть у Telegram @olia", None),
    ],
)
def test_a_contact_is_a_person_and_numbers(
    typed: str, person: str | None, phone: str | None
) -> None:
    sent = body(replace(VACANCY, contact=Contact(typed)))
    assert (sent.get("contactPerson"), sent.get("contactPhone")) == (person, phone)


def test_the_description_has_the_sites_tags_the_links_address_and_the_experience() -> None:
    rich = '<h3>Хто</h3><p><b>Ми</b> <i>тут</i>: <a href="https://x.example">сайт</a></p>'
    html = forms.description_html(replace(VACANCY, description=rich, experience=Experience.FROM_5))
    assert html == (
        "<p><strong>Хто</strong></p><p><strong>Ми</strong> <em>тут</em>: сайт (https://x.example)</p>"
        "<p>Досвід роботи: від 5 років</p>"
    )


@pytest.mark.parametrize("experience", [*Experience, None])
def test_the_experience_comes_back_out_of_the_description(experience: Experience | None) -> None:
    vacancy = replace(VACANCY, experience=experience)
    page = f"<html><head></head><body>{forms.description_html(vacancy)}</body></html>"
    posted = mapping.posted({"vacancyId": 1, "description": page}, NOW)
    assert posted is not None
    own = own_ad(posted, {})
    assert own.experience is experience
    assert own.description == vacancy.description


def test_what_the_site_would_refuse_is_said_before() -> None:
    form = AdForm(replace(VACANCY, title="т" * 101, description="<p>мало</p>"), {})
    found = {(one.code, one.field) for one in forms.check_form(form, INFO, publish=True)}
    assert found == {
        ("missing", "city"),
        ("missing", "publication"),
        ("title-long", "title"),
        ("description-short", "description"),
    }
    assert ("missing", "publication") not in {
        (one.code, one.field) for one in forms.check_form(form, INFO, publish=False)
    }


def test_tags_do_not_count_in_the_length_of_a_description() -> None:
    bare = replace(VACANCY, experience=None)
    for length, short in ((149, True), (150, False)):
        text = f"<p><b>{'х' * length}</b></p>"
        problems = forms.check_form(
            AdForm(replace(bare, description=text), FIELDS), INFO, publish=False
        )
        assert ("description-short" in {one.code for one in problems}) is short


def test_what_follows_from_the_vacancy_is_suggested() -> None:
    found = forms.suggest(VACANCY, {"city": CITIES})
    assert found == {"city": CITIES[:1], "employment": EMPLOYMENT[:1]}
    other = replace(VACANCY, city="львів", remote=True, employment=Employment.INTERNSHIP)
    found = forms.suggest(other, {"city": CITIES})
    assert found["city"] == CITIES[1:]
    assert [one.id for one in found["work"]] == ["Remote"]
    assert "employment" not in found
    assert found["student"][0].id == "1"
    assert forms.suggest(replace(VACANCY, city="Ні"), {"city": CITIES}).keys() == {"employment"}


def test_flags_and_types_are_always_sent_and_what_must_not_be_never() -> None:
    sent = body()
    assert sent["isForStudent"] is sent["isHideInProfile"] is False
    assert (sent["endingType"], sent["sendResumeType"]) == ("CloseAndNotify", "3")
    assert not {"rubricList", "scheduleId", "experienceId", "currencyId"} & set(sent)

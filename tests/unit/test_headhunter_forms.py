"""Our ad as HeadHunter's body (headhunter.md 4.2, 5.2)."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.pay import Pay, PayPeriod
from bot.domain.site import Entry
from bot.domain.vacancy import Contact, Employment, Experience
from bot.ports import AdForm
from sites.headhunter import INFO, SITE, forms
from sites.headhunter.conditions import conditions
from tests.headhunter import AD

YES = (Entry("1", {"uk": "✓"}),)
FIELDS = {
    "area": (Entry("160", {"ru": "Алматы"}),),
    "role": (Entry("70", {"ru": "Менеджер"}),),
    "publication": (Entry("HH_STANDARD+HH_ZP", {"ru": "Стандарт"}),),
}
FORM = AdForm(AD, FIELDS)


def codes(form: AdForm, *, publish: bool = True) -> set[tuple[str, str | None]]:
    return {(one.code, one.field) for one in forms.check_form(form, INFO, publish=publish)}


def test_a_publication_says_what_it_must_and_leaves_out_what_it_has_not() -> None:
    body = forms.publication_body(FORM)
    assert body["area"] == {"id": "160"}
    assert body["professional_roles"] == [{"id": "70"}]
    assert [one["property_type"] for one in body["vacancy_properties"]["properties"]] == [
        "HH_STANDARD",
        "HH_ZP",
    ]
    assert body["code"].startswith("vidhuk-")
    assert not {"experience", "employment_form", "work_format", "areas"} & set(body)
    assert body["night_shifts"] is False


def test_a_draft_has_areas_and_may_lack_everything() -> None:
    assert forms.draft_body(FORM)["areas"] == [{"id": "160"}]
    assert not {"area", "areas", "vacancy_properties"} & set(forms.draft_body(AdForm(AD, {})))


def test_an_edit_says_what_was_taken_away_and_never_what_costs() -> None:
    bare = replace(FORM, vacancy=replace(AD, pay=None, contact=None))
    body = forms.edit_body(bare, keep_pay=False)
    assert body["salary_range"] is None
    assert (body["experience"], body["work_format"], body["key_skills"]) == (None, [], [])
    assert not {"area", "vacancy_properties", "code", "contacts"} & set(body)
    assert "salary_range" not in forms.edit_body(bare, keep_pay=True)


@pytest.mark.parametrize(
    ("pay", "expected"),
    [
        (Pay(1, 2, "KZT", True), ("KZT", True, "MONTH")),
        (Pay(None, 2, "RUB", False), ("RUR", False, "MONTH")),
        (Pay(1, None, "USD", None, PayPeriod.HOUR), ("USD", False, "HOUR")),
        (Pay(1, None, "UAH", None, PayPeriod.DAY), ("UAH", False, "SHIFT")),
    ],
)
def test_pay_stands_in_the_sites_own_field_where_that_can_hold_it(
    pay: Pay, expected: tuple[str, bool, str]
) -> None:
    found = forms.salary_range(pay)
    assert found is not None
    assert (found["currency"], found["gross"], found["mode"]["id"]) == expected
    assert (found["from"], found["to"]) == (pay.low, pay.high)


def test_pay_that_the_field_cannot_hold_is_the_last_paragraph() -> None:
    pay = Pay(5000, None, "UAH", None, PayPeriod.WEEK)
    assert forms.salary_range(pay) is None
    html = forms.description_html(replace(AD, pay=pay))
    assert html.endswith("<p>Оплата: 5000 UAH в неделю</p>")


@pytest.mark.parametrize("publish", [True, False])
@pytest.mark.parametrize("period", [PayPeriod.MONTH, PayPeriod.WEEK])
def test_a_currency_that_the_site_lacks_is_said_before_anything_is_sent(
    publish: bool, period: PayPeriod
) -> None:
    for currency, said in (("PLN", {("currency_code_is_invalid", "pay")}), ("KZT", set())):
        pay = Pay(None, 9000, currency, None, period)
        form = replace(FORM, vacancy=replace(AD, pay=pay))
        assert codes(form, publish=publish) == said


def test_the_description_has_only_tags_that_the_site_takes() -> None:
    rich = '<h3>Хто ми</h3><p><b>a</b> <i>b</i> <a href="https://x.example">c</a></p>'
    html = forms.description_html(replace(AD, description=rich, pay=None))
    assert html == "<p><strong>Хто ми</strong></p><p><strong>a</strong> <em>b</em> c</p>"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Оля", {"name": "Оля", "phones": []}),
        (
            "Оля, 050 123-45-67",
            {"name": "Оля", "phones": [{"country": "380", "city": "50", "number": "1234567"}]},
        ),
        (
            "+7 701 123 45 67",
            {
                "name": "+7 701 123 45 67",
                "phones": [{"country": "7", "city": "701", "number": "1234567"}],
            },
        ),
        ("hr@example.com", None),
    ],
)
def test_a_contact_is_a_name_and_phones(typed: str, expected: object) -> None:
    body = forms.ad_body(replace(FORM, vacancy=replace(AD, contact=Contact(typed))))
    assert body["contacts"] == expected


def test_what_the_site_would_surely_refuse_is_said_before() -> None:
    assert codes(FORM) == set()
    assert codes(AdForm(AD, {})) == {("missing", one) for one in ("area", "role", "publication")}
    short = replace(AD, description="<p>Напишіть на hr@example.com</p>", pay=None)
    assert codes(AdForm(short, FIELDS)) == {
        ("description-short", "description"),
        ("email_in_description", "description"),
    }
    long = replace(AD, title="а" * 101, description=f"<p>{'б' * 10_001}</p>")
    many = ", ".join(f"навичка {number}" for number in range(31))
    fields = {**FIELDS, "skills": (Entry(many, {}),), "format": FIELDS["role"] * 5}
    assert codes(AdForm(long, fields)) == {
        ("title-long", "title"),
        ("description-long", "description"),
        ("skills-many", "skills"),
        ("too-many", "format"),
    }
    lengthy = {**FIELDS, "skills": (Entry("я" * 101, {}),)}
    assert codes(AdForm(AD, lengthy)) == {("skills-long", "skills")}
    assert codes(AdForm(short, {}), publish=False) == set()


def test_what_follows_from_the_vacancy_is_filled_in() -> None:
    lists = {
        "areas": (Entry("160", {"ru": "Алматы", "uk": "Алмати"}),),
        "employment_form": (Entry("FULL", {}), Entry("PART", {})),
        "experience": (Entry("noExperience", {}), Entry("between3And6", {})),
        "work_format": (Entry("REMOTE", {}),),
    }

    def chosen(**changes: object) -> dict[str, list[str]]:
        found = SITE.suggest(replace(AD, **changes), lists)  # type: ignore[arg-type]
        return {key: [one.id for one in values] for key, values in found.items()}

    assert chosen(city="алмати", employment=Employment.PART, experience=Experience.FROM_5) == {
        "incomplete": ["1"],
        "area": ["160"],
        "employment": ["PART"],
        "experience": ["between3And6"],
    }
    assert chosen(city="", employment=Employment.INTERNSHIP, experience=None, remote=True) == {
        "incomplete": ["1"],
        "internship": ["1"],
        "format": ["REMOTE"],
    }


# -- what the site tells of its fields ----------------------------------------------------------


def limited(**rules: Any) -> AdForm:
    """The form, under the rules that the site tells of these fields."""
    return replace(FORM, limits=conditions(rules))


def told(form: AdForm, *, publish: bool = True) -> list[tuple[str, str | None, int | None]]:
    found = forms.check_form(form, INFO, publish=publish)
    return [(one.code, one.field, one.limit) for one in found]


def test_a_form_is_held_against_the_rules_that_the_site_tells_today() -> None:
    assert told(limited(name={"max_length": 5})) == [("title-long", "title", 5)]
    assert told(limited(description={"min_length": 9000})) == [
        ("description-short", "description", 9000)
    ]
    assert told(limited(description={"max_length": 20})) == [
        ("description-long", "description", 20)
    ]
    skilled = limited(key_skills={"max_count": 1})
    skilled = replace(skilled, fields={**FIELDS, "skills": (Entry("Excel, CRM", {}),)})
    assert told(skilled) == [("skills-many", "skills", 1)]


def test_without_its_word_the_rules_of_the_specification_hold() -> None:
    short = replace(FORM, vacancy=replace(AD, description="<p>Слово</p>"))
    assert told(short) == [("description-short", "description", 150)]
    assert told(replace(short, limits=conditions({"description": {"min_length": 3}}))) == []


@pytest.mark.parametrize(
    ("rule", "field"),
    [("employment_form", "employment"), ("working_hours", "hours"), ("key_skills", "skills")],
)
def test_a_field_that_has_become_required_is_asked_for(rule: str, field: str) -> None:
    form = limited(**{rule: {"required": True}})
    assert told(form) == [("missing", field, None)]
    assert told(form, publish=False) == []
    chosen = replace(form, fields={**FIELDS, field: (Entry("1", {"uk": "1"}),)})
    assert told(chosen) == []


def test_pay_and_contact_may_become_required_too() -> None:
    form = limited(salary_range={"required": True}, contacts={"required": True})
    bare = replace(form, vacancy=replace(AD, pay=None, contact=None))
    assert told(bare) == [("missing", "pay", None), ("missing", "contact", None)]


@pytest.mark.parametrize("data", [None, [], {}, {"name": None}, {"name": {"max_length": "?"}}])
def test_rules_that_can_not_be_read_are_none(data: Any) -> None:
    assert conditions(data) == ()

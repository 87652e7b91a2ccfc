"""Our ad as Work.ua's form: what is sent, what is refused before, what follows by itself."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.pay import Pay, PayPeriod, parse_pay
from bot.domain.site import Entry
from bot.domain.vacancy import Contact, Employment, Experience, Vacancy
from bot.ports import AdForm
from sites.work_ua import INFO
from sites.work_ua.forms import check_form, description_html, suggest, to_form
from tests.site_bench import VACANCY

FIELDS = {
    "town": (Entry("39", {"uk": "Київ"}),),
    "category": (Entry("22", {"uk": "Продаж"}), Entry("23", {"uk": "Роздріб"})),
    "jobtype": (Entry("74", {"uk": "повна"}),),
    "years": (Entry("165", {"uk": "від 1 року"}),),
    "publication": (Entry("standart_job", {"uk": "Стандарт"}),),
    "text_response": (Entry("1", {"uk": "✓"}),),
}
FORM = AdForm(VACANCY, FIELDS)


def changed(**changes: Any) -> AdForm:
    return AdForm(replace(VACANCY, **changes), FIELDS)


def test_the_form_has_the_whole_set_with_indexed_keys_and_every_flag() -> None:
    sent = dict(to_form(FORM, None))
    assert sent.pop("description").startswith("<p>Шукаємо")
    assert sent == {
        "name": "Менеджер з продажу",
        "region[id]": "39",
        "category[0][id]": "22",
        "category[1][id]": "23",
        "jobtype[0][id]": "74",
        "experience[id]": "165",
        "salary[value]": "25000",
        "salary[value_max]": "40000",
        "text_response": "1",
        "show[phone]": "0",
        "stud": "0",
        "retired": "0",
        "disability": "0",
        "veteran": "0",
        "deferment": "0",
    }


def test_the_publication_type_is_sent_only_when_it_is_meant() -> None:
    assert "publication" not in dict(to_form(FORM, None))
    assert dict(to_form(FORM, "standart_job"))["publication"] == "standart_job"
    assert "renew" not in dict(to_form(FORM, "standart_job"))


@pytest.mark.parametrize(
    ("rich", "html"),
    [
        ("<p>a <b>b</b> <i>c</i></p>", "<p>a <b>b</b> c</p>"),
        ("<p>x<br>y</p><script>alert(1)</script>", "<p>xy</p>"),
        (
            '<p><a href="https://x.example/?a=1&amp;b=2" onclick="x">y</a></p>',
            '<p><a href="https://x.example/?a=1&amp;b=2">y</a></p>',
        ),
        ('<p><a href="javascript:alert(1)">y</a></p>', "<p><a>y</a></p>"),
        ("<h3>a</h3><ul><li>1 &lt; 2</li></ul>", "<h3>a</h3><ul><li>1 &lt; 2</li></ul>"),
        ("<p>👩‍💻 ok</p>", "<p>👩‍💻 ok</p>"),
    ],
)
def test_the_description_keeps_only_the_tags_that_the_site_takes(rich: str, html: str) -> None:
    assert description_html(replace(VACANCY, description=rich, contact=None)) == html


def test_the_contact_is_the_last_paragraph_and_cannot_bring_markup() -> None:
    html = description_html(replace(VACANCY, contact=Contact("Оля <b>&</b> 050")))
    assert html.endswith("<p>Контакт: Оля &lt;b&gt;&amp;&lt;/b&gt; 050</p>")


@pytest.mark.parametrize(
    ("pay", "sent"),
    [
        (None, {}),
        (Pay(25000, None), {"salary[value]": "25000"}),
        (Pay(None, 40000), {"salary[value_max]": "40000"}),
        (
            Pay(25000, 40000, gross=False),
            {
                "salary[value]": "25000",
                "salary[value_max]": "40000",
                "salary[comment]": "на руки",
            },
        ),
        (Pay(150, 200, period=PayPeriod.HOUR), {"salary[comment]": "150–200 грн/год"}),
        (Pay(200, None, period=PayPeriod.HOUR), {"salary[comment]": "200 грн/год"}),
        (Pay(None, 250, period=PayPeriod.HOUR), {"salary[comment]": "до 250 грн/год"}),
        (Pay(800, None, period=PayPeriod.SHIFT), {"salary[comment]": "800 грн/зміна"}),
        (Pay(1500, 2000, "USD"), {"salary[comment]": "1500–2000 $/міс"}),
        (Pay(None, 1500, "EUR", gross=False), {"salary[comment]": "до 1500 €/міс, на руки"}),
        (
            Pay(40, None, "USD", True, PayPeriod.DAY),
            {"salary[comment]": "40 $/день, до вирахування податків"},
        ),
    ],
)
def test_pay_is_a_month_in_hryvnias_and_all_else_a_comment(
    pay: Pay | None, sent: dict[str, str]
) -> None:
    form = changed(pay=pay)
    pairs = dict(to_form(form, None))
    assert {key: value for key, value in pairs.items() if key.startswith("salary")} == sent
    assert check_form(form, INFO, publish=True) == ()


@pytest.mark.parametrize("gross", [None, True, False])
@pytest.mark.parametrize("period", PayPeriod)
@pytest.mark.parametrize("currency", ["UAH", "USD", "EUR", "PLN", "KZT", "RUB"])
def test_a_comment_reads_as_the_pay_that_it_was_made_of(
    currency: str, period: PayPeriod, gross: bool | None
) -> None:
    for low, high in ((1500, 2000), (1500, None), (None, 2000)):
        pay = Pay(low, high, currency, gross, period)
        sent = dict(to_form(changed(pay=pay), None))
        if "salary[value]" not in sent and "salary[value_max]" not in sent:
            assert parse_pay(sent["salary[comment]"]) == pay


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"title": "Я"}, ("title-short", "title")),
        ({"title": "Я" + "а" * 100}, ("title-long", "title")),
        ({"title": "МЕНЕДЖЕР"}, ("title-caps", "title")),
        ({"description": "<p> </p>", "contact": None}, ("description-empty", "description")),
        ({"description": f"<p>{'ї' * 20_000}</p>"}, ("description-long", "description")),
    ],
)
def test_what_the_site_would_surely_refuse_is_said_before(
    changes: dict[str, Any], problem: tuple[str, str]
) -> None:
    found = check_form(changed(**changes), INFO, publish=True)
    assert [(one.code, one.field) for one in found] == [problem]
    assert found[0].message == ""


def test_a_draft_needs_no_publication_type_and_three_categories_are_the_most() -> None:
    without = {key: value for key, value in FIELDS.items() if key != "publication"}
    form = AdForm(VACANCY, without)
    assert check_form(form, INFO, publish=False) == ()
    assert [one.field for one in check_form(form, INFO, publish=True)] == ["publication"]
    four = {**FIELDS, "category": FIELDS["category"] * 2}
    found = check_form(AdForm(VACANCY, four), INFO, publish=True)
    assert [(one.code, one.field) for one in found] == [("too-many", "category")]


DICTIONARIES = {
    "town": (
        Entry("39", {"uk": "Київ", "ru": "Киев", "en": "Kyiv"}),
        Entry("118", {"uk": "Івано-Франківськ", "ru": "Ивано-Франковск"}),
    ),
    "jobtype": (Entry("75", {"uk": "неповна зайнятість"}), Entry("74", {"uk": "повна зайнятість"})),
    "experience": (
        Entry("164", {"uk": "без досвіду"}),
        Entry("165", {"uk": "досвід від 1 року"}),
        Entry("166", {"uk": "досвід від 2 років"}),
        Entry("167", {"uk": "досвід від 5 років"}),
    ),
}


def suggested(key: str, **changes: Any) -> str | None:
    entries = suggest(replace(VACANCY, **changes), DICTIONARIES).get(key, ())
    return entries[0].id if entries else None


@pytest.mark.parametrize(
    ("city", "town"),
    [("Київ", "39"), ("kyiv ", "39"), ("івано франківськ", "118"), ("Париж", None), ("", None)],
)
def test_the_town_follows_from_the_city(city: str, town: str | None) -> None:
    assert suggested("town", city=city) == town


@pytest.mark.parametrize(
    ("employment", "job_type"),
    [
        (Employment.FULL, "74"),
        (Employment.PART, "75"),
        (Employment.PROJECT, None),
        (None, None),
    ],
)
def test_the_job_type_follows_from_the_employment(
    employment: Employment | None, job_type: str | None
) -> None:
    assert suggested("jobtype", employment=employment) == job_type


@pytest.mark.parametrize(
    ("experience", "years"),
    [
        (Experience.NONE, "164"),
        (Experience.FROM_1, "165"),
        (Experience.FROM_3, "166"),
        (Experience.FROM_5, "167"),
        (None, None),
    ],
)
def test_experience_takes_the_same_or_the_next_fewer_years(
    experience: Experience | None, years: str | None
) -> None:
    assert suggested("years", experience=experience) == years


def test_nothing_is_suggested_that_the_dictionaries_lack() -> None:
    vacancy: Vacancy = VACANCY
    assert set(suggest(vacancy, {})) == {"text_response"}

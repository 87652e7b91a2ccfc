"""An ad made in Work.ua's cabinet as our vacancy: what is given is taken, nothing is guessed."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.domain.own_ad import OwnAd
from bot.domain.pay import Pay, PayPeriod
from bot.domain.site import Entry
from bot.domain.vacancy import Employment, Experience
from sites.work_ua import mapping
from sites.work_ua.own_ads import own_ad
from tests.unit.test_work_ua_mapping import sample

SHIFT = PayPeriod.SHIFT
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
DICTIONARIES = {
    "town": (Entry("39", {"uk": "Київ"}), Entry("101", {"uk": "Харків"})),
    "category": (Entry("22", {"uk": "Продаж"}), Entry("23", {"uk": "Роздріб"})),
    "jobtype": (Entry("74", {"uk": "повна зайнятість"}), Entry("75", {"uk": "неповна"})),
    "experience": (Entry("163", {"uk": "без досвіду"}), Entry("164", {"uk": "від 2 років"})),
    "education": (Entry("68", {"uk": "вища"}),),
}


def read(**changes: Any) -> OwnAd:
    """The first sample, changed; None takes a field out."""
    item = {**sample("jobs_my_full")["items"][0], **changes}
    job = mapping.job({key: one for key, one in item.items() if one is not None}, NOW)
    assert job is not None
    return own_ad(job, DICTIONARIES)


def test_the_long_form_of_the_list_gives_all_that_it_has() -> None:
    own = read()
    assert own.remote.remote_id == "8400001"
    assert own.description.endswith("</p><ul><li>досвід від року</li></ul>")
    assert (own.city, own.pay) == ("Київ", Pay(25000, 40000))
    assert (own.employment, own.experience) == (Employment.FULL, Experience.FROM_2)
    chosen = {key: [one.id for one in entries] for key, entries in own.fields.items()}
    assert chosen == {
        "town": ["39"],
        "category": ["22"],
        "jobtype": ["74"],
        "years": ["164"],
        "education": ["68"],
        "text_response": ["1"],
        "disability": [],
    }


def test_what_is_not_given_stays_empty() -> None:
    keys = ("description", "region", "category", "jobtype", "experience", "education", "salary")
    own = read(**dict.fromkeys((*keys, "text_response", "disability")))
    assert own == OwnAd(own.remote)
    assert own.remote.title == "Менеджер з продажу"


def test_ids_that_no_dictionary_knows_are_left_out() -> None:
    own = read(region="7777", category=["22", "999"], jobtype="x", experience=0)
    assert (own.city, own.employment, own.experience) == ("", None, None)
    assert [one.id for one in own.fields["category"]] == ["22"]
    assert "town" not in own.fields


def test_two_job_types_say_neither() -> None:
    assert read(jobtype=["74", "75"]).employment is None
    assert read(experience=163).experience is Experience.NONE


@pytest.mark.parametrize(
    ("salary", "pay"),
    [
        ({"value": "25000", "value_max": None}, Pay(25000, None)),
        ({"value": 0, "value_max": 40000}, Pay(None, 40000)),
        ({"comment": "200 грн/год"}, Pay(200, None, period=PayPeriod.HOUR)),
        ({"comment": "1500–2000 $/міс"}, Pay(1500, 2000, "USD")),
        ({"comment": "800 грн/зміна, на руки"}, Pay(800, None, gross=False, period=SHIFT)),
        ({"comment": "25000 + бонуси"}, None),
        ({"comment": "25000"}, None),
        ({"comment": "договірна"}, None),
        ({"comment": "13 зарплата"}, None),
        ({"value": None, "comment": "ставка + бонуси"}, None),
        ("25000", None),
    ],
)
def test_pay_is_taken_only_where_it_is_an_amount(salary: Any, pay: Pay | None) -> None:
    assert read(salary=salary).pay == pay


@pytest.mark.parametrize(
    ("html", "rich"),
    [
        ("<p>a<script>x()</script> <strong>b</strong></p>", "<p>a <b>b</b></p>"),
        ("рядок<br>другий &amp; третій", "<p>рядок</p><p>другий &amp; третій</p>"),
        ('<p><a href="javascript:x()">y</a></p>', "<p><a>y</a></p>"),
        ("<p> </p>", ""),
    ],
)
def test_the_description_becomes_our_rich_text(html: str, rich: str) -> None:
    assert read(description=html).description == rich

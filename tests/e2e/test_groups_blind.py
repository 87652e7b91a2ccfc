"""A blind first look: the group reads who a candidate is only once somebody has taken them."""

import pytest

from tests.e2e import people, steps
from tests.e2e.house import Outside
from tests.e2e.mornings import State
from tests.e2e.team import colleague, joins, linked
from tests.phone import Phone

pytestmark = pytest.mark.begins(State.PUBLISHED)


async def test_nobody_in_a_blind_group_knows_who_it_is_before_the_taking(
    phone: Phone, outside: Outside
) -> None:
    recruiter = await colleague(phone, outside, "Роман", "рекрутера")
    await joins(phone, "Роман")
    group = await linked(phone, recruiter)
    await phone.see("Групу підключено")
    await steps.tap(phone, "Перший погляд наосліп", "Наосліп")
    await group.see("Відтепер імена тут приховано")
    ad = (await steps.job(outside)).id
    told = {"fio": "Канарейко Соломія", "birth_date": "1990-02-01"}
    await steps.respond(outside, ad, file="pdf", with_photo=True, **told)
    card = await group.see("🆕 Кандидат №")
    assert not {"📞 Контакт", "📄 Резюме"} & set(card.buttons)
    await group.see("Кандидат №", after=await group.type("/today"))
    everything = "".join(f"{one.text}{one.html}{one.rows}" for one in await group.messages())
    for part in ("Канарей", "Соломі", "anarei", people.EMAIL, "713", people.LETTER, "1990"):
        assert part not in everything, part
    theirs = recruiter.at(group.chat)
    await theirs.tap("Беру")
    taken = await group.see("Соломія К.")
    assert taken.message_id == card.message_id
    assert people.EMAIL in str(await theirs.tap("Контакт"))

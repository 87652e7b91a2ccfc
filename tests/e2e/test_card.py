"""A candidate is handled by two people, one in private and one in the group."""

import asyncio

import pytest

from tests.e2e import people, steps
from tests.e2e.house import Outside
from tests.e2e.mornings import State
from tests.e2e.team import NO_ACCESS, colleague, joins, linked
from tests.phone import Phone, Shown

pytestmark = pytest.mark.begins(State.PUBLISHED)

MASKED = "Олена К."


async def test_two_people_handle_one_candidate_and_every_copy_says_so(
    phone: Phone, outside: Outside
) -> None:
    recruiter = await colleague(phone, outside, "Роман", "рекрутера", username="roman_hr")
    manager = await colleague(phone, outside, "Марта", "керівника")
    await joins(phone, "Роман")
    stranger = await outside.phone("Чужий")
    group = await linked(phone, recruiter, manager, stranger)
    await steps.respond(outside, (await steps.job(outside)).id, file="pdf")
    own = await phone.see(people.NAME)
    masked = await group.see(f"🆕 {MASKED}")
    for outsider in (stranger, manager):
        assert NO_ACCESS in str(await outsider.at(group.chat).tap("Беру"))
    await _take(phone, recruiter.at(group.chat), own, masked)
    await _put_off_and_note(phone, recruiter.at(group.chat), own, masked)
    await _move(phone, group, own)
    await _look_back(phone, own)
    await _answer_in_private(recruiter, recruiter.at(group.chat), masked)
    assert await phone.telegram.violations() == []


async def _take(phone: Phone, theirs: Phone, own: Shown, masked: Shown) -> None:
    """Both at once: one has the candidate, the other hears who."""
    taps = await asyncio.gather(
        phone.press("Беру", own.message_id), theirs.press("Беру", masked.message_id)
    )
    answers = [await phone.telegram.get(f"taps/{one['id']}", wait=phone.wait) for one in taps]
    told = [one["text"] for one in answers if one["text"]]
    assert len(told) == 1
    assert "вже працює з кандидатом" in told[0]
    mine = await phone.see("✋ Взято в роботу")
    assert mine.message_id == own.message_id
    assert mine.document is not None
    assert people.EMAIL in mine.text
    assert (await theirs.see("✋ Взято в роботу")).message_id == masked.message_id
    assert "Беру" not in " ".join(mine.buttons)


async def _put_off_and_note(phone: Phone, theirs: Phone, own: Shown, masked: Shown) -> None:
    """It comes back as a word under the card; meanwhile replies are notes."""
    await phone.tap("Пізніше", message_id=own.message_id)
    await phone.see("Коли нагадати?")
    await phone.tap("1 година", message_id=own.message_id)
    await theirs.see("⏰ Відкладено")
    await theirs.type("Дзвонив, чекає на дзвінок", reply_to=masked.message_id)
    await phone.see("📝 Роман")
    await theirs.see("«Дзвонив, чекає на дзвінок»")
    await phone.type("@Roman_HR, телефон 050 713 55 91", reply_to=own.message_id)
    await phone.see("Нотатку записано")
    ping = await theirs.at(theirs.person).see("звертається до вас у нотатці")
    assert "«@Roman_HR, телефон" in ping.text
    assert "713" not in (await theirs.see("(і ще 1)")).text
    assert (await phone.see("Час повернутися")).reply_to == own.message_id


async def _move(phone: Phone, group: Phone, own: Shown) -> None:
    """A stage, by the page behind the dots."""
    await _press(phone, "⋯", own)
    await _press(phone, "Етап", own)
    await phone.see("На який етап?")
    await _press(phone, "Інтерв'ю", own)
    await phone.see("🗓 Інтерв'ю · ")
    await group.see("🗓 Інтерв'ю · ")


async def _look_back(phone: Phone, own: Shown) -> None:
    """What was done is told to who asks."""
    await _press(phone, "⋯", own)
    await _press(phone, "Історія", own)
    history = await phone.see("що було")
    for words in ("взяв(-ла) в роботу", "нотатка «Дзвонив", "етап 🗓 Інтерв'ю"):
        assert words in history.text


async def _answer_in_private(private: Phone, there: Phone, masked: Shown) -> None:
    """The button of the group's card opens the private chat, where the words are chosen."""
    (card,) = [one for one in await there.messages() if one.message_id == masked.message_id]
    start = card.button("Відповісти").value.partition("?start=")[2]
    await steps.say(private, f"/start {start}", "що відповісти?")
    chosen = await steps.tap(private, "Відповісти", "Оберіть шаблон")
    assert "Канарейко" in chosen.text


async def _press(phone: Phone, button: str, card: Shown) -> None:
    await steps.see_button(phone, button, at=card)
    assert await phone.tap(button, message_id=card.message_id) is None

"""A candidate is handled by two people, one in private and one in the group."""

import pytest

from tests.e2e import people, steps
from tests.e2e.house import Outside
from tests.e2e.mornings import State
from tests.e2e.team import colleague, linked
from tests.phone import Phone

pytestmark = pytest.mark.begins(State.PUBLISHED)

MASKED = "Олена К."


async def test_two_people_handle_one_candidate_and_every_copy_says_so(
    phone: Phone, outside: Outside
) -> None:
    recruiter = await colleague(phone, outside, "Роман", "рекрутера")
    manager = await colleague(phone, outside, "Марта", "керівника")
    stranger = await outside.phone("Чужий")
    group = await linked(phone, recruiter, manager, stranger)
    await steps.respond(outside, (await steps.job(outside)).id, file="pdf")
    own = await phone.see(people.NAME)
    await group.see(f"🆕 {MASKED}")
    theirs = recruiter.at(group.chat)

    # taken: one has it, the other hears who
    for outsider in (stranger, manager):
        assert "Немає доступу" in str(await outsider.at(group.chat).tap("Беру"))
    old = (await group.see(MASKED)).button("Беру")
    assert await theirs.tap("Беру") is None
    await group.see("✋ Взято в роботу · Роман")
    mine = await phone.see("✋ Взято в роботу · Роман")
    assert mine.message_id == own.message_id
    assert mine.document is not None
    assert people.EMAIL in mine.text
    assert "Беру" not in " ".join(mine.buttons)
    masked = (await group.see(MASKED)).message_id
    late = await group.press({"data": old.value}, masked)  # a copy that was not redrawn so far
    told = await phone.telegram.get(f"taps/{late['id']}", wait=phone.wait)
    assert "Роман вже працює з кандидатом" in told["text"]

    # put off, it comes back as a word under the card; meanwhile replies are notes
    await phone.tap("Пізніше", message_id=own.message_id)
    await phone.see("Коли нагадати?")
    await phone.tap("1 година", message_id=own.message_id)
    await group.see("⏰ Відкладено")
    await theirs.type("Дзвонив, чекає на дзвінок", reply_to=masked)
    await phone.see("📝 Роман")
    await group.see("«Дзвонив, чекає на дзвінок»")
    await phone.type("Телефон 050 713 55 91", reply_to=own.message_id)
    await phone.see("Нотатку записано")
    assert "713" not in (await group.see("(і ще 1)")).text
    assert (await phone.see("Час повернутися")).reply_to == own.message_id

    # a stage, by the page behind the dots
    await phone.tap("⋯", message_id=own.message_id)
    await steps.see_button(phone, "Етап")
    await phone.tap("Етап", message_id=own.message_id)
    await phone.see("На який етап?")
    await phone.tap("Інтерв'ю", message_id=own.message_id)
    await phone.see("🗓 Інтерв'ю · ")
    await group.see("🗓 Інтерв'ю · ")

    # what was done is told to who asks
    await steps.see_button(phone, "⋯")
    await phone.tap("⋯", message_id=own.message_id)
    await steps.see_button(phone, "Історія")
    await phone.tap("Історія", message_id=own.message_id)
    history = await phone.see("що було")
    for words in ("взяв(-ла) в роботу", "нотатка «Дзвонив", "етап 🗓 Інтерв'ю"):
        assert words in history.text
    assert await phone.telegram.violations() == []

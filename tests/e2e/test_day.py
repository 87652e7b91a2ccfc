"""A recruiter's day from /start to a candidate in the chat."""

from tests.e2e import people, steps
from tests.e2e.house import InTheLoop, Outside


async def test_a_day_from_start_to_a_candidate(house: InTheLoop, outside: Outside) -> None:
    phone = await outside.phone("Олена")
    ad = await steps.settle(phone, outside)
    assert ad.active
    assert ad.name == steps.TITLE
    assert (await steps.balance(outside))["standart_job"] == 4
    await steps.respond(outside, ad.id, file="pdf")
    card = await phone.see(people.NAME)
    assert card.document is not None
    assert people.PASSWORD not in await phone.as_text()

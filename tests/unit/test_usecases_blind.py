"""A blind first look: who a candidate is stays hidden in the group until somebody takes them."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.domain import views
from bot.domain.conversation import Flash
from bot.domain.group import Group
from bot.domain.handling import Note
from bot.domain.ids import NoteId, new_id
from bot.domain.masking import HIDDEN
from bot.domain.notice import Notice, NoticeKind
from bot.domain.publication import Publication
from bot.domain.views import CardPage
from bot.domain.workspace import LANGUAGES
from bot.usecases.answer_from_group import OpenAnswer
from bot.usecases.answer_group import AnswerGroup
from bot.usecases.forget import OpenForget
from bot.usecases.join_by_hand import OpenJoin
from bot.usecases.open_contact import OpenContact, SendResume
from bot.usecases.reading.seen import text_in
from bot.usecases.share_card import ShareWith
from bot.usecases.take_card import TakeCard
from bot.usecases.turn_card import OpenHistory, TurnCard
from handlers.render import draw
from handlers.texts import load
from tests.fakes.store.kinds import APPLICATIONS, NOTICES
from tests.group_desk import CHAT, candidate, card_of, group_of, in_group, linked
from tests.office import Office

NAME = "Канарейко Соломія Остапівна"
CANARIES = ("канарей", "канаріє", "kanarei", "соломі", "solomii", "остап")


@pytest.fixture
async def office() -> Office:
    made = await Office().open()
    await made.command(made.owner, "menu")
    await made.work()
    return made


def read_in_group(office: Office, folder: Path) -> str:
    """All that anybody could read there, as Telegram would be told it."""
    for language in LANGUAGES:
        (folder / f"{language}.ftl").write_text("fake-name = Fake\n")
    texts, now = load([folder])("uk"), office.clock.now()
    told: dict[str, Any] = {"time_zone": "Europe/Kyiv", "now": now, "bot_username": "vidhuk_bot"}
    here = [one.view for one in office.chat.said if one.address.chat_id == CHAT]
    drawn = [draw(one, texts, **told, troubles=frozenset()) for one in here]
    return "\n".join(f"{one.text}\n{one.rows}" for one in drawn).casefold()


def leaks(office: Office, folder: Path) -> list[str]:
    said = read_in_group(office, folder)
    return [one for one in CANARIES if one in said]


TOLD: dict[str, Any] = {
    "name": NAME,
    "position": "Канарейко С., менеджерка",
    "skills": ("B2B", "пише Соломія"),
    "letter": "Мене звати Соломія Канарейко",
    "birth_date": "1990-02-01",
}


def respond(office: Office, ad: Publication) -> dict[str, Any]:
    """One more of that name; what the next one is to tell."""
    office.site.respond(str(ad.remote_id), **TOLD)
    return TOLD


async def canary(office: Office) -> Publication:
    return await candidate(office, **TOLD)


async def test_nothing_in_a_blind_group_says_who_it_is_before_somebody_takes_them(
    office: Office, tmp_path: Path
) -> None:
    link = await linked(office, blind=True)
    ad = await canary(office)
    asked = card_of(office)
    await office.make(AnswerGroup, kind=NoticeKind.GROUP_TODAY)(office.owner, asked)
    await office.make(AnswerGroup)(office.owner, replace(asked, message_id=6))
    await office.work()
    for page in (CardPage.MORE, CardPage.STAGE, CardPage.POINTS, CardPage.MAIN):
        await office.make(TurnCard, page=page)(office.owner, asked)
        await office.work()
    crowd = [respond(office, ad) for _ in range(7)]  # a carousel
    await candidate(office, ad, **crowd[0])
    await office.work()
    assert in_group(office, views.Carousel)
    assert leaks(office, tmp_path) == []
    (card, *_) = in_group(office, views.MaskedCard)
    assert card.number
    assert f"№{card.number}" in read_in_group(office, tmp_path)
    assert link.id == group_of(office).id


async def test_who_was_taken_has_the_masked_name_everywhere(office: Office) -> None:
    await linked(office, blind=True)
    await canary(office)
    asked = card_of(office)
    assert await office.make(OpenContact)(office.owner, asked) == Flash("group-blind-first")
    assert await office.make(SendResume)(office.owner, asked) == Flash("group-blind-first")
    assert await office.make(OpenHistory)(office.owner, asked) == Flash("group-blind-first")
    assert await office.make(OpenJoin)(office.owner, asked) == Flash("group-blind-first")
    await office.make(TakeCard)(office.owner, asked)
    await office.work()
    card = in_group(office, views.MaskedCard)[-1]
    assert (card.name, card.number) == ("Соломія К.", 0)
    assert not isinstance(await office.make(OpenContact)(office.owner, asked), Flash)


async def test_no_other_button_of_the_card_leads_past_the_blindness(office: Office) -> None:
    await linked(office, blind=True)
    await canary(office)
    asked = card_of(office)
    oneself = replace(asked, version=office.owner.member_id)
    before = len(office.rows(NOTICES))
    assert await office.make(ShareWith)(office.owner, oneself) == Flash("group-blind-first")
    assert await office.make(OpenForget)(office.owner, asked) == Flash("group-blind-first")
    assert len(office.rows(NOTICES)) == before
    await office.make(TakeCard)(office.owner, asked)
    assert await office.make(OpenForget)(office.owner, asked) == Flash("group-sent")


async def test_of_a_note_a_blind_group_reads_only_that_there_is_one(office: Office) -> None:
    await linked(office, blind=True)
    await canary(office)
    (one,) = office.rows(APPLICATIONS)
    me, now = office.owner.member_id, office.clock.now()
    said = Note(NoteId(new_id()), one.workspace_id, one.id, me, "Соля", now)
    asked = card_of(office)
    async with office.transaction() as tx:
        await tx.notes.add(said)
    await office.make(TurnCard, page=CardPage.MORE)(office.owner, asked)
    await office.work()
    note = in_group(office, views.MaskedCard)[-1].state.note
    assert (note.text, note.count) == (HIDDEN, 1)
    await office.make(TakeCard)(office.owner, asked)
    await office.work()
    assert in_group(office, views.MaskedCard)[-1].state.note.text == "Соля"


async def test_the_way_to_an_answer_does_not_lead_past_the_blindness(office: Office) -> None:
    await linked(office, blind=True)
    await canary(office)
    notice = card_of(office).notice
    assert isinstance(notice, Notice)
    await office.make(OpenAnswer, subject=notice.id)(office.owner, office.typed("/start"))
    flash = office.at(office.owner).flash
    assert flash is not None
    assert flash.text_id == "group-blind-first"


async def test_a_blind_group_has_no_whole_cards_and_a_whole_one_is_not_blind(
    office: Office,
) -> None:
    link = await linked(office, full=True)
    await office.press(office.owner, "group", link.id)
    await office.press(office.owner, "group_blind")
    now = Group.of(group_of(office))
    assert (now.blind, now.full) == (True, False)
    await office.press(office.owner, "group_full", link.id)
    await office.press(office.owner, "group_full_yes")
    now = Group.of(group_of(office))
    assert (now.blind, now.full) == (False, True)
    await office.work()
    assert [one.word for one in in_group(office, views.GroupWord)] == ["now-blind", "now-full"]


@pytest.mark.parametrize(
    "words",
    [
        "Соломію запросити",
        "Канарейком зветься",
        "SOLOMIIA дзвонила",
        "Kanareiko S.",
        "з Остапівною домовились",
    ],
)
async def test_words_about_a_hidden_candidate_lose_the_name_in_any_form(
    office: Office, words: str
) -> None:
    link = await linked(office, blind=True)
    await canary(office)
    (one,) = office.rows(APPLICATIONS)
    hidden = text_in(link, one, words).casefold()
    assert not [it for it in CANARIES if it in hidden], hidden
    assert "•••" in hidden
    assert text_in(link, one, "Досвід у FMCG, B2B") == "Досвід у FMCG, B2B"

"""Telling a candidate (headhunter.md 6.4, 6.6): moves by `actions[]`, messages by the chat."""

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import parse_qsl, urlsplit
from uuid import NAMESPACE_URL, uuid5

from bot.domain.errors import (
    ContractBroken,
    Rejected,
    ResponseMissing,
    SiteError,
    SiteUnavailable,
)
from bot.domain.reply import Offer, Reply
from bot.domain.site import Problem
from bot.domain.site_action import Kind
from sites.headhunter import mapping, people
from sites.headhunter.access import TEMPLATES, errors, not_ours, says
from sites.headhunter.actions import action_for, invited_at, may_be_written_to, refused_at, stage_of
from sites.headhunter.feed import CLOCKS_APART
from sites.headhunter.keys import KEY
from sites.headhunter.line import Account
from sites.headhunter.mapping import Item, objects, under
from sites.kit.answer import Answer
from sites.kit.lenient import moment, text

_ABOUT_THE_ANSWER = ("negotiations", "bad_argument", "bad_json_data", "text", "forbidden")
_SAID_AT_ONCE = 50
"""The last messages of a chat, as many as one request gives."""


class Answers:
    """What one session tells candidates."""

    def __init__(self, account: Account) -> None:
        self._account = account

    async def offers(self, number: str) -> Sequence[Offer]:
        """What the response's `actions[]` allow, and whether its chat is open."""
        item = await self._item(number)
        moves = ((kind, action_for(kind, item)) for kind in (Kind.INVITE, Kind.REJECT))
        found = [action.offer(kind) for kind, action in moves if action is not None]
        if may_be_written_to(item):
            found.append(Offer(Kind.REPLY, silent=False, written=True))
        return tuple(found)

    async def site_text(self, ref: str) -> str | None:
        """One of the employer's own templates, as the site fills it in."""
        parts = urlsplit(ref)
        if not TEMPLATES.fullmatch(parts.path):
            return None
        answer = await self._account.get(parts.path, parse_qsl(parts.query))
        if answer.status in (400, 404):
            return None
        if answer.status != 200:
            raise self._account.refused(answer, "GET /message_templates")
        return text(under(under(answer.data, "mail"), "text"))

    async def answer(self, reply: Reply) -> str | None:
        """Tell it; where the response stands then."""
        item = await self._item(reply.remote_id)
        if reply.kind is Kind.REPLY:
            await self._write(reply, item)
            return people.standing(item)
        return await self._move(reply, item)

    async def answered(self, reply: Reply, since: datetime) -> bool | None:
        """Whether it got there: by the stage, and by the words in the chat where it is ours.

        Moved without these words in it, somebody else may have done it: nobody knows.
        """
        item = await self._item(reply.remote_id)
        moved = _stands(reply.kind, stage_of(item))
        if reply.kind is not Kind.REPLY and (not moved or reply.text is None):
            return moved
        said = await self._said(reply, item, since)
        if reply.kind is Kind.REPLY:
            return said
        return {None: True, True: True, False: None}[said]

    async def _item(self, number: str) -> Item:
        path = f"/negotiations/{number}"
        answer = await self._account.get(path)
        if answer.status == 404 or not_ours(answer):
            raise ResponseMissing(KEY, path)
        if answer.status != 200 or not isinstance(answer.data, dict):
            raise self._account.refused(answer, f"GET {path}")
        return answer.data

    # -- moves --------------------------------------------------------------------------------

    async def _move(self, reply: Reply, item: Item) -> str | None:
        action = action_for(reply.kind, item)
        if action is None:
            there = _stands(reply.kind, stage_of(item))
            raise _refused("wrong_state" if there else "not_offered")
        if reply.text is not None and not action.written:
            raise _refused("no_message")
        if reply.text is None and not action.silent:
            raise _refused("message_cannot_be_empty")
        form = [] if reply.text is None else [("message", reply.text)]
        answer = await self._account.write("PUT", action.path, form=form)
        if answer.status >= 300:
            raise self._not_told(answer, "PUT /negotiations")
        return people.standing({"employer_state": {"id": action.leads}})

    # -- messages -----------------------------------------------------------------------------

    async def _write(self, reply: Reply, item: Item) -> None:
        """By the chat, whose key makes a second try harmless; else the older way (H25)."""
        chat = text(item.get("chat_id"))
        if chat is not None:
            key = str(uuid5(NAMESPACE_URL, f"vidhuk:{reply.key}"))
            body = {"idempotency_key": key, "text": reply.text or "", "is_automated": False}
            answer = await self._account.write("POST", f"/common/chats/{chat}/messages", body)
            if answer.status < 300 or answer.status == 409:
                return
            if answer.status != 404:
                raise self._not_told(answer, "POST /common/chats")
        path = f"/negotiations/{reply.remote_id}/messages"
        answer = await self._account.write("POST", path, form=[("message", reply.text or "")])
        if answer.status >= 300:
            raise self._not_told(answer, "POST /negotiations/messages")

    async def _said(self, reply: Reply, item: Item, since: datetime) -> bool | None:
        """Whether the chat holds these words of ours, said since then (H27); None: no chat."""
        chat = text(item.get("chat_id"))
        if chat is None:
            return None
        asked = [("order", "prev"), ("limit", str(_SAID_AT_ONCE))]
        answer = await self._account.get(f"/common/chats/{chat}/messages", asked)
        if answer.status != 200:
            return None
        wanted = " ".join((reply.text or "").split())
        return any(
            _words(one) == wanted and (moment(one.get("creation_time")) or since) >= earliest
            for earliest in [since - CLOCKS_APART]
            for one in objects(under(answer.data, "messages"))
            if under(one.get("sender_display_info"), "role") != "APPLICANT"
        )

    def _not_told(self, answer: Answer, what: str) -> SiteError:
        """What a refusal means; nothing was said."""
        if answer.status == 404:
            return ResponseMissing(KEY, what)
        if says(answer, "chat_is_not_ready"):
            return SiteUnavailable(KEY, f"{what}: the chat is being made")
        known = self._account.refused(answer, what)
        about = any(one.get("type") in _ABOUT_THE_ANSWER for one in errors(answer))
        if about and answer.status in (400, 403) and isinstance(known, ContractBroken):
            return Rejected(KEY, mapping.problems(answer))
        return known


def _stands(kind: Kind, stage: str) -> bool:
    return refused_at(stage) if kind is Kind.REJECT else invited_at(stage)


def _words(message: Item) -> str:
    return " ".join((text(under(message.get("payload"), "text")) or "").split())


def _refused(code: str) -> Rejected:
    return Rejected(KEY, (Problem(code, ""),))

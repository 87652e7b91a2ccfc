"""A person's phone in the emulated Telegram: type, tap, look. For end-to-end tests.

    phone = await Phone.of(base_url, session, first_name="Олена", language_code="uk")
    await phone.type("/start")
    await phone.see("Вітаю")
    popup = await phone.tap("Створити")

Every `see`, `gone` and `tap` waits in the server until it can be answered, so that tests need no
sleep; a wait that ends in vain raises AssertionError with the whole chat as text.
"""

import base64
import io
import json
from dataclasses import dataclass
from typing import Any

import aiohttp

Json = dict[str, Any]
WAIT = 5.0  # real seconds


@dataclass(frozen=True, slots=True)
class Button:
    """`kind` is callback, url, copy_text, ...; `value` is its address, text to copy or data."""

    text: str
    kind: str
    value: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A file in a message. `url` and `thumbnail` are paths at the emulator."""

    name: str
    size: int
    mime: str
    url: str
    thumbnail: str | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as it now looks. `sender` is a name; `service` the kind of a service message."""

    message_id: int
    sender: str
    by_bot: bool
    text: str
    html: str
    rows: tuple[tuple[Button, ...], ...]
    document: Document | None
    photo: Document | None
    reply_to: int | None
    thread: int | None
    edited: bool
    protected: bool
    silent: bool
    pinned: bool
    via: str | None
    service: str | None

    @property
    def buttons(self) -> tuple[str, ...]:
        """Texts of all buttons, row after row."""
        return tuple(button.text for row in self.rows for button in row)

    def button(self, part: str) -> Button:
        """The first button with this in its text."""
        for row in self.rows:
            for button in row:
                if part.lower() in button.text.lower():
                    return button
        raise AssertionError(f"no button {part!r} among {', '.join(self.buttons) or 'none'}")

    def as_text(self) -> str:
        """The message the way a failed test shows it."""
        marks = [f"#{self.message_id}", self.sender]
        marks += [word for word in ("edited", "pinned", "protected") if getattr(self, word)]
        if self.reply_to:
            marks.append(f"reply to #{self.reply_to}")
        if self.thread:
            marks.append(f"topic {self.thread}")
        lines = [" ".join(marks)]
        if self.service:
            lines.append(f"    * {self.service} *")
        for name in ("document", "photo"):
            file = getattr(self, name)
            if file is not None:
                lines.append(f"    <{name} {file.name}, {file.size} bytes>")
        lines += [f"    {line}" for line in self.text.splitlines()]
        lines += ["    " + " ".join(f"[{one.text}]" for one in row) for row in self.rows]
        return "\n".join(lines)


def _file(found: Json | None) -> Document | None:
    if found is None:
        return None
    return Document(found["name"], found["size"], found["mime"], found["url"], found["thumbnail"])


def _button(found: Json) -> Button:
    value = found.get("value", found.get("data", ""))
    return Button(found["text"], found["kind"], str(value), found.get("style", ""))


def shown(found: Json) -> Shown:
    """A message of the control API as a value."""
    return Shown(
        message_id=found["message_id"],
        sender=found["from"]["name"],
        by_bot=found["from"]["is_bot"],
        text=found["text"],
        html=found["html"],
        rows=tuple(tuple(_button(one) for one in row) for row in found["buttons"]),
        document=_file(found.get("document")),
        photo=_file(found.get("photo")),
        reply_to=(found["reply_to"] or {}).get("message_id"),
        thread=found["thread"],
        edited=found["edited"],
        protected=found["protected"],
        silent=found["silent"],
        pinned=found["pinned"],
        via=found["via"],
        service=(found["service"] or {}).get("kind"),
    )


class Telegram:
    """The emulator's control API; raises AssertionError with its words when it refuses."""

    def __init__(self, base_url: str, session: aiohttp.ClientSession) -> None:
        self.base_url, self.session = base_url.rstrip("/"), session

    async def post(self, path: str, **body: Any) -> Any:
        """POST to /emulator/<path>."""
        url = f"{self.base_url}/emulator/{path}"
        # As a stream: aiohttp warns of large bodies (files) that come as one string.
        stream = io.BytesIO(json.dumps(body).encode())
        async with self.session.post(url, data=stream) as answer:
            return await _checked(answer)

    async def get(self, path: str, **query: Any) -> Any:
        """GET /emulator/<path>; parameters that are None are left out."""
        params = {key: str(value) for key, value in query.items() if value is not None}
        async with self.session.get(f"{self.base_url}/emulator/{path}", params=params) as answer:
            return await _checked(answer)

    async def delete(self, path: str) -> Any:
        """DELETE /emulator/<path>."""
        async with self.session.delete(f"{self.base_url}/emulator/{path}") as answer:
            return await _checked(answer)

    async def person(self, first_name: str, **more: Any) -> int:
        """Add a person (last_name, username, language_code); return the id."""
        return int((await self.post("people", first_name=first_name, **more))["id"])

    async def group(self, title: str, **more: Any) -> int:
        """Add a group (type, members, admins, forum, by); return the id."""
        return int((await self.post("chats", title=title, **more))["id"])

    async def read(self, url: str) -> bytes:
        """The bytes of a file by its `url`."""
        async with self.session.get(f"{self.base_url}{url}") as answer:
            answer.raise_for_status()
            return await answer.read()

    async def violations(self) -> list[str]:
        """What real Telegram would tolerate or refuse, but a good bot never does."""
        found: list[str] = await self.get("violations")
        return found


async def _checked(answer: aiohttp.ClientResponse) -> Any:
    if answer.status >= 400:
        words = await answer.text()
        raise AssertionError(f"{answer.method} {answer.url.path}: {answer.status} {words}")
    return await answer.json()


class Phone:
    """One person looking at one chat; `chat` None is the private chat with the (first) bot."""

    def __init__(
        self,
        base_url: str,
        session: aiohttp.ClientSession,
        person_id: int,
        chat: int | str | None = None,
        *,
        wait: float = WAIT,
    ) -> None:
        self.telegram = Telegram(base_url, session)
        self.person, self.chat, self.wait = person_id, chat, wait

    @classmethod
    async def of(
        cls, base_url: str, session: aiohttp.ClientSession, first_name: str, **more: Any
    ) -> "Phone":
        """The phone of a new person (last_name, username, language_code)."""
        person = await Telegram(base_url, session).person(first_name, **more)
        return cls(base_url, session, person)

    def at(self, chat: int | str | None) -> "Phone":
        """The same phone with another chat open."""
        base, session = self.telegram.base_url, self.telegram.session
        return Phone(base, session, self.person, chat, wait=self.wait)

    async def _send(self, **body: Any) -> int:
        more = {key: value for key, value in body.items() if value is not None}
        where = {"from": self.person, "chat": self.chat}
        found = await self.telegram.post("send", **where, **more)
        return int(found.get("message_id") or found["message_ids"][0])

    async def type(
        self, text: str, *, reply_to: int | None = None, thread: int | None = None
    ) -> int:
        """Send a text; return the message's id."""
        return await self._send(text=text, reply_to=reply_to, thread=thread)

    async def edit(self, message_id: int, text: str) -> None:
        """Change an own message."""
        await self._send(edit=message_id, text=text)

    async def delete(self, message_id: int) -> None:
        """Delete a message for everyone."""
        await self._send(delete=message_id)

    async def send_document(self, name: str, body: bytes, caption: str = "") -> int:
        """Send a file."""
        return await self._send(document=_base64(body), name=name, caption=caption)

    async def send_photo(self, body: bytes, caption: str = "") -> int:
        """Send a picture as a photo."""
        return await self._send(photo=_base64(body), caption=caption)

    async def send_album(self, *photos: bytes) -> int:
        """Send pictures as one album; return the id of the first."""
        return await self._send(album=[{"photo": _base64(one)} for one in photos])

    async def sticker(self, emoji: str = "👍") -> int:
        """Send a sticker."""
        return await self._send(sticker=emoji)

    async def voice(self, body: bytes = b"OggS") -> int:
        """Send a voice message."""
        return await self._send(voice=_base64(body))

    async def forward(self, message_id: int, from_chat: int | str | None = None) -> int:
        """Forward a message from another chat (default: this one) into this chat."""
        source = {"chat": from_chat if from_chat is not None else self.chat}
        return await self._send(forward={**source, "message_id": message_id})

    async def forward_text(self, text: str, sender: str) -> int:
        """Send a text as if it were forwarded from somebody with a hidden account."""
        return await self._send(text=text, forward_from=sender)

    async def press(self, button: str | Json, message_id: int | None = None, **choice: Any) -> Json:
        """Press a button, wait for nothing; returns what happened: kind, id, value."""
        body: Json = {"from": self.person, "chat": self.chat, "button": button}
        if message_id is not None:
            body["message_id"] = message_id
        if choice:
            body["choice"] = choice
        found: Json = await self.telegram.post("tap", **body)
        return found

    async def tap(self, button: str, *, message_id: int | None = None, **choice: Any) -> str | None:
        """Tap the newest button with this in its text; wait for the bot's answer.

        Returns the popup's text, None when the bot answered without one. The address of a link
        button, the text of a copy button and the query of an inline one are returned as they are.
        Buttons of the reply keyboard count when no message has such a button; `choice` is what
        their dialogue asks for (chat=<id> for request_chat).
        """
        await self._wait_button(button)
        pressed = await self.press(button, message_id, **choice)
        if pressed["kind"] != "callback":
            return pressed["value"] or None
        found = await self.telegram.get(f"taps/{pressed['id']}", wait=self.wait)
        if not found["answered"]:
            raise AssertionError(f"{button!r} was not answered\n{await self.as_text()}")
        return found["text"] or found["url"] or None

    async def _wait_button(self, button: str) -> None:
        if button in await self.keyboard():
            return
        found = await self._look(button=button)
        if found["found"] is None and not any(button in one for one in _keyboard(found["chat"])):
            raise AssertionError(f"no button {button!r} is shown\n{_as_text(found['chat'])}")

    async def _look(self, **what: Any) -> Json:
        query = {"as": self.person, "timeout": self.wait, **what}
        found: Json = await self.telegram.get(f"chats/{self._ref}/wait", **query)
        return found

    @property
    def _ref(self) -> int | str:
        return self.person if self.chat is None else self.chat

    async def see(self, text: str, *, after: int | None = None) -> Shown:
        """Wait until a message shown (below `after`) contains the text; return the newest one."""
        found = await self._look(contains=text, after=after)
        if found["found"] is None:
            raise AssertionError(f"{text!r} is not shown\n{_as_text(found['chat'])}")
        return shown(found["found"])

    async def gone(self, text: str) -> None:
        """Wait until no message shown contains the text."""
        found = await self._look(contains=text, gone=1)
        if found["found"] is None:
            raise AssertionError(f"{text!r} is still shown\n{_as_text(found['chat'])}")

    async def pause(self, seconds: float = 0.2) -> None:
        """Let so much time pass, whatever comes meanwhile: what is watched is not in the chat."""
        await self._look(contains="\u2063pause", timeout=seconds)

    async def look(self) -> Json:
        """The chat as the control API gives it."""
        return dict(await self.telegram.get(f"chats/{self._ref}", **{"as": self.person}))

    async def messages(self) -> list[Shown]:
        """All messages shown now, oldest first."""
        return [shown(one) for one in (await self.look())["messages"]]

    async def screen(self) -> Shown:
        """The newest message."""
        messages = await self.messages()
        assert messages, "the chat is empty"
        return messages[-1]

    async def last_of_bot(self) -> Shown:
        """The newest message that a bot wrote."""
        messages = [one for one in await self.messages() if one.by_bot]
        assert messages, f"the bot has written nothing\n{await self.as_text()}"
        return messages[-1]

    async def keyboard(self) -> list[str]:
        """Texts of the reply keyboard, row after row."""
        return _keyboard(await self.look())

    async def popups(self) -> list[str]:
        """Texts of lately shown popups, oldest first."""
        return [one["text"] for one in (await self.look())["popups"]]

    async def commands(self) -> dict[str, str]:
        """The menu of commands that this person sees in this chat: name to description."""
        found = (await self.look())["commands"]
        return {one["command"]: one["description"] for one in found}

    async def as_text(self) -> str:
        """The whole chat as text."""
        return _as_text(await self.look())

    async def download(self, file: Document) -> bytes:
        """The bytes of a document or photo shown."""
        return await self.telegram.read(file.url)

    async def inline(self, query: str, *, bot: str | None = None, offset: str = "") -> Json:
        """Type `@bot query`; returns id, results (title, description, text, buttons), button."""
        body = {"from": self.person, "chat": self.chat, "query": query, "wait": self.wait}
        found: Json = await self.telegram.post("inline", **body, bot=bot, offset=offset)
        if found["results"] is None:
            raise AssertionError(f"the inline query {query!r} was not answered")
        return found

    async def choose(self, answer: Json, result: int = 0) -> int:
        """Send one of the results of `inline` into this chat; return the message's id."""
        result_id = answer["results"][result]["id"]
        body = {"id": answer["id"], "result_id": result_id, "chat": self.chat}
        return int((await self.telegram.post("inline/choose", **body))["message_id"])

    async def block(self) -> None:
        """Block the bot."""
        await self.telegram.post(f"people/{self.person}/block")

    async def unblock(self) -> None:
        """Let the bot write again."""
        await self.telegram.post(f"people/{self.person}/unblock")


def _base64(body: bytes) -> str:
    return base64.b64encode(body).decode()


def _keyboard(chat: Json) -> list[str]:
    found = chat.get("keyboard")
    return [one["text"] for row in found["rows"] for one in row] if found else []


def _as_text(chat: Json) -> str:
    lines = [f"--- {chat['title'] or chat['id']} ---"]
    lines += [shown(one).as_text() for one in chat["messages"]]
    if keyboard := _keyboard(chat):
        lines.append("keyboard: " + " ".join(f"[{one}]" for one in keyboard))
    lines += [f"popup: {one['text']}" for one in chat.get("popups", [])]
    return "\n".join([*lines, "---"])

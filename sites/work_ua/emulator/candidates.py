"""Invented responses: what a test or the demo asks for, made into feed items."""

import base64
import binascii
from datetime import datetime, timedelta
from typing import Any

from bot.emulator_kit import documents
from sites.work_ua.emulator.world import Ad, Answer, Attachment, World, iso, now

_FIRST = ("Олена", "Андрій", "Марія", "Тарас", "Ірина", "Богдан", "Софія", "Юрій", "Ганна", "Ігор")
_LAST = ("Приклад", "Зразок", "Вигадана", "Умовний", "Тестенко", "Макетна", "Ескізний", "Проба")

# Fields of an item that a request may set straight; None stands for "missing" (A22).
PLAIN = (
    "fio",
    "email",
    "phone",
    "birth_date",
    "text",
    "cover",
    "photo",
    "preferCommunicationChannels",
    "candidate_id",
)
KEYS = {
    *PLAIN,
    "job_id",
    "type",
    "from_type",
    "date",
    "minutes_ago",
    "file",
    "with_photo",
    "without",
    "raw",
    "item",
}


def add(world: World, body: dict[str, Any]) -> Answer:
    """Keep one response, made from a control request (see control.py for its keys).

    Raises ValueError in words for a request that makes no sense.
    """
    unknown = set(body) - KEYS
    if unknown:
        raise ValueError(f"unknown keys: {', '.join(sorted(unknown))}")
    ad = answered(world, body)
    number = world.next_answer
    world.next_answer += 3  # ids are shared by all employers: there are gaps
    answer = Answer(
        id=number,
        job_id=ad.id,
        company=ad.company,
        login=ad.login,
        item=None,
        when=_when(body),
        from_type=str(body.get("from_type", "send")),
    )
    answer.attachment = _attachment(body, answer)
    answer.item = _item(world, body, answer, ad)
    if body.get("with_photo"):
        answer.photo = documents.portrait(str(body.get("fio") or _name(number)))
    world.answers.append(answer)
    return answer


def answered(world: World, body: dict[str, Any]) -> Ad:
    """The ad of `job_id`, left out: the newest live one. Raises ValueError where there is none."""
    if "job_id" not in body:
        live = [ad for ad in world.ads.values() if ad.active]
        if not live:
            raise ValueError("there is no live ad")
        return live[-1]
    ad = world.ads.get(_number(body, "job_id"))
    if ad is None:
        raise ValueError("no such job")
    return ad


def _number(body: dict[str, Any], key: str) -> int:
    value = body.get(key)
    if isinstance(value, bool) or not isinstance(value, int | str) or not str(value).isdigit():
        raise ValueError(f"{key} must be a number")
    return int(value)


def _when(body: dict[str, Any]) -> datetime:
    if "date" in body:
        return datetime.fromisoformat(str(body["date"]))
    return now() - timedelta(minutes=float(body.get("minutes_ago", 0)))


def _name(number: int) -> str:
    return f"{_LAST[number // 3 % len(_LAST)]} {_FIRST[number // 3 % len(_FIRST)]}"


def _item(world: World, body: dict[str, Any], answer: Answer, ad: Ad) -> Any:
    if "item" in body:
        return body["item"]
    kind = body.get("type") or ("file" if answer.attachment else "resume")
    item: dict[str, Any] = {
        "id": answer.id,
        "job_id": ad.id,
        "candidate_id": body.get("candidate_id", answer.id - 230_000_000),
        "date": iso(answer.when),
        "fio": _name(answer.id),
        "from_type": answer.from_type,
        "email": f"candidate{answer.id}@example.com",
        "phone": f"050 {answer.id % 1000:03d}-{answer.id // 1000 % 100:02d}-00",
        "type": kind,
        "with_file": 1 if answer.attachment else 0,
        "text": ""
        if kind == "easy"
        else f"{_name(answer.id)}\r\nМенеджер\r\nДосвід роботи: 3 роки",
    }
    item |= {name: body[name] for name in PLAIN if name in body}
    item = _absent(world, item)
    for name in body.get("without", []):
        item.pop(name, None)
    return item | dict(body.get("raw", {}))


def _absent(world: World, item: dict[str, Any]) -> dict[str, Any]:
    how = world.switches.absent_fields
    if how == "null":
        return item
    if how == "empty":
        return {key: "" if value is None else value for key, value in item.items()}
    return {key: value for key, value in item.items() if value is not None}


def _attachment(body: dict[str, Any], answer: Answer) -> Attachment | None:
    """`file`: null, "pdf", "docx", or {"name", "mime", "base64" | "text", "disposition", "size"}"""
    wanted = body.get("file")
    if wanted is None:
        return None
    if isinstance(wanted, str):
        wanted = {"kind": wanted}
    if not isinstance(wanted, dict):
        raise ValueError("file must be a kind or an object")
    text = str(wanted.get("text") or body.get("text") or _name(answer.id))
    name = str(wanted.get("name") or f"{body.get('fio') or _name(answer.id)}")
    kind = str(wanted.get("kind") or ("given" if "base64" in wanted else "pdf"))
    content, mime, ending = _content(kind, wanted, text)
    if "." not in name:
        name = f"{name}{ending}"
    return Attachment(
        _padded(content, wanted.get("size")),
        name,
        str(wanted.get("mime") or mime),
        str(wanted.get("disposition", "utf8")),
    )


def _padded(content: bytes, size: Any) -> bytes:
    """With zeros behind it that no reader of such files minds, `size` bytes."""
    return content if size is None else content.ljust(int(size), b"\0")


def _content(kind: str, wanted: dict[str, Any], text: str) -> tuple[bytes, str, str]:
    if kind == "given":
        try:
            given = base64.b64decode(str(wanted["base64"]), validate=True)
        except binascii.Error:
            raise ValueError("file.base64 is not base64") from None
        return given, "application/octet-stream", ""
    if kind == "docx":
        return documents.docx(text), documents.DOCX, ".docx"
    if kind == "pdf":
        return documents.pdf(text), documents.PDF, ".pdf"
    raise ValueError(f"no such kind of file: {kind}")

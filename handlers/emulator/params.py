"""Parameters of one Bot API request, whichever way they came: query, form, JSON or multipart."""

import json
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from handlers.emulator.refusal import Json, bad


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of a multipart body. `name` is as the client gave it."""

    name: str
    body: bytes


class Params:
    """Typed reading of parameters; a value of the wrong type is refused as the server does."""

    def __init__(self, values: Json, uploads: dict[str, Upload]) -> None:
        self._values, self.uploads = values, uploads

    @property
    def names(self) -> set[str]:
        return set(self._values) | set(self.uploads)

    def has(self, name: str) -> bool:
        return self._values.get(name) not in (None, "")

    def text(self, name: str) -> str:
        """The value as text, empty when it is absent."""
        value = self._values.get(name)
        if value is None:
            return ""
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

    def number(self, name: str) -> int:
        """The value as a whole number, 0 when it is absent or no number, as the server reads it."""
        try:
            return int(self.text(name) or 0)
        except ValueError:
            return 0

    def flag(self, name: str) -> bool:
        return self.text(name).lower() in ("true", "1", "yes", "t")

    def json(self, name: str, what: str = "") -> Any:
        """A JSON-serialised value, None when it is absent; raises Refusal when it is not JSON."""
        value = self._values.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise bad(f"can't parse {what or name} JSON object") from None

    def object(self, name: str) -> Json:
        found = self.json(name)
        if found is None:
            return {}
        if not isinstance(found, dict):
            raise bad(f"object expected as {name.replace('_', ' ')}")
        return found

    def list(self, name: str) -> list[Any]:
        found = self.json(name)
        if found is None:
            return []
        if not isinstance(found, list):
            raise bad(f"expected an Array of {name.replace('_', ' ')}")
        return found


def of(values: Json) -> Params:
    """Parameters that stand in a nested object, such as InputMedia."""
    return Params(values, {})


async def read_params(request: web.Request) -> Params:
    """Everything that came with the request; the body wins over the query."""
    values: Json = dict(request.query)
    uploads: dict[str, Upload] = {}
    if request.content_type == "application/json":
        values |= await _json_body(request)
    else:
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                value.file.seek(0)
                uploads[name] = Upload(value.filename, value.file.read())
            elif isinstance(value, bytes | bytearray):
                values[name] = value.decode()
            else:
                values[name] = value
    return Params(values, uploads)


async def _json_body(request: web.Request) -> Json:
    body = await request.read()
    try:
        found = json.loads(body or b"{}")
    except ValueError:
        raise bad("can't parse JSON object") from None
    if not isinstance(found, dict):
        raise bad("object expected")
    return found

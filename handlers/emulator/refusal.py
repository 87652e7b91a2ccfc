"""How the Bot API says no: an error code, the real description and sometimes parameters."""

from typing import Any

Json = dict[str, Any]


class Refusal(Exception):
    """One refused request; the server turns it into the Bot API's error object.

    `parameters` is the ResponseParameters object (retry_after, migrate_to_chat_id).
    """

    def __init__(self, code: int, description: str, parameters: Json | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> Json:
        found: Json = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters is not None:
            found["parameters"] = self.parameters
        return found


def bad(what: str) -> Refusal:
    return Refusal(400, f"Bad Request: {what}")


def forbidden(what: str) -> Refusal:
    return Refusal(403, f"Forbidden: {what}")


def conflict(what: str) -> Refusal:
    return Refusal(409, f"Conflict: {what}")


def too_many(seconds: int) -> Refusal:
    """`seconds` are the API's own, not divided by pace."""
    return Refusal(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})


def upgraded(new_id: int) -> Refusal:
    return Refusal(
        400,
        "Bad Request: group chat was upgraded to a supergroup chat",
        {"migrate_to_chat_id": new_id},
    )

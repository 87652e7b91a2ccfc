"""The site's refusals (headhunter.md 1.6): one shape for the API, another for the token call."""

import secrets
from typing import Any

from aiohttp import web


def refuse(status: int, kind: str, value: str | None = None, **more: Any) -> web.Response:
    """One error of the API."""
    one = {"type": kind, **({"value": value} if value is not None else {}), **more}
    return refuse_all(status, [one])


def refuse_all(status: int, errors: list[dict[str, Any]]) -> web.Response:
    """Several errors at once."""
    request_id = secrets.token_hex(8)
    body: dict[str, Any] = {"request_id": request_id, "errors": errors}
    if status in (403, 404):
        body["description"] = {403: "Forbidden", 404: "Not Found"}[status]
    headers = {"X-Request-Id": request_id}
    return web.json_response(body, status=status, headers=headers)


def not_found() -> web.Response:
    """Absent, or not visible to this user."""
    return refuse(404, "not_found")


def bad_argument(name: str) -> web.Response:
    """An error of the query or of a form."""
    return refuse(400, "bad_argument", name)


def no_token(error: str, description: str, status: int = 400) -> web.Response:
    """RFC 6749, as the token call refuses."""
    body = {"error": error, "error_description": description}
    return web.json_response(body, status=status)

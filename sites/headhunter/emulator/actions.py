"""The stages of a response, and what may be done with one in each (headhunter.md 6.2, 6.4).

Names, arguments and templates are those of the specification's own example.
"""

from typing import Any

from aiohttp import web

from sites.headhunter.emulator.world import Topic

STAGES = {
    "response": "Неразобранные",
    "consider": "Подумать",
    "phone_interview": "Тел. интервью",
    "assessment": "Оценка",
    "interview": "Интервью",
    "offer": "Предложение о работе",
    "hired": "Выход на работу",
    "discard_by_employer": "Отказ",
}
REFUSAL = "discard_by_employer"
TEMPLATES = {
    "consider": ("consider",),
    "phone_interview": ("invite", "invite_after_response"),
    "assessment": ("assessment_owner_tool",),
    "interview": ("interview",),
    "offer": ("offer",),
    "hired": ("hired",),
    REFUSAL: ("discard_after_interview", "discard_after_response"),
}
_ADDRESSED = ("phone_interview", "interview", "hired")


def arguments(stage: str) -> tuple[str, ...]:
    """What a move to this stage takes."""
    if stage == REFUSAL:
        return ("message",)
    return ("message", "send_sms", *(["address_id"] if stage in _ADDRESSED else []))


def actions(request: web.Request, topic: Topic) -> list[dict[str, Any]]:
    """Where the response may go from here: never back, nor where it is already."""
    stages = [one for one in STAGES if one not in ("response", topic.stage)]
    return [_action(request, topic, one) for one in stages]


def _action(request: web.Request, topic: Topic, stage: str) -> dict[str, Any]:
    base = request.url.origin()
    return {
        "id": stage,
        "name": STAGES[stage],
        "method": "PUT",
        "enabled": topic.resume is not None,
        "hidden": False,
        "url": f"{base}/negotiations/{stage}/{topic.id}",
        "arguments": [
            {
                "id": one,
                "required": False,
                "required_arguments": [] if one == "message" else [{"id": "message"}],
            }
            for one in arguments(stage)
        ],
        "resulting_employer_state": {"id": stage, "name": STAGES[stage]},
        "sub_actions": [],
        "templates": [
            {
                "id": one,
                "name": f"Шаблон «{STAGES[stage]}»",
                "quick": False,
                "url": f"{base}/message_templates/{one}?topic_id={topic.id}",
            }
            for one in TEMPLATES[stage]
        ],
    }

"""What HeadHunter calls about, and what its bodies say (headhunter.md 7)."""

from collections.abc import Mapping
from typing import Any

from bot.domain.errors import ContractBroken
from bot.domain.site import Happened, Heard
from sites.headhunter.access import says
from sites.headhunter.keys import KEY
from sites.headhunter.line import Account
from sites.headhunter.mapping import id_of, items
from sites.kit.lenient import parsed, text

_KINDS: Mapping[str, Happened] = {
    "NEW_NEGOTIATION_VACANCY": Happened.APPLICATION,
    "NEW_RESPONSE_OR_INVITATION_VACANCY": Happened.APPLICATION,
    "NEGOTIATION_EMPLOYER_STATE_CHANGE": Happened.MOVED,
    "VACANCY_ARCHIVATION": Happened.AD,
    "VACANCY_PUBLICATION_FOR_VACANCY_MANAGER": Happened.AD,
    "VACANCY_PROLONGATION": Happened.AD,
    "VACANCY_CHANGE": Happened.AD,
}
_ASKED = (
    "NEW_NEGOTIATION_VACANCY",
    "NEGOTIATION_EMPLOYER_STATE_CHANGE",
    "VACANCY_ARCHIVATION",
    "VACANCY_PROLONGATION",
    "VACANCY_CHANGE",
)
"""Each with settings: false is "every ad that the manager may see"."""
_PATH = "/webhook/subscriptions"


def hear(body: bytes) -> Heard | None:
    """What a call says; None for what says nothing to us, as a first call only to try (H19).

    Ids are unique within one kind of event of one subscription only.
    """
    data = parsed(body)
    if not isinstance(data, dict):
        return None
    subscription, action = text(data.get("subscription_id")), text(data.get("action_type"))
    number, payload = id_of(data), data.get("payload")
    if subscription is None or action is None or number is None:
        return None
    told: Mapping[str, Any] = payload if isinstance(payload, dict) else {}
    kind, ad = _KINDS.get(action, Happened.OTHER), text(told.get("vacancy_id"))
    topic, employer = text(told.get("topic_id")), text(told.get("employer_id"))
    return Heard(
        f"{subscription}:{action}:{number}",
        kind,
        (topic if kind in (Happened.APPLICATION, Happened.MOVED) else ad) or "",
        ad,
        f"{employer}/" if employer else None,
    )


async def subscribe(account: Account, address: str) -> str:
    """Let the site call there; there is one address for a user and an application."""
    actions = [{"type": one, "settings": {"vacancies_only_mine": False}} for one in _ASKED]
    body = {"url": address, "actions": actions}
    answer = await account.write("POST", _PATH, body)
    if answer.status == 201:
        made = id_of(answer.data)
        if made is not None:
            return made
    if answer.status != 201 and not says(answer, "already_exist"):
        raise account.refused(answer, f"POST {_PATH}")
    for one in items(await account.data(_PATH)):
        found = id_of(one)
        if found is not None:
            answer = await account.write("PUT", f"{_PATH}/{found}", body)
            if answer.status < 300:
                return found
            raise account.refused(answer, f"PUT {_PATH}")
    raise ContractBroken(KEY, f"POST {_PATH}: exists and does not")


async def unsubscribe(account: Account, subscription: str) -> None:
    """No more calls; one that the site does not know is none."""
    answer = await account.write("DELETE", f"{_PATH}/{subscription}")
    if answer.status >= 300 and answer.status != 404:
        raise account.refused(answer, f"DELETE {_PATH}")

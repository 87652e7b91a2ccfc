"""Why the moderators took an ad down: the list may keep that to itself (robota-ua.md 5.3, 5.4)."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace

from bot.domain.errors import ContractBroken, SiteUnavailable
from bot.domain.site import Ad
from sites.robota_ua.mapping import Posted

_ASKED_FOR = 5
"""A cabinet may hold many old ones: so many of the newest are looked at in one pass."""
Whole = Callable[[str], Awaitable[Posted | None]]


async def with_refusals(listed: Sequence[Posted], whole: Whole) -> list[Posted]:
    """The list, with what `/vacancy/get` says of refused ads that it gives no reason for.

    What does not come now holds up no list.
    """
    silent = [one for one in listed if one.remote.ad is Ad.REFUSED and one.remote.refusal is None]
    told: dict[str, str | None] = {}
    for one in silent[:_ASKED_FOR]:
        try:
            found = await whole(one.remote.remote_id)
        except (ContractBroken, SiteUnavailable):
            break
        told[one.remote.remote_id] = found.remote.refusal if found is not None else None
    return [_with(one, told) for one in listed]


def _with(one: Posted, told: Mapping[str, str | None]) -> Posted:
    refusal = told.get(one.remote.remote_id) or one.remote.refusal
    return replace(one, remote=replace(one.remote, refusal=refusal))

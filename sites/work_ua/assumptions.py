"""What a real account's answers can show of docs/site-assumptions.md; pure."""

from collections.abc import Callable, Iterable
from typing import Any

from sites.kit.answer import Answer
from sites.kit.assumption import Assumption, kind_of, unknown_names
from sites.kit.lenient import flag, integer, moment, text
from sites.kit.people import mime_of
from sites.work_ua.mapping import display_name, response_items

_BALANCE, _JOBS, _FEED = "/available-publications", "/jobs/my", "/jobs/responses"
_KINDS = ("send", "phonecall", None)
_CONTACTS = ("fio", "phone", "email", "birth_date", "text", "cover", "photo")


def _each(differs: Callable[[list[Any]], Iterable[str]], *, bare: bool = False) -> Any:
    """For the items of a 200, a bare list or one in `items`; an empty one shows nothing."""

    def seen(answer: Answer) -> Iterable[str] | None:
        if answer.status != 200:
            return None
        items = answer.data if bare else response_items(answer.data)
        if not isinstance(items, list):
            return [f"{kind_of(answer.data)} came instead of a list"]
        return differs(items) if items else None

    return seen


def _nameless(items: list[Any]) -> Iterable[str]:
    lacking = [one for one in items if not isinstance(one, dict) or display_name(one) is None]
    if lacking:
        yield f"{len(lacking)} of {len(items)} entries have no name"


def _uncounted(items: list[Any]) -> Iterable[str]:
    for one in items:
        if not isinstance(one, dict) or text(one.get("id")) is None:
            yield "a type has no id"
        elif integer(one.get("total")) is None:
            yield f"total is {kind_of(one.get('total'))}"


def _told_more(items: list[Any]) -> Iterable[str]:
    known = ("id", "total", "name", "name_ua", "name_en")
    return [f"a type tells {name} too" for name in unknown_names(items, known)]


def _paged(answer: Answer) -> Iterable[str] | None:
    items = response_items(answer.data) if answer.status == 200 else None
    if items is None:
        return None
    more = unknown_names([answer.data], ("status", "items"))
    exactly = [f"exactly {len(items)} jobs came"] if len(items) in (50, 100) else []
    return [*exactly, *(f"the list tells {name} too" for name in more)]


def _live_ones(items: list[Any]) -> list[Any]:
    return [one for one in items if isinstance(one, dict) and flag(one.get("active"))]


def _unpublished(items: list[Any]) -> Iterable[str]:
    free = [one for one in _live_ones(items) if text(one.get("publication")) is None]
    if free:
        yield f"{len(free)} live jobs have no publication type"


def _endless(items: list[Any]) -> Iterable[str]:
    odd = [one for one in _live_ones(items) if moment(one.get("date_expire")) is None]
    if odd:
        yield f"{len(odd)} live jobs have no date_expire that can be read"


def _strange_kinds(items: list[Any]) -> Iterable[str]:
    odd = [one for one in items if isinstance(one, dict) and one.get("from_type") not in _KINDS]
    if odd:
        yield f"{len(odd)} responses are of another kind"


def _odd_contacts(items: list[Any]) -> Iterable[str]:
    for one in items:
        for name in _CONTACTS:
            value = one.get(name) if isinstance(one, dict) else None
            if value is not None and not isinstance(value, str):
                yield f"{name} is {kind_of(value)}"


def _unknown_file(answer: Answer) -> Iterable[str] | None:
    if answer.status != 200:
        return None
    odd = mime_of(answer.body, "") == "application/octet-stream"
    return ["the kind of the file is not known by its bytes"] if odd else []


ASSUMPTIONS = (
    Assumption("A04", "an employer's balance is a list", _BALANCE, _each(lambda _: (), bare=True)),
    Assumption(
        "A06", "entries of lists have a name", r"/dictionaries/\w+", _each(_nameless, bare=True)
    ),
    Assumption("A08", "types have id and total", _BALANCE, _each(_uncounted, bare=True)),
    Assumption(
        "A09", "when publications lapse is not told", _BALANCE, _each(_told_more, bare=True)
    ),
    Assumption("A18", "own jobs come whole, in one list", _JOBS, _paged),
    Assumption("A19", "a live job has its publication type", _JOBS, _each(_unpublished)),
    Assumption("A20", "only the kinds that are asked for come", _FEED, _each(_strange_kinds)),
    Assumption("A22", "contacts are texts, null or absent", _FEED, _each(_odd_contacts)),
    Assumption("A25", "the bytes tell what a file is", r"/response_files/.+", _unknown_file),
    Assumption("A27", "date_expire says how long it lasts", _JOBS, _each(_endless)),
)

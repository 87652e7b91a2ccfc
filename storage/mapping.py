"""Values to rows and back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, fields
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import Table

from bot.domain.conversation import Flash
from bot.domain.handling import Act, Handling, Reason, Stage
from bot.domain.pay import Pay, PayPeriod
from bot.domain.sent import Sent
from bot.domain.site import Credit, Entry, FieldValues, Problem
from bot.domain.vacancy import Contact, Employment, Experience
from storage.rows import Values

V = TypeVar("V")


class Mapper(Generic[V]):
    """Fields and columns of the same name; `load` and `dump` for those of another form.

    A field without a column, or a column without a field, is the caller's. None stays None.
    """

    def __init__(
        self,
        kind: Callable[..., V],
        table: Table,
        *,
        load: Mapping[str, Callable[[Any], Any]] | None = None,
        dump: Mapping[str, Callable[[Any], Any]] | None = None,
    ) -> None:
        self._kind, self.table = kind, table
        names = {field.name for field in fields(kind)}  # type: ignore[arg-type]  # a dataclass
        self._names = [column.name for column in table.c if column.name in names]
        self._load, self._dump = load or {}, dump or {}

    def value(self, row: Values, **others: Any) -> V:
        """Make the value of a row and of what its columns do not hold."""
        given = {name: _through(self._load.get(name), row[name]) for name in self._names}
        return self._kind(**given, **others)

    def row(self, value: V, **others: Any) -> Values:
        """Make the row of a value and of what the value does not hold."""
        given = {name: _through(self._dump.get(name), getattr(value, name)) for name in self._names}
        return {**given, **others}


def _through(convert: Callable[[Any], Any] | None, value: Any) -> Any:
    return value if convert is None or value is None else convert(value)


def entry_out(entry: Entry) -> Values:
    return {"id": entry.id, "names": dict(entry.names)}


def entry_in(json: Values) -> Entry:
    return Entry(json["id"], json["names"])


def credits_out(credits: Sequence[Credit]) -> list[Values]:
    return [{"id": one.id, "names": dict(one.names), "left": one.left} for one in credits]


def credits_in(json: Sequence[Values]) -> tuple[Credit, ...]:
    return tuple(Credit(one["id"], one["names"], one["left"]) for one in json)


def fields_out(values: FieldValues) -> dict[str, list[Values]]:
    return {key: [entry_out(entry) for entry in chosen] for key, chosen in values.items()}


def fields_in(json: Mapping[str, Sequence[Values]]) -> FieldValues:
    return {key: tuple(entry_in(entry) for entry in chosen) for key, chosen in json.items()}


def inherited_out(inherited: Mapping[str, FieldValues]) -> Values:
    return {account: fields_out(fields) for account, fields in inherited.items()}


def inherited_in(json: Mapping[str, Any]) -> dict[str, FieldValues]:
    return {account: fields_in(fields) for account, fields in json.items()}


def problems_out(problems: Sequence[Problem]) -> list[Values]:
    return [asdict(one) for one in problems]


def problems_in(json: Sequence[Values]) -> tuple[Problem, ...]:
    return tuple(Problem(**one) for one in json)  # rows of before have no limit


def sent_out(sent: Sent) -> Values:
    return {**asdict(sent), "fields": fields_out(sent.fields)}


def sent_in(json: Values) -> Sent:
    """Enums, pay and contact are values again."""
    pay, contact = json["pay"], json["contact"]
    return Sent(
        **{
            **json,
            "employment": json["employment"] and Employment(json["employment"]),
            "experience": json["experience"] and Experience(json["experience"]),
            "pay": pay and Pay(**{**pay, "period": PayPeriod(pay["period"])}),
            "contact": contact and Contact(**contact),
            "fields": fields_in(json["fields"]),
        }
    )


def flash_out(flash: Flash) -> Values:
    values = {
        name: {"at": value.isoformat()} if isinstance(value, datetime) else value
        for name, value in flash.values.items()
    }
    return {"text_id": flash.text_id, "values": values}


def flash_in(json: Values) -> Flash:
    values = {
        name: datetime.fromisoformat(value["at"]).astimezone(UTC)
        if isinstance(value, dict)
        else value
        for name, value in json["values"].items()
    }
    return Flash(json["text_id"], values)


_MOMENTS = ("taken_at", "answered_at", "decided_at", "later_until", "acted_at")


def handling_out(handling: Handling) -> Values:
    """Without what was before it: one step back is enough."""
    known = {**asdict(handling), "before": None}
    return {**known, **{name: known[name] and known[name].isoformat() for name in _MOMENTS}}


def handling_in(json: Values) -> Handling:
    moments = {
        name: json[name] and datetime.fromisoformat(json[name]).astimezone(UTC)
        for name in _MOMENTS
        if name in json  # what an older version has kept knows fewer
    }
    return Handling(
        **{
            **json,
            **moments,
            "stage": Stage(json["stage"]),
            "reason": json["reason"] and Reason(json["reason"]),
            "act": json["act"] and Act(json["act"]),
        }
    )

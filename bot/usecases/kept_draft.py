"""A publication that was forgotten, as JSON values: what its undo makes another one of."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from bot.domain.ids import ActionId, PublicationId, new_id
from bot.domain.pay import Pay, PayPeriod
from bot.domain.publication import Publication
from bot.domain.sent import Sent
from bot.domain.site import Ad, Entry, FieldValues, Problem
from bot.domain.site_action import ActionState, Kind, SiteAction
from bot.domain.vacancy import Contact, Employment, Experience

Json = dict[str, Any]


def kept(one: Publication) -> Json:
    """All of it; of what was asked of the site before, why it failed last."""
    last = one.operation
    return {
        "vacancy": one.vacancy_id,
        "account": one.account_id,
        "since": one.created_at.isoformat(),
        "title": one.title,
        "description": one.description,
        "remote_id": one.remote_id,
        "url": one.url,
        "ad": one.ad.value,
        "badge": one.badge,
        "sync": one.sync,
        "fields": _fields_out(one.fields),
        "expires_at": one.expires_at and one.expires_at.isoformat(),
        "linked": one.linked,
        "fingerprint": one.fingerprint and dict(one.fingerprint),
        "sent": one.sent and {**asdict(one.sent), "fields": _fields_out(one.sent.fields)},
        "failed": _failed_out(last) if last and last.state is ActionState.FAILED else None,
    }


def restored(json: Mapping[str, Any], blank: Publication) -> Publication:
    """As it was, under the id of `blank`; its failed request has still to be saved."""
    ends, sent, failed = json["expires_at"], json.get("sent"), json.get("failed")
    return replace(
        blank,
        title=json["title"],
        description=json["description"],
        remote_id=json["remote_id"],
        url=json["url"],
        ad=Ad(json["ad"]),
        badge=json["badge"],
        sync=json["sync"],
        fields=_fields_in(json["fields"]),
        expires_at=ends and datetime.fromisoformat(ends),
        linked=json["linked"],
        fingerprint=json["fingerprint"],
        sent=sent and _sent_in(sent),
        operation=failed and _failed_in(failed, blank),
    )


def _fields_out(fields: FieldValues) -> Json:
    return {key: [[one.id, dict(one.names)] for one in chosen] for key, chosen in fields.items()}


def _fields_in(json: Mapping[str, Any]) -> FieldValues:
    return {key: tuple(Entry(one, names) for one, names in chosen) for key, chosen in json.items()}


def _sent_in(json: Mapping[str, Any]) -> Sent:
    pay, contact = json["pay"], json["contact"]
    values = {
        **json,
        "employment": json["employment"] and Employment(json["employment"]),
        "experience": json["experience"] and Experience(json["experience"]),
        "pay": pay and Pay(**{**pay, "period": PayPeriod(pay["period"])}),
        "contact": contact and Contact(**contact),
        "fields": _fields_in(json["fields"]),
    }
    return Sent(**values)


def _failed_out(one: SiteAction) -> Json:
    return {
        "kind": one.kind.value,
        "asked_by": one.asked_by,
        "created_at": one.created_at.isoformat(),
        "since": one.since and one.since.isoformat(),
        "attempts": one.attempts,
        "error": one.error,
        "problems": [asdict(problem) for problem in one.problems],
    }


def _failed_in(json: Mapping[str, Any], of: Publication) -> SiteAction:
    since = json["since"]
    return SiteAction(
        ActionId(new_id()),
        of.workspace_id,
        Kind(json["kind"]),
        1,
        json["asked_by"],
        datetime.fromisoformat(json["created_at"]),
        publication_id=PublicationId(of.id),
        state=ActionState.FAILED,
        since=since and datetime.fromisoformat(since),
        attempts=json["attempts"],
        error=json["error"],
        problems=tuple(Problem(**one) for one in json["problems"]),
    )

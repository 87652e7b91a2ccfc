"""Taking every row of some applications away, and every word about them in others.

What each column with personal data means here stands in `storage.personal.ERASED`; a test holds the
two together.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence

from sqlalchemy import Table, or_

from bot.domain.application import Application
from bot.domain.erasure import Erasure, KeyKind, Trait, Why, Wiped, name_traits, traits
from bot.domain.ids import ApplicationId, FileId
from bot.domain.marks import Marks
from bot.domain.person import MergeState
from storage import tables as t
from storage.repositories.applications import name_anew, opened
from storage.repositories.inbox import UpdateState
from storage.repositories.tallies import keep_counts
from storage.rows import Rows, Values
from storage.session import Session

BY_APPLICATION = tuple(
    table
    for table in reversed(t.metadata.sorted_tables)
    if "application_id" in table.c and table is not t.applications
)
"""Whatever points at an application, the youngest tables first."""


async def wipe(session: Session, erasure: Erasure, *, contacts: bool) -> Wiped:
    """See ports.Erasing.wipe; those that are gone already are no error."""
    rows, wanted = session.rows, t.applications.c.id.in_(erasure.applications)
    found = await rows.all(rows.select(t.applications).where(wanted), t.applications)
    people = [opened(row) for row in found]
    ids = [one.id for one in people]
    files = rows.select(t.files, t.files.c.id).where(t.files.c.application_id.in_(ids))
    kept = [FileId(one) for one in (await rows.run(files)).scalars()]
    marks, counts = Marks.of(people), Counter[str]()
    kin, orphans = await _kin(rows, people)
    await keep_counts(rows, erasure, people)
    for table in BY_APPLICATION:
        counts[table.name] += await rows.drop(table, table.c.application_id.in_(ids))
    counts["applications"] = await rows.drop(t.applications, t.applications.c.id.in_(ids))
    counts["persons"] = await _drop_persons(rows, people)
    records = await _drop_records(rows, people, marks)
    counts["broken_records"] = len(records)
    counts["conversations"] = await _scrub_conversations(session, erasure, kept, marks)
    if erasure.why is not Why.RETENTION:
        counts["notes of others"] = await _scrub_notes(rows, marks)
        counts["inbox"] = await _scrub_inbox(rows, marks)
    return Wiped(
        tuple(_traits(people, kept, records, contacts=contacts)),
        tuple(kept),
        len(people),
        tuple({one.digest_id for one in people if one.digest_id is not None}),
        kin,
        orphans,
        {name: count for name, count in counts.items() if count},
    )


async def _kin(
    rows: Rows, people: Sequence[Application]
) -> tuple[tuple[ApplicationId, ...], tuple[ApplicationId, ...]]:
    """Whose cards say something of them; and who was joined to one of them."""
    ids, a, m = {one.id for one in people}, t.applications.c, t.merges.c
    same = rows.select(t.applications, a.id).where(a.person_id.in_({it.person_id for it in people}))
    kin = set((await rows.run(same)).scalars())
    either = or_(m.application_id.in_(ids), m.other_id.in_(ids))
    found = await rows.all(rows.select(t.merges).where(either), t.merges)
    kin |= {row[name] for row in found for name in ("application_id", "other_id")}
    joined = {row["application_id"] for row in found if row["state"] == MergeState.JOINED}
    return tuple(sorted(kin - ids)), tuple(sorted(joined - ids))


def _traits(
    people: Sequence[Application], files: Sequence[int], records: Sequence[int], *, contacts: bool
) -> Iterable[Trait]:
    for one in people:
        yield Trait(KeyKind.APPLICATION, str(one.id))
        yield from traits(one.site, one, contacts=contacts)
    yield from name_traits(people) if contacts else ()
    for kind, ids in ((KeyKind.FILE, files), (KeyKind.RECORD, records)):
        yield from (Trait(kind, str(key)) for key in ids)


async def _drop_persons(rows: Rows, people: Sequence[Application]) -> int:
    """Those who have no application left; tables that point at them go with them."""
    ids = {one.person_id for one in people}
    others = rows.select(t.applications, t.applications.c.person_id).where(
        t.applications.c.person_id.in_(ids)
    )
    left = set((await rows.run(others)).scalars())
    await name_anew(rows, left)
    return await rows.drop(t.persons, t.persons.c.id.in_(ids - left))


async def _drop_records(rows: Rows, people: Sequence[Application], marks: Marks) -> list[int]:
    """What could not be read may be about them."""
    remote = {one.remote_id for one in people}
    kept = await rows.all(rows.select(t.broken_records), t.broken_records)
    theirs: list[int] = [
        row["id"] for row in kept if row["remote_id"] in remote or marks.in_record(row["raw"])
    ]
    await rows.drop(t.broken_records, t.broken_records.c.id.in_(theirs))
    return theirs


async def _scrub_conversations(
    session: Session, erasure: Erasure, files: Sequence[int], marks: Marks
) -> int:
    """Whoever is about them, or has typed about them, stands in the menu."""
    rows, about = session.rows, {*erasure.applications, *files}
    talks = await rows.all(rows.select(t.conversations), t.conversations)
    count = 0
    for row in talks:
        told = json.dumps([row["draft"], row["flash"]], ensure_ascii=False)
        if row["subject"] not in about and not marks.in_text(told) and not _names(row, about):
            continue
        clean: Values = {"draft": {}, "flash": None, "screen": "menu", "subject": 0, "page": 0}
        moved = {"version": row["version"] + 1, "updated_at": session.now()}
        await rows.replace(t.conversations, {**row, **clean, **moved})
        count += 1
    return count


def _names(row: Values, about: set[int]) -> bool:
    """A draft may hold ids of what was found."""
    told = json.dumps(row["draft"])
    return any(str(one) in told for one in about)


async def _scrub_notes(rows: Rows, marks: Marks) -> int:
    """Notes about others that name them: without the names and numbers."""
    kept = await rows.all(rows.select(t.notes), t.notes)
    named = [row for row in kept if marks.in_text(row["text"])]
    for row in named:
        await rows.replace(t.notes, {**row, "text": marks.hidden(row["text"])})
    return len(named)


async def _scrub_inbox(rows: Rows, marks: Marks) -> int:
    """What was typed about them and is not handled so far has nobody to be about any more."""
    i: Table = t.inbox
    team = rows.select(t.members, t.members.c.user_id)  # what others type is about others
    typed = (i.c.state == UpdateState.OPEN, i.c.payload.is_not(None), i.c.user_id.in_(team))
    found = await rows.all(rows.select(i).where(*typed), i)
    told = [row["id"] for row in found if marks.in_text(_plain(row["payload"]))]
    return await rows.change(i, [i.c.id.in_(told)], {"state": UpdateState.FAILED, "payload": None})


def _plain(payload: str) -> str:
    """Its letters are escaped."""
    try:
        return json.dumps(json.loads(payload), ensure_ascii=False)
    except ValueError:
        return payload

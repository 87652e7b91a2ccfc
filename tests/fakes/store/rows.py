"""Rows in dictionaries, as strict as a database: keys, references, whose they are."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar

from bot.domain.errors import Conflict, NotThere
from tests.fakes.store.scope import Scope, Tables

V = TypeVar("V")


def by_id(row: Any) -> int:
    """The key of most rows."""
    return int(row.id)


@dataclass(frozen=True, slots=True)
class Kind(Generic[V]):
    """What the database knows of one kind of row.

    `unique`: further keys; one that is None never collides. `parents`: field to the kind that it
    points at, a row of the same workspace; those in `anywhere` may be any workspace's.
    """

    name: str
    key: Callable[[V], Any] = by_id
    unique: tuple[Callable[[V], Hashable | None], ...] = ()
    parents: Mapping[str, str] = field(default_factory=dict)
    anywhere: Mapping[str, str] = field(default_factory=dict)


class Rows:
    """The rows of one open transaction that its scope sees."""

    def __init__(self, tables: Tables, scope: Scope, kinds: Sequence[Kind[Any]]) -> None:
        self._tables: Tables | None = tables
        self._scope, self._kinds = scope, kinds
        self.refused = False

    @property
    def tables(self) -> Tables:
        """All rows, whoever sees them."""
        if self._tables is None:
            raise RuntimeError("the transaction is over")
        return self._tables

    @property
    def is_open(self) -> bool:
        """Whether anything may still be asked of it."""
        return self._tables is not None

    def close(self) -> None:
        """Nothing more is asked of it."""
        self._tables = None

    def admit(self, workspace_id: int) -> None:
        """See `Scope.admit`."""
        self._scope.admit(workspace_id)

    # -- reading

    def all(self, kind: Kind[V], where: Callable[[V], bool] = lambda _: True) -> list[V]:
        """Those seen, by their key."""
        tables, sees, name = self.tables, self._scope.sees, kind.name
        found = [one for one in tables[name].values() if where(one) and sees(tables, name, one)]
        return sorted(found, key=kind.key) if len(found) > 1 else found

    def find(self, kind: Kind[V], where: Callable[[V], bool]) -> V | None:
        """The first of those seen."""
        return next(iter(self.all(kind, where)), None)

    def get(self, kind: Kind[V], key: Hashable) -> V:
        """Raises: NotThere."""
        row: V | None = self.tables[kind.name].get(key)
        if row is None or not self._sees(kind, row):
            raise NotThere(kind.name)
        return row

    # -- writing

    def add(self, kind: Kind[V], row: V) -> None:
        """Raises: Conflict, NotThere (of another workspace)."""
        if self._taken(kind, row):
            self._refuse(Conflict(kind.name))
        self._write(kind, row)

    def add_new(self, kind: Kind[V], rows: Sequence[V]) -> list[V]:
        """Add those that meet no other one on a key; return them."""
        new = []
        for row in rows:
            if not self._taken(kind, row):
                self._write(kind, row)
                new.append(row)
        return new

    def put(self, kind: Kind[V], row: V) -> None:
        """Update the row with this key, or insert it. Raises: Conflict, NotThere."""
        if self._seen(kind, kind.key(row)) is None:
            self.add(kind, row)
        else:
            self.replace(kind, row)

    def put_version(self, kind: Kind[V], row: Any, *, first: int = 1) -> V:
        """Store it one version higher; a new one with the version `first`. Raises: Conflict."""
        old: Any = self._seen(kind, kind.key(row))
        if old is not None and old.version == row.version:
            newer: V = replace(row, version=row.version + 1)
            self.replace(kind, newer)
            return newer
        fresh: V = replace(row, version=first)
        if row.version == 1 and self.add_new(kind, [fresh]):
            return fresh
        raise Conflict(kind.name)

    def replace(self, kind: Kind[V], row: V) -> None:
        """Update the row with this key. Raises: Conflict, NotThere."""
        self.get(kind, kind.key(row))
        if self._taken(kind, row, but=kind.key(row)):
            self._refuse(Conflict(kind.name))
        self._write(kind, row)

    def drop(self, kind: Kind[V], where: Callable[[V], bool]) -> int:
        """Delete those seen; return how many. Raises: Conflict when others point at one."""
        gone = self.all(kind, where)
        for row in gone:
            if self._pointed_at(kind, kind.key(row)):
                self._refuse(Conflict(kind.name))
            del self.tables[kind.name][kind.key(row)]
        return len(gone)

    def _sees(self, kind: Kind[V], row: V) -> bool:
        return self._scope.sees(self.tables, kind.name, row)

    def _seen(self, kind: Kind[V], key: Hashable) -> V | None:
        row: V | None = self.tables[kind.name].get(key)
        return row if row is not None and self._sees(kind, row) else None

    def _write(self, kind: Kind[V], row: V) -> None:
        if not self._scope.may_store(kind.name, row):
            raise NotThere(kind.name)
        self._check_parents(kind, row)
        self.tables[kind.name][kind.key(row)] = row
        if not self._sees(kind, row):
            self._refuse(NotThere(kind.name))

    def _taken(self, kind: Kind[V], row: V, *, but: Hashable = None) -> bool:
        """Whether another row has one of its keys."""
        rows, mine = self.tables[kind.name], kind.key(row)
        if mine != but and mine in rows:
            return True
        own = [(unique, one) for unique in kind.unique if (one := unique(row)) is not None]
        return any(
            unique(other) == one for unique, one in own for key, other in rows.items() if key != but
        )

    def _check_parents(self, kind: Kind[V], row: Any) -> None:
        for name, parent in {**kind.parents, **kind.anywhere}.items():
            key = getattr(row, name)
            found = self.tables[parent].get(key)
            strange = name in kind.parents and found is not None and _elsewhere(found, row)
            if key is not None and (found is None or strange):
                self._refuse(Conflict(kind.name))

    def _pointed_at(self, kind: Kind[V], key: Hashable) -> bool:
        return any(
            getattr(row, name) == key
            for other in self._kinds
            for name, parent in {**other.parents, **other.anywhere}.items()
            if parent == kind.name
            for row in self.tables[other.name].values()
        )

    def _refuse(self, error: Exception) -> None:
        """From now on the transaction can only be undone."""
        self.refused = True
        raise error


def _elsewhere(parent: Any, row: Any) -> bool:
    return bool(parent.workspace_id != row.workspace_id)

"""What was missed, gathered for one message a chat."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select

from bot.domain.digest import Digest, OpenDigest
from bot.domain.ids import DigestId
from storage import tables as t
from storage.mapping import Mapper
from storage.session import Repository

_DIGEST = Mapper(
    Digest,
    t.digests,
    load={"ads": tuple, "pending": tuple},
    dump={"ads": list, "pending": list},
)
_d = t.digests.c
OPEN_DIGESTS = (
    select(_d.workspace_id, _d.id, _d.account_id).where(_d.told_at.is_(None)).order_by(_d.id)
)


class SqlDigests(Repository):
    """ports.Digests"""

    async def get(self, digest_id: DigestId) -> Digest:
        return _DIGEST.value(await self._rows.by_key(t.digests, digest_id))

    async def open(self) -> Sequence[Digest]:
        statement = self._rows.select(t.digests).where(_d.told_at.is_(None)).order_by(_d.id)
        return [_DIGEST.value(row) for row in await self._rows.all(statement, t.digests)]

    async def save(self, digest: Digest) -> Digest:
        version = await self._rows.put_version(t.digests, _DIGEST.row(digest))
        return replace(digest, version=version)


class OpenDigests(Repository):
    """The part of ports.SystemTransaction that asks which of them still gather."""

    async def open_digests(self) -> Sequence[OpenDigest]:
        return [OpenDigest(*row) for row in await self._rows.run(OPEN_DIGESTS)]

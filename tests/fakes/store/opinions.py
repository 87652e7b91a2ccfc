"""What members think of candidates, and the inline messages that ask them, in memory."""

from collections import Counter
from collections.abc import Collection, Sequence

from bot.domain.ids import ApplicationId, ShareId
from bot.domain.share import Opinion, Share, Votes
from tests.fakes.store.kinds import MEMBERS, OPINIONS, SHARES
from tests.fakes.store.session import Repository


class MemoryOpinions(Repository):
    """ports.Opinions"""

    async def votes(self, application_id: ApplicationId) -> Votes:
        here = {one.id for one in self._rows.all(MEMBERS) if one.removed_at is None}
        found = self._rows.all(
            OPINIONS, lambda it: it.application_id == application_id and it.member_id in here
        )
        counts = Counter(one.good for one in found)
        return Votes(counts[True], counts[False])

    async def save(self, opinion: Opinion) -> bool:
        key = (opinion.application_id, opinion.member_id)
        old = self._rows.find(OPINIONS, lambda it: (it.application_id, it.member_id) == key)
        if old is not None and old.good is opinion.good:
            return False
        self._rows.put(OPINIONS, opinion)
        return True

    async def add_share(self, share: Share) -> bool:
        return bool(self._rows.add_new(SHARES, [share]))

    async def share(self, share_id: ShareId) -> Share:
        return self._rows.get(SHARES, share_id)

    async def shares(self, applications: Collection[ApplicationId]) -> Sequence[Share]:
        return self._rows.all(SHARES, lambda it: it.application_id in applications)

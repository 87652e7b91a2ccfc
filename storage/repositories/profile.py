"""What Telegram was told of the bot: its commands and its first words."""

from sqlalchemy import ColumnElement, select

from storage import tables as t
from storage.session import Repository


class Profiles(Repository):
    """The part of ports.SystemTransaction that remembers it: a row of `rates` without a window."""

    async def told_profile(self) -> str | None:
        told = (await self._rows.run(select(t.rates.c.moments).where(self._mine))).scalar()
        return None if told is None else str(told[0])

    async def keep_profile(self, digest: str) -> None:
        told = {"moments": [digest], "saved_at": self._session.now()}
        if not await self._rows.change(t.rates, [self._mine], told):
            await self._rows.add_new(t.rates, [{"key": self._key, **told}])

    @property
    def _key(self) -> str:
        return f"profile:{self._session.bot_id}"

    @property
    def _mine(self) -> ColumnElement[bool]:
        return t.rates.c.key == self._key

"""Own ads that no publication holds."""

from collections.abc import Sequence

from bot.domain.ids import UnlinkedAdId
from bot.domain.own_ad import UnlinkedAd
from bot.domain.site import Ad
from storage import tables as t
from storage.mapping import Mapper
from storage.session import Repository

_AD = Mapper(UnlinkedAd, t.unlinked_ads, load={"ad": Ad})
_c = t.unlinked_ads.c


class SqlUnlinkedAds(Repository):
    """ports.UnlinkedAds"""

    async def get(self, ad_id: UnlinkedAdId) -> UnlinkedAd:
        return _AD.value(await self._rows.by_key(t.unlinked_ads, ad_id))

    async def of_site(self, site: str) -> Sequence[UnlinkedAd]:
        statement = self._rows.select(t.unlinked_ads).where(_c.site == site)
        ordered = statement.order_by(_c.title, _c.id)
        return [_AD.value(row) for row in await self._rows.all(ordered, t.unlinked_ads)]

    async def save(self, ad: UnlinkedAd) -> None:
        await self._rows.put(t.unlinked_ads, _AD.row(ad))

    async def save_all(self, ads: Sequence[UnlinkedAd]) -> None:
        await self._rows.change_each(t.unlinked_ads, [_AD.row(ad) for ad in ads])

    async def drop(self, ad_id: UnlinkedAdId) -> None:
        await self._rows.drop(t.unlinked_ads, _c.id == ad_id)

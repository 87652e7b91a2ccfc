"""Own ads that no publication holds, and the wishes to link them."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.adoption import Adoption, History
from bot.domain.ids import AdoptionId, UnlinkedAdId
from bot.domain.own_ad import UnlinkedAd
from bot.domain.site import Ad
from storage import tables as t
from storage.mapping import Mapper
from storage.session import Repository

_AD = Mapper(UnlinkedAd, t.unlinked_ads, load={"ad": Ad})
_c = t.unlinked_ads.c
_ADOPTION = Mapper(
    Adoption,
    t.adoptions,
    load={"history": History, "linked": tuple, "lost": tuple},
    dump={"linked": list, "lost": list},
)
_a = t.adoptions.c


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


class SqlAdoptions(Repository):
    """ports.Adoptions"""

    async def get(self, adoption_id: AdoptionId) -> Adoption:
        return _ADOPTION.value(await self._rows.by_key(t.adoptions, adoption_id))

    async def open(self) -> Sequence[Adoption]:
        statement = self._rows.select(t.adoptions).where(_a.done_at.is_(None)).order_by(_a.id)
        return [_ADOPTION.value(row) for row in await self._rows.all(statement, t.adoptions)]

    async def save(self, adoption: Adoption) -> Adoption:
        version = await self._rows.put_version(t.adoptions, _ADOPTION.row(adoption))
        return replace(adoption, version=version)

"""What `vidhuk doctor` asks of either database."""

from datetime import timedelta
from pathlib import Path

from storage.checkup import Checkup
from storage.migrate import revisions
from tests.contract.rows import Team
from tests.contract.stores import Store
from tests.fakes import MORNING


async def test_both_databases_answer_all_of_it(store: Store, team: Team, tmp_path: Path) -> None:
    engine, vault = getattr(store, "engine", None), getattr(store, "vault", None)
    if engine is None or vault is None:
        return  # the store in memory has no pages
    checkup = Checkup(engine, vault)
    current, head = await checkup.asked(revisions)
    assert current == head
    assert [one.site for one in (await checkup.standing(MORNING)).sites] == [team.account.site]
    assert await checkup.never_due() == {}
    assert await checkup.overdue(MORNING) == {}
    assert await checkup.overdue(MORNING + timedelta(hours=1)) == {team.account.site: 1}
    assert await checkup.files(tmp_path) == (0, 0)
    assert {count for _, count in (await checkup.sealed()).values()} == {0}
    if engine.dialect.name == "sqlite":
        assert await checkup.quick_check() == []
    else:
        server = await checkup.server()
        assert server.version >= 140000
        assert server.encoding == "UTF8"
        assert 0 < server.used < server.most
        assert server.apart < timedelta(minutes=1)

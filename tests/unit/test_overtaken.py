"""What a person asks for is asked again when its row was changed meanwhile."""

import pytest

from bot.domain.errors import Conflict
from handlers.context import TRIES, unless_overtaken


class _Work:
    """Overtaken so many times."""

    def __init__(self, conflicts: int) -> None:
        self.left = conflicts

    async def __call__(self) -> str:
        if self.left:
            self.left -= 1
            raise Conflict
        return "done"


@pytest.mark.parametrize("conflicts", range(TRIES))
async def test_it_is_asked_again(conflicts: int) -> None:
    assert await unless_overtaken(_Work(conflicts)) == "done"


async def test_but_not_for_ever() -> None:
    with pytest.raises(Conflict):
        await unless_overtaken(_Work(TRIES))

"""What a house has noted about candidates: by whom, in which order."""

from collections import defaultdict
from collections.abc import Sequence

from tests.e2e.crew import olenas
from tests.e2e.databases import ask
from tests.e2e.house import House


async def noted(house: House) -> dict[int, Sequence[str]]:
    """The words of each member of Olena's company, oldest first. The house does not run."""
    found: dict[int, list[str]] = defaultdict(list)
    candidates = [one for (one,) in ask(house.database, "SELECT id FROM applications")]
    async with house.opened() as uow, uow(await olenas(uow)) as tx:
        people = {one.id: one.user_id for one in await tx.workspaces.members()}
        notes = await tx.notes.of_applications(candidates)
        for note in sorted((one for some in notes.values() for one in some), key=lambda it: it.id):
            found[people[note.member_id]].append(note.text)
    return dict(found)

"""What one should know of a vacancy before anything is published."""

from collections.abc import Iterable

from bot.domain.vacancy import Step, Vacancy
from bot.domain.views import Doubts, Misfit
from bot.domain.wording import doubtful
from bot.ports import AdForm
from bot.usecases.reading.desk import Desk


async def doubts(desk: Desk, vacancy: Vacancy, keys: Iterable[str]) -> Doubts:
    """Its doubtful words, and what the sites with these keys find too short or too long."""
    misfits = []
    for key in keys:
        limits = await desk.tx.dictionary(key, desk.sites.info(key).limits)
        form = AdForm(vacancy, {}, limits=limits.entries if limits is not None else ())
        misfits += [
            Misfit(key, measure)
            for measure in desk.sites.measures(key, form)
            if not measure.fits and Step(measure.part) not in vacancy.missing()
        ]
    return Doubts(doubtful(vacancy), misfits)

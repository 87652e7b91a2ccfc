"""What a refusal of a write means (headhunter.md 5.4)."""

from bot.domain.errors import AdMissing, Duplicate, NoCredits, Rejected, SiteError
from sites.headhunter import mapping
from sites.headhunter.access import errors, says
from sites.headhunter.keys import KEY
from sites.headhunter.line import Account
from sites.kit.answer import Answer

_ABOUT_THE_AD = ("bad_json_data", "bad_argument", "vacancies", "vacancy")


def not_taken(account: Account, answer: Answer, what: str, *, known: bool = False) -> SiteError:
    """`known`: the request was about an ad that we took for there."""
    if known and answer.status == 404:
        return AdMissing(KEY, what)
    twins = mapping.twins(answer)
    if twins is not None:
        return Duplicate(KEY, twins)
    if says(answer, "not_enough_purchased_services"):
        return NoCredits(KEY, what)
    if any(one.get("type") in _ABOUT_THE_AD for one in errors(answer)):
        return Rejected(KEY, mapping.problems(answer))
    return account.refused(answer, what)

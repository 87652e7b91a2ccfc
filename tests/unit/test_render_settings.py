"""The settings are a tree: every page of them leads back to where it was opened."""

from bot.domain import views
from bot.domain.views import View
from bot.domain.views.audit import AuditPage
from bot.domain.views.privacy import FirstNotice
from bot.domain.workspace import RIGHTS, Role
from handlers.buttons import COMMANDS
from tests.group_views import every_view
from tests.unit.test_render import said, verbs

PARENTS: dict[type, str] = {
    views.ChooseLanguage: "settings",
    views.Silence: "settings",
    views.Groups: "settings",
    views.Privacy: "settings",
    views.Answers: "settings",
    views.BarredList: "settings",
    views.Company: "settings",
    views.InviteLink: "settings",
    AuditPage: "company_page",
    views.AskTimeZone: "company_page",
    FirstNotice: "privacy",
    views.ExportList: "privacy",
}


def _elsewhere(view: View) -> bool:
    """A step of the first start, or what a group has chosen."""
    match view:
        case views.ChooseLanguage():
            return view.first
        case views.AskTimeZone():
            return not view.changing
        case views.Silence():
            return bool(view.link_id)
        case _:
            return False


def test_every_page_of_the_settings_leads_back_to_where_it_was_opened() -> None:
    seen = set()
    for view in every_view("x"):
        parent = PARENTS.get(type(view))
        if parent is not None and not _elsewhere(view):
            assert parent in verbs(view), view
            seen.add(type(view))
    assert seen == set(PARENTS)


def test_the_help_names_what_the_role_may_ask_for_and_nothing_else() -> None:
    for role in Role:
        words = said(views.Help("", RIGHTS[role])).split()
        for name, row in COMMANDS.items():
            assert (f"/{name}" in words) is (row.right in RIGHTS[role]), (role, name)
    manager = said(views.Help("", RIGHTS[Role.HIRING_MANAGER]))
    assert "👍" in manager
    assert "/accounts" in manager
    assert "Пароль перевіряю" not in manager

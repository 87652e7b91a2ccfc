"""Buttons about personal data, and of the list of who did what."""

from collections.abc import Mapping

from bot.domain.retention import MONTHS
from bot.domain.workspace import Right
from bot.usecases import export, forget, keep_notice, keep_retention, sift_audit
from bot.usecases.open_screen import OpenScreen
from handlers.row import Row

AUDIT = Row(OpenScreen, Right.READ_AUDIT, {"screen": sift_audit.SCREEN})


def _screen(name: str, right: Right = Right.MANAGE_TEAM, *, is_list: bool = False) -> Row:
    return Row(OpenScreen, right, {"screen": name, "is_list": is_list})


def _export(form: export.Form, of: export.Of) -> Row:
    return Row(export.AskExport, Right.MANAGE_TEAM, {"form": form, "of": of})


def _audit(screen: str) -> Row:
    return Row(sift_audit.TurnAudit, Right.READ_AUDIT, {"screen": screen})


PRIVACY_BUTTONS: Mapping[str, Row] = {
    "privacy": _screen("privacy", Right.LOOK),
    **{
        f"keep_{word}": Row(keep_retention.ChooseRetention, Right.MANAGE_TEAM, {"months": months})
        for months, word in MONTHS.items()
    },
    "stop_on": Row(keep_retention.ChooseStop, Right.MANAGE_TEAM, {"on": True}),
    "stop_off": Row(keep_retention.ChooseStop, Right.MANAGE_TEAM, {"on": False}),
    "first_notice": _screen("first_notice"),
    "notice_on": Row(keep_notice.ChooseNotice, Right.MANAGE_TEAM, {"on": True}),
    "notice_off": Row(keep_notice.ChooseNotice, Right.MANAGE_TEAM, {"on": False}),
    "notice_edit": Row(keep_notice.AskNotice, Right.MANAGE_TEAM),
    "notice_ready": Row(keep_notice.TypeNotice, Right.MANAGE_TEAM),
    "erase": _screen("erase"),
    "erase_one": Row(forget.OpenForget, Right.MANAGE_TEAM),
    "keep_longer": Row(keep_retention.ProlongKeeping, Right.MANAGE_TEAM),
    "erase_now": _screen("retention_erase"),
    "erase_now_yes": Row(keep_retention.EraseVacancy, Right.MANAGE_TEAM),
    "export": _screen("export", is_list=True),
    "export_one": _screen("export_one"),
    **{f"export_{one}": _export(one, export.Of.VACANCY) for one in export.Form},
    **{f"person_{one}": _export(one, export.Of.PERSON) for one in export.Form},
    # who did what
    "audit": AUDIT,
    "audit_page": _audit(sift_audit.SCREEN),
    "audit_matters": _audit(sift_audit.MATTERS),
    "audit_members": _audit(sift_audit.MEMBERS),
    "audit_matter": Row(sift_audit.SiftAudit, Right.READ_AUDIT),
    "audit_member": Row(sift_audit.SiftAudit, Right.READ_AUDIT, {"by_member": True}),
    **{
        f"audit_{form}": Row(sift_audit.AskAuditFile, Right.READ_AUDIT, {"form": form})
        for form in sift_audit.AuditForm
    },
}

"""Buttons of the list of who did what."""

from collections.abc import Mapping

from bot.domain.workspace import Right
from bot.usecases import sift_audit
from bot.usecases.open_screen import OpenScreen
from handlers.row import Row

_RIGHT = Right.READ_AUDIT
AUDIT = Row(OpenScreen, _RIGHT, {"screen": sift_audit.SCREEN})

AUDIT_BUTTONS: Mapping[str, Row] = {
    "audit": AUDIT,
    "audit_page": Row(sift_audit.TurnAudit, _RIGHT),
    "audit_matters": Row(sift_audit.TurnAudit, _RIGHT, {"screen": sift_audit.MATTERS}),
    "audit_members": Row(sift_audit.TurnAudit, _RIGHT, {"screen": sift_audit.MEMBERS}),
    "audit_matter": Row(sift_audit.SiftAudit, _RIGHT),
    "audit_member": Row(sift_audit.SiftAudit, _RIGHT, {"by_member": True}),
    **{
        f"audit_{form}": Row(sift_audit.AskAuditFile, _RIGHT, {"form": form})
        for form in sift_audit.AuditForm
    },
}

"""Names and limits that several modules of this plug-in share."""

KEY = "headhunter"

ACCESS, REFRESH, EXPIRES = "access_token", "refresh_token", "expires_at"
EMPLOYER, MANAGER = "employer", "manager"
"""Keys of the credentials, beside `bot.domain.site.WORK_ACCOUNT`."""

DRAFT = "draft:"
"""What a remote id begins with while the ad was never published: the site counts them apart."""

PUBLICATION = "publication"
AREA, ROLE, SKILLS = "area", "role", "skills"
CHOICES = (
    ("employment", "employment_form", 1),
    ("experience", "experience", 1),
    ("format", "work_format", 4),
    ("days", "work_schedule_by_days", 3),
    ("hours", "working_hours", 3),
)
"""Our field, the site's own name for it and for its dictionary, how many may be chosen."""
FLAGS = (
    ("letter", "response_letter_required"),
    ("incomplete", "accept_incomplete_resumes"),
    ("disabled", "accept_handicapped"),
    ("internship", "internship"),
    ("nights", "night_shifts"),
)
"""Our yes-or-no field, the site's own name for it."""

SKILL_MOST = 100
"""Headhunter.md 4.2."""


def draft_number(remote_id: str | None) -> str | None:
    """The site's number of a draft; None for what is no draft's id."""
    if remote_id is None or not remote_id.startswith(DRAFT):
        return None
    return remote_id.removeprefix(DRAFT)

"""Names that several modules of this plug-in share."""

KEY = "work_ua"

FLAGS = (
    "text_response",
    "show_phone",
    "stud",
    "retired",
    "disability",
    "veteran",
    "deferment",
)
"""Yes-or-no fields of an ad. Never offered: `renew` (writes publications off month by month) and
`hide_company_info` (needs a permission that the API does not tell)."""

PUBLICATION = "publication"
TITLE_LENGTHS = (3, 100)  # A10
DESCRIPTION_LEAST = 150  # A10, characters without tags: told, never enforced
DESCRIPTION_MOST = 20_000  # A10, characters of the HTML that is sent
LIST_MOST = 3

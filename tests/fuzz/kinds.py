"""The kinds of input there are: each is a module of this package."""

from pathlib import Path

KINDS = (
    "updates",
    "site_answers",
    "records",
    "cards",
    "texts",
    "calls",
    "addresses",
    "documents",
    "buttons",
    "archives",
)
FINDINGS = Path(__file__).parent / "findings"
"""What was found so far, a folder a kind; `make test` looks at each anew."""

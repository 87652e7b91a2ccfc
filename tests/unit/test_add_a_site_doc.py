"""docs/add-a-site.md shows the sample plug-in as it is, and names files that are there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "add-a-site.md").read_text(encoding="utf-8")
SAMPLE = (ROOT / "tests/sample_site/zrazok/__init__.py").read_text(encoding="utf-8")


def test_every_piece_of_code_stands_in_the_sample() -> None:
    shown = re.findall(r"^```python\n(.*?)^```$", PAGE, re.M | re.S)
    assert len(shown) >= 4
    assert [piece for piece in shown if piece not in SAMPLE] == []


def test_every_file_that_is_named_is_there() -> None:
    links = re.findall(r"\]\((?!http)([^)#]+)\)", PAGE)
    assert links
    assert [link for link in links if not (ROOT / "docs" / link).exists()] == []


def test_the_readme_leads_there() -> None:
    section = (ROOT / "README.md").read_text(encoding="utf-8").partition("\n## Add a site\n")[2]
    assert "(docs/add-a-site.md)" in section.partition("\n## ")[0]

"""README's table of what each site can is what the code says."""

from pathlib import Path

from bot.domain.site import Can
from sites import discover

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def table() -> str:
    """A row for each thing that some site can, a column for each site."""
    infos = [site.info for site in discover()]
    names = " | ".join(info.name for info in infos)
    rows = [f"| | {names} |", "| --- |" + " --- |" * len(infos)]
    for can in Can:
        cells = ["✓" if can in info.can else "–" for info in infos]
        rows.append(f"| {can} | {' | '.join(cells)} |")
    return "\n".join(rows)


def test_the_table_of_the_sites_is_printed_from_the_code() -> None:
    assert f"\n{table()}\n" in README

"""Many pictures of a phone's width in a few files."""

import io
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from tests.e2e.glass import PHONE, small

GAP = 12
SCREENS = 2


def keep_all(
    folder: Path, name: str, shots: Sequence[bytes], a_picture: int = 8, columns: int = 4
) -> None:
    """Several a picture, side by side, each as high as it is, at most as SCREENS phones."""
    width, most = PHONE["width"], SCREENS * PHONE["height"]
    for number, first in enumerate(range(0, len(shots), a_picture), 1):
        some = [Image.open(io.BytesIO(one)) for one in shots[first : first + a_picture]]
        shown = [one.resize((width, round(one.height * width / one.width))) for one in some]
        shown = [one.crop((0, 0, width, min(one.height, most))) for one in shown]
        rows = [shown[at : at + columns] for at in range(0, len(shown), columns)]
        high = [max(one.height for one in row) for row in rows]
        sheet = Image.new("RGB", (columns * (width + GAP), sum(high) + GAP * len(rows)), "#6b7a86")
        for row, pictures in enumerate(rows):
            for column, one in enumerate(pictures):
                sheet.paste(one, (column * (width + GAP), sum(high[:row]) + GAP * row))
        kept = io.BytesIO()
        sheet.save(kept, "PNG")
        (folder / f"{name}-{number}.png").write_bytes(small(kept.getvalue()))

"""Reports as pictures, made for a phone: big letters, bars with their numbers, nothing to zoom.

matplotlib takes a second to import and much memory, so it comes with the first picture; one is
made at a time, and its size is bounded whatever is counted.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any

from bot.domain.handling import Stage
from bot.domain.tally import ASIDE, FUNNEL, Tally
from bot.domain.vacancy import one_line
from bot.domain.views.reports import ReportPage
from handlers.render.ink import Ink
from handlers.render.reports import costs_of, reasons_of, span_words, when_words
from handlers.texts import clean

WIDTH, _DPI = 1000, 150
_EDGE, _LABELS, _ROW, _BAR, _GAP = 40, 300, 56, 38, 48
_VALUES, _APART = 150, 14
"""The most room for a number at the right of a bar, and how far from it."""
_VACANCIES_MOST, _REASONS_MOST, _SITES_MOST, _COSTS_MOST = 5, 5, 4, 4
_INK, _GREY, _PALE, _PAPER = "#1d2733", "#6b7785", "#e8edf2", "#ffffff"
_COLOURS: Mapping[Stage, str] = {
    Stage.NEW: "#9aa7b5",
    Stage.LOOK: "#7fb3e6",
    Stage.CONTACT: "#4a8fd6",
    Stage.INTERVIEW: "#2b67b1",
    Stage.OFFER: "#7a52b3",
    Stage.HIRED: "#2e9e5b",
    Stage.REJECTED: "#d9644a",
    Stage.RESERVE: "#e0b040",
}
_SITE, _COST = "#4a8fd6", "#7a52b3"
_ONE = Lock()


def picture(view: ReportPage, ink: Ink) -> bytes:
    """The report as a PNG; slow, to be called off the event loop."""
    paper = _Paper()
    _heads(paper, view, ink)
    total = view.numbers.total
    paper.title(ink.t.label("chart-funnel"))
    paper.bars(_funnel(total, ink), total.people)
    if len(view.lines) > 1:
        paper.title(ink.t.label("chart-vacancies"))
        for line in view.lines[:_VACANCIES_MOST]:
            name = line.title or ink.t.label("vacancy-untitled")
            paper.stack(name, line.tally, max(one.tally.people for one in view.lines), ink)
        left = len(view.lines) - _VACANCIES_MOST
        if left > 0:
            paper.small(ink.t.label("chart-more", count=left))
    paper.columns(
        [
            [(ink.t.label("chart-sites"), _sites(total, ink)), *_costs(view, ink)],
            [(ink.t.label("chart-reasons"), _reasons(total, ink))],
        ]
    )
    return paper.drawn()


def _heads(paper: "_Paper", view: ReportPage, ink: Ink) -> None:
    total, answers = view.numbers.total, view.numbers.answers
    paper.head(view.title or ink.t.label("report-all"), when_words(view, ink))
    heard = span_words(answers.median, ink) if answers.median is not None else "—"
    paper.tiles(
        [
            (ink.t.number(total.responses), ink.t.label("chart-responses")),
            (ink.t.number(total.people), ink.t.label("chart-people")),
            (heard, ink.t.label("chart-answer")),
        ]
    )


def _funnel(total: Tally, ink: Ink) -> "list[_Bar]":
    aside = [one for one in ASIDE if total.stages.get(one)]
    return [
        _Bar(
            ink.t.label(f"chart-reached-{stage}" if stage in FUNNEL else f"chart-{stage}"),
            total.reached(stage),
            ink.t.number(total.reached(stage)),
            _COLOURS[stage],
        )
        for stage in (*FUNNEL, *aside)
    ]


def _sites(total: Tally, ink: Ink) -> "list[_Bar]":
    found = sorted(total.sites.items(), key=lambda it: -it[1])[:_SITES_MOST]
    return [_Bar(ink.site(key), n, ink.t.number(n), _SITE) for key, n in found]


def _reasons(total: Tally, ink: Ink) -> "list[_Bar]":
    red = _COLOURS[Stage.REJECTED]
    found = reasons_of(total, ink)[:_REASONS_MOST]
    return [_Bar(name, count, ink.t.number(count), red) for name, count in found]


def _costs(view: ReportPage, ink: Ink) -> "list[tuple[str, list[_Bar]]]":
    found = costs_of(view.numbers, ink)[:_COSTS_MOST]
    return [(ink.t.label("chart-costs"), [_Bar(*one, _COST) for one in found])]


@dataclass(frozen=True, slots=True)
class _Bar:
    label: str
    value: int
    words: str
    colour: str


@dataclass
class _Paper:
    """What is to be drawn, from top to bottom: the height is known when all is there."""

    y: float = _EDGE
    steps: list[Callable[[Any], None]] = field(default_factory=list)

    def head(self, title: str, below: str) -> None:
        self._words(_EDGE, self.y + 22, title, 40, bold=True, room=WIDTH - 2 * _EDGE)
        self._words(_EDGE, self.y + 76, below, 31, colour=_GREY, room=WIDTH - 2 * _EDGE)
        self.y += 120

    def tiles(self, tiles: Sequence[tuple[str, str]]) -> None:
        """Numbers beside each other, each with what it counts below."""
        gap, y = 20, self.y
        wide = (WIDTH - 2 * _EDGE - gap * (len(tiles) - 1)) / len(tiles)
        for at, (number, what) in enumerate(tiles):
            x = _EDGE + at * (wide + gap)
            self._box(x, y, wide, 140, _PALE)
            self._words(x + wide / 2, y + 52, number, 44, bold=True, room=wide - 16, align="center")
            self._words(x + wide / 2, y + 108, what, 26, _GREY, room=wide - 16, align="center")
        self.y += 170

    def title(self, words: str) -> None:
        self.y += 14
        self._words(_EDGE, self.y + 20, words, 32, bold=True, room=WIDTH - 2 * _EDGE)
        self.y += 58

    def small(self, words: str) -> None:
        self._words(_EDGE, self.y + 16, words, 27, _GREY, room=WIDTH - 2 * _EDGE)
        self.y += 42

    def bars(self, bars: Sequence[_Bar], most: int) -> None:
        """A label, a bar, its number."""
        values = _room_of([bar.words for bar in bars])
        room = WIDTH - 2 * _EDGE - _LABELS - values
        for bar in bars:
            middle, x = self.y + _ROW / 2, _EDGE + _LABELS
            self._words(_EDGE, middle, bar.label, 30, room=_LABELS - 16)
            self._box(x, middle - _BAR / 2, room, _BAR, _PALE)
            wide = room * bar.value / max(1, most)
            self._box(x, middle - _BAR / 2, wide, _BAR, bar.colour)
            self._number(x + room, middle, bar.words, values)
            self.y += _ROW
        self.y += 10

    def stack(self, name: str, tally: Tally, most: int, ink: Ink) -> None:
        """One vacancy: its name, and a bar of where its people stand."""
        values = _room_of([ink.t.number(most)])
        room = WIDTH - 2 * _EDGE - values
        self._words(_EDGE, self.y + 20, name, 30, room=WIDTH - 2 * _EDGE)
        x, top = float(_EDGE), self.y + 44
        for stage in (*FUNNEL, *ASIDE):
            count = tally.stages.get(stage, 0)
            wide = room * count / max(1, most)
            self._box(x, top, wide, _BAR, _COLOURS[stage])
            number = ink.t.number(count)
            if wide > 22 * len(number) + 12:
                self._words(x + wide / 2, top + _BAR / 2, number, 26, _PAPER, align="center")
            x += wide
        whole = ink.t.number(tally.people)
        self._number(x, top + _BAR / 2, whole, values)
        self.y += 98

    def _number(self, x: float, y: float, words: str, room: float) -> None:
        self._words(x + _APART, y, words, 32, bold=True, room=room - _APART)

    def columns(self, columns: Sequence[Sequence[tuple[str, Sequence[_Bar]]]]) -> None:
        """Beside each other: titles, each with its bars below, where there are any."""
        kept = [[one for one in column if one[1]] for column in columns]
        kept = [column for column in kept if column]
        room = (WIDTH - 2 * _EDGE - _GAP * (len(kept) - 1)) / max(1, len(kept))
        ends = [self.y]
        for at, column in enumerate(kept):
            y = self.y
            for title, bars in column:
                y = self._column(_EDGE + at * (room + _GAP), y, room, title, bars)
            ends.append(y)
        self.y = max(ends)

    def _column(self, x: float, y: float, room: float, title: str, bars: Sequence[_Bar]) -> float:
        self._words(x, y + 36, title, 32, bold=True, room=room)
        y += 70
        most = max(1, *(bar.value for bar in bars))
        for bar in bars:
            self._words(x, y + 14, bar.label, 29, room=room - 150)
            self._words(x + room, y + 14, bar.words, 30, bold=True, align="right", room=140)
            self._box(x, y + 38, room, 16, _PALE)
            self._box(x, y + 38, room * bar.value / most, 16, bar.colour)
            y += 74
        return y + 4

    def drawn(self) -> bytes:
        """The PNG."""
        with _ONE:
            return _png(self.steps, self.y + _EDGE)

    def _box(self, x: float, y: float, wide: float, high: float, colour: str) -> None:
        if wide > 0:
            self.steps.append(lambda ax: _rectangle(ax, x, y, wide, high, colour))

    def _words(
        self,
        x: float,
        y: float,
        words: str,
        size: int,
        colour: str = _INK,
        *,
        bold: bool = False,
        align: str = "left",
        room: float | None = None,
    ) -> None:
        shown = fitting(words, size, bold, room)
        self.steps.append(lambda ax: _text(ax, x, y, shown, size, colour, bold, align))


def _rectangle(ax: Any, x: float, y: float, wide: float, high: float, colour: str) -> None:
    from matplotlib.patches import Rectangle  # noqa: PLC0415 - see the head of this file

    ax.add_patch(Rectangle((x, y), wide, high, facecolor=colour, edgecolor="none"))


def _text(
    ax: Any, x: float, y: float, words: str, size: int, colour: str, bold: bool, align: str
) -> None:
    from matplotlib.font_manager import FontProperties  # noqa: PLC0415 - see above

    font = FontProperties(fname=str(_font(bold)), size=size * 72 / _DPI)
    # A name may hold dollars, which would be read as mathematics.
    ax.text(x, y, words, fontproperties=font, color=colour, ha=align, va="center", parse_math=False)


def _png(steps: Sequence[Callable[[Any], None]], height: float) -> bytes:
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 - see above
    from matplotlib.figure import Figure  # noqa: PLC0415 - see above

    figure = Figure(figsize=(WIDTH / _DPI, height / _DPI), dpi=_DPI, facecolor=_PAPER)
    FigureCanvasAgg(figure)
    ax = figure.add_axes((0, 0, 1, 1))
    ax.set_xlim(0, WIDTH)
    ax.set_ylim(height, 0)
    ax.axis("off")
    for step in steps:
        step(ax)
    out = BytesIO()
    figure.savefig(out, format="png", metadata={"Software": None})
    return out.getvalue()


def fitting(words: str, size: int, bold: bool, room: float | None) -> str:
    """The words in letters that the font has, cut where there is no room for them."""
    shown = one_line("".join(char for char in clean(words) if ord(char) in _known(bold)))
    if room is None or _width(shown, size, bold) <= room:
        return shown
    shown = shown[: 4 * WIDTH // size]
    while shown and _width(shown + "…", size, bold) > room:
        shown = shown[:-1]
    return shown.rstrip() + "…"


def _room_of(numbers: Sequence[str]) -> float:
    """As much as the longest of them needs at the right of its bar, and not more."""
    widest = max((_width(one, 32, True) for one in numbers), default=0.0)
    return min(_VALUES, widest + _APART + 2)


def _width(words: str, size: int, bold: bool) -> float:
    from PIL import ImageFont  # noqa: PLC0415 - with the first picture

    return float(ImageFont.truetype(_font(bold), size).getlength(words))


@cache
def _known(bold: bool) -> frozenset[int]:
    from matplotlib.ft2font import FT2Font  # noqa: PLC0415 - see above

    return frozenset(FT2Font(str(_font(bold))).get_charmap())


@cache
def _font(bold: bool) -> Path:
    from matplotlib import get_data_path  # noqa: PLC0415 - see above

    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return Path(get_data_path()) / "fonts" / "ttf" / name

"""When a chat may be told of a new candidate: quiet hours, weekends, a mute, and how often."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.workspace import DEFAULT_TIME_ZONE, ChatLink

MOST_CARDS = 5
"""So many new candidates of one vacancy at once have a card each; more are one carousel."""
MORNING = time(9)
_DAY = timedelta(days=1)
_DEBT = _DAY
"""After so long without an answer a candidate is a debt."""
_HOURS = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*[-–—]\s*(\d{1,2})(?:[:.](\d{2}))?")
_SATURDAY = 5
_OFF, _YES = "off", "yes"


class Mode(StrEnum):
    """How often a chat hears of a vacancy's new candidates."""

    INSTANT = "instant"
    QUARTER = "quarter"
    """At every quarter of an hour."""
    HOURLY = "hourly"
    DAILY = "daily"
    """At 9:00."""
    DEBT = "debt"
    """At 9:00, of those that nobody has answered for a day."""

    def below(self) -> "Mode":
        """How often it hears of those who are below a vacancy's threshold: at 9:00 at most."""
        return self if self is Mode.DEBT else Mode.DAILY


@dataclass(frozen=True, slots=True)
class Hours:
    """A part of every day, over midnight where it ends before it begins."""

    start: time
    end: time

    @classmethod
    def read(cls, words: str) -> "Hours | None":
        """`20:00-08:30`, `22-7`; None for what is no such thing, or no time at all."""
        found = _HOURS.fullmatch(words.strip())
        if found is None:
            return None
        from_hour, from_minute, to_hour, to_minute = (int(one or 0) for one in found.groups())
        try:
            hours = cls(time(from_hour, from_minute), time(to_hour, to_minute))
        except ValueError:
            return None
        return hours if hours.start != hours.end else None

    def __str__(self) -> str:
        return f"{self.start:%H:%M}-{self.end:%H:%M}"


USUAL = Hours(time(20), time(8, 30))
"""What quiet hours are while nobody says otherwise (product.md 2.11)."""


@dataclass(frozen=True, slots=True)
class Quiet:
    """What a chat has chosen; kept in `ChatLink.settings`."""

    zone: str = DEFAULT_TIME_ZONE
    hours: Hours | None = None
    weekends: bool = False
    """Nothing is told on Saturdays and Sundays."""
    muted_until: datetime | None = None
    mode: Mode = Mode.INSTANT
    """Of vacancies that have no mode of their own in this chat."""
    morning: bool = True
    """The person hears at 9:00 what is to do."""
    report: bool = True
    """The person hears on Mondays how the week was."""

    @classmethod
    def of(cls, link: ChatLink, zone: str, usual: Hours | None) -> "Quiet":
        """Read it; `usual` holds, weekends too, where the chat has chosen nothing."""
        kept = link.settings
        muted, hours = kept.get("muted_until"), kept.get("quiet")
        default = _YES if usual is not None else _OFF
        return cls(
            kept.get("zone") or zone,
            usual if hours is None else Hours.read(hours),
            kept.get("quiet_weekends", default) == _YES,
            datetime.fromisoformat(muted).astimezone(UTC) if muted else None,
            Mode(kept.get("mode", Mode.INSTANT)),
            kept.get("morning") != _OFF,
            kept.get("report") != _OFF,
        )

    def on(self, link: ChatLink) -> ChatLink:
        """The link with this in its settings; the time zone stays as it is kept there."""
        mine: Mapping[str, str] = {
            "quiet": str(self.hours) if self.hours else _OFF,
            "quiet_weekends": _YES if self.weekends else _OFF,
            "muted_until": self.muted_until.isoformat() if self.muted_until else "",
            "mode": self.mode.value,
            "morning": "" if self.morning else _OFF,
            "report": "" if self.report else _OFF,
        }
        kept = {**link.settings, **mine}
        return replace(link, settings={key: value for key, value in kept.items() if value})

    def is_muted(self, now: datetime) -> bool:
        """Whether somebody has muted the chat, and it is not over."""
        return self.muted_until is not None and self.muted_until > now

    def free(self, moment: datetime) -> datetime:
        """The first moment from this one on when the chat may be told something."""
        found = max(moment, self.muted_until or moment)
        while (end := self._end(found)) is not None:
            found = end
        return found

    def due(self, mode: Mode, came: datetime, now: datetime) -> datetime:
        """When one who `came` may be told of, as it looks `now`; not after now: at once.

        One who comes from the future came now: the clock was set back since.
        """
        return self.free(max(now, self._round(mode, min(came, now))))

    def held(self, mode: Mode, came: datetime) -> bool:
        """Whether one who `came` then had to wait: such are told of together."""
        return self.due(mode, came, came) > came

    def morning_after(self, now: datetime) -> datetime:
        """When the person's next morning is told, after today's."""
        return self.free(self._daily(now + timedelta(microseconds=1)))

    def morning_of(self, now: datetime) -> datetime:
        """When today's may be told: at nine, or now where that is over."""
        nine = self._daily(now)
        zone = ZoneInfo(self.zone)
        today = nine.astimezone(zone).date() == now.astimezone(zone).date()
        return self.free(nine if today else now)

    def week_after(self, now: datetime) -> datetime:
        """Monday, 9:00 by the chat's clock, the first one after now; silence is another matter."""
        today = now.astimezone(ZoneInfo(self.zone)).date()
        monday = today - today.weekday() * _DAY
        weeks = (self._at(monday + 7 * count * _DAY, MORNING) for count in range(3))
        return next(one for one in weeks if one > now)

    def _round(self, mode: Mode, came: datetime) -> datetime:
        match mode:
            case Mode.QUARTER:
                return self._every(15, came)
            case Mode.HOURLY:
                return self._every(60, came)
            case Mode.DAILY:
                return self._daily(came)
            case Mode.DEBT:
                return self._daily(came + _DEBT)
            case _:
                return came

    def _every(self, minutes: int, came: datetime) -> datetime:
        """The next round minute by the chat's clock; zones differ by whole quarters."""
        local = came.astimezone(ZoneInfo(self.zone))
        past = timedelta(minutes=local.minute % minutes, seconds=local.second)
        return came - past - timedelta(microseconds=local.microsecond) + timedelta(minutes=minutes)

    def _daily(self, moment: datetime) -> datetime:
        today = moment.astimezone(ZoneInfo(self.zone)).date()
        mornings = (self._at(day, MORNING) for day in (today, today + _DAY))
        return next(one for one in mornings if one >= moment)

    def _end(self, moment: datetime) -> datetime | None:
        """When the silence that this moment falls into is over."""
        today = moment.astimezone(ZoneInfo(self.zone)).date()
        ends = [end for start, end in self._silences(today) if start <= moment < end]
        return max(ends, default=None)

    def _silences(self, today: date) -> Iterator[tuple[datetime, datetime]]:
        """Those that may hold a moment of today."""
        if self.weekends and today.weekday() >= _SATURDAY:
            monday = today + timedelta(days=7 - today.weekday())
            yield self._at(monday - 2 * _DAY, time()), self._at(monday, time())
        if self.hours is None:
            return
        start, end = self.hours.start, self.hours.end
        for day in (today - _DAY, today):
            last = day if start < end else day + _DAY
            yield self._at(day, start), self._at(last, end, last=True)

    def _at(self, day: date, at: time, *, last: bool = False) -> datetime:
        """When the chat's clock shows this: `last`, where it shows it twice.

        Where it jumps over it: when it does.
        """
        zone = ZoneInfo(self.zone)
        wanted = datetime.combine(day, at)
        found = wanted.replace(tzinfo=zone, fold=last).astimezone(UTC)
        if _shown(found, zone) == wanted:
            return found
        found = wanted.replace(tzinfo=zone, fold=0).astimezone(UTC)
        minute = timedelta(minutes=1)
        while _shown(found - minute, zone) > wanted:
            found -= minute
        return found


def _shown(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None, fold=0)

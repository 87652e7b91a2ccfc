"""How much a bot may send before it gets 429.

30 messages a second in all, one a second in a chat with a burst of three, twenty a minute in a
group. Source: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
The seconds of `retry_after` are the API's own; one of them lasts 1/pace of a real second. A refused
message starts a halt: until it is over every message to that chat (to all chats after the first
limit) is refused too.
"""

import math
from collections import deque

from bot.emulator_kit import PacedClock
from handlers.emulator.refusal import too_many

ALL_CHATS = 30
GROUP = 20
GROUP_SECONDS = 60.0
BURST = 3


class Limits:
    """Send times by bot and by chat.

    `slack` is in real seconds: how far arrival may be from sending on a busy machine before it
    counts against the bot.
    """

    def __init__(self, clock: PacedClock, slack: float) -> None:
        self._clock = clock
        self._slack = slack * clock.pace
        self._sent: dict[tuple[int, int], deque[float]] = {}
        self._buckets: dict[tuple[int, int], tuple[float, float]] = {}
        self._halts: dict[tuple[int, int], float] = {}
        self.refused = 0

    def spend(self, bot: int, chat: int, *, group: bool, count: int = 1) -> None:
        """Count `count` messages to a chat; raises Refusal 429 and counts nothing when too many."""
        now = self._clock.seconds()
        everywhere, here = (bot, 0), (bot, chat)
        self._check_halt(everywhere, now)
        self._check_halt(here, now)
        level = self._level(here, now)
        wait = min(count, BURST) - level - self._slack
        if group:
            wait = max(wait, self._wait(here, now, GROUP, GROUP_SECONDS, count))
        self._halt(here, now, wait)
        self._halt(everywhere, now, self._wait(everywhere, now, ALL_CHATS, 1.0, count))
        self._buckets[here] = level - count, now
        for key in (everywhere, here):
            self._sent.setdefault(key, deque(maxlen=ALL_CHATS)).extend([now] * count)

    def spend_edit(self, bot: int) -> None:
        """Count one edit: only the limit for all chats is known to hold for edits."""
        now, everywhere = self._clock.seconds(), (bot, 0)
        self._check_halt(everywhere, now)
        self._halt(everywhere, now, self._wait(everywhere, now, ALL_CHATS, 1.0, 1))
        self._sent.setdefault(everywhere, deque(maxlen=ALL_CHATS)).append(now)

    def _level(self, key: tuple[int, int], now: float) -> float:
        """How many messages this chat takes at once: one more a second, three at most."""
        level, at = self._buckets.get(key, (float(BURST), now))
        return min(float(BURST), level + now - at)

    def _wait(
        self, key: tuple[int, int], now: float, limit: int, seconds: float, count: int
    ) -> float:
        """Seconds until `count` more fit; an album larger than the limit passes alone."""
        recent = [at for at in self._sent.get(key, ()) if at > now - seconds + self._slack]
        over = len(recent) + min(count, limit) - limit
        return recent[over - 1] + seconds - now if over > 0 else 0.0

    def _check_halt(self, key: tuple[int, int], now: float) -> None:
        left = self._halts.get(key, 0.0) - now
        if left > 0:
            self.refused += 1
            raise too_many(max(1, math.ceil(left)))

    def _halt(self, key: tuple[int, int], now: float, wait: float) -> None:
        if wait <= 0:
            return
        seconds = max(1, math.ceil(wait))
        self._halts[key] = now + seconds
        self.refused += 1
        raise too_many(seconds)

"""Every pace of the product in one value (design.md 11)."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Rate:
    """At most `count` within any `window`: a sliding window over the last moments."""

    count: int
    window: timedelta


@dataclass(frozen=True, slots=True)
class Paces:
    """Durations as production has them, divided by `factor` (PACE; 1 in production).

    Tests of an hour take seconds with a great factor, without a `sleep`.
    """

    factor: float = 1.0
    sync_minutes: int = 60
    drain_least: timedelta = timedelta(seconds=2)
    """A greater factor does not make the network faster: a request in hand needs real time."""
    tick_least: timedelta = timedelta(seconds=0.4)
    """Nor the database: to look all the time would leave it none for people."""
    late_least: timedelta = timedelta(seconds=0.3)
    """Nor what overtakes what on its way."""
    undo_least: timedelta = timedelta()
    """Nor people's thumbs, where there are people: in the demo."""

    def of(self, **units: float) -> timedelta:
        """A duration of production (`minutes=2`), at this pace."""
        return timedelta(**units) / self.factor

    @property
    def sync_interval(self) -> timedelta:
        """Between two syncs of an account."""
        return self.of(minutes=self.sync_minutes)

    @property
    def reconcile_interval(self) -> timedelta:
        """Between two comparisons of an account's last days (design.md 5)."""
        return self.of(hours=24)

    @property
    def reconciled(self) -> timedelta:
        """How many days such a comparison goes back."""
        return self.of(days=14)

    @property
    def clocks_apart(self) -> timedelta:
        """How far a site's clock may be from ours."""
        return self.of(minutes=2)

    @property
    def glance_least(self) -> timedelta:
        """Between two cheap looks while responses come: who wants rarer syncs wants these too."""
        return max(self.of(minutes=5), self.sync_interval / 12)

    @property
    def glance_most(self) -> timedelta:
        """The same while hardly any come."""
        return max(self.of(minutes=15), self.sync_interval / 4)

    @property
    def plea_life(self) -> timedelta:
        """How long a wish to have a colleague's candidate waits for an answer."""
        return self.of(hours=24)

    @property
    def sync_cooldown(self) -> timedelta:
        """Between two syncs that a person asks for."""
        return self.of(minutes=2)

    @property
    def overlap(self) -> timedelta:
        """How far back a feed is read again."""
        return self.of(hours=24)

    @property
    def tick(self) -> timedelta:
        """How often the clock looks for what is due."""
        return max(self.of(minutes=1), self.tick_least)

    @property
    def file_wait(self) -> timedelta:
        """How long a card waits for its file."""
        return self.of(minutes=2)

    @property
    def file_life(self) -> timedelta:
        """How long a file that a site does not give is asked for."""
        return self.of(days=3)

    @property
    def stub_life(self) -> timedelta:
        """After which a kept response that its site has no more is given up.

        Until then the daily pass over an ad's responses may meet it (design.md 5).
        """
        return self.of(days=14)

    @property
    def patience(self) -> timedelta:
        """The longest wait for a limit that a worker sits out; else the job comes back later."""
        return self.of(seconds=2)

    @property
    def uploads(self) -> int:
        """How often a file goes up that gets no answer; then its message goes without it."""
        return 3

    @property
    def undo(self) -> timedelta:
        """How long what was just done can be taken back."""
        return max(self.of(seconds=10), self.undo_least)

    @property
    def outage_told(self) -> timedelta:
        """How long a site must fail before the chat hears of it."""
        return self.of(minutes=5)

    @property
    def unlinked_pause(self) -> timedelta:
        """Between two notices about unlinked ads of one account, which may have many."""
        return self.of(hours=4)

    @property
    def unsure_long(self) -> timedelta:
        """How long a lost answer may stay unsettled before it counts as an error."""
        return self.of(minutes=30)

    @property
    def dictionary_age(self) -> timedelta:
        """How old a cached dictionary may be."""
        return self.of(hours=24)

    @property
    def renewal_most(self) -> timedelta:
        """How long one process may keep others from renewing a login. Not scaled: a site acts."""
        return timedelta(minutes=2)

    @property
    def drain(self) -> timedelta:
        """How long the jobs in hand may go on when the process stops; it ends within 10 s."""
        return max(self.of(seconds=8), self.drain_least)

    @property
    def export_life(self) -> timedelta:
        """How long a file with candidates stands in a chat."""
        return self.of(hours=1)

    @property
    def today_life(self) -> timedelta:
        """How long the names of who came today stand in a group."""
        return self.of(hours=24)

    @property
    def invite_life(self) -> timedelta:
        """How long an invite can be used. Not scaled: a person reads the link."""
        return timedelta(hours=24)

    @property
    def key_look(self) -> timedelta:
        """How often a process looks whether its key file has changed."""
        return self.of(seconds=10)

    @property
    def out_of_order(self) -> timedelta:
        """How long an update waits for one that came before it and may be on its way."""
        return max(self.of(seconds=1), self.late_least)

    @property
    def webhook_check(self) -> timedelta:
        """How often Telegram is asked how it gets on with our webhook."""
        return max(self.of(minutes=1), self.tick_least)

    @property
    def topic_wait(self) -> timedelta:
        """How long Telegram may take to tell of a topic whose making it has not answered."""
        return self.of(minutes=2)

    @property
    def board(self) -> timedelta:
        """Between two looks at a group's board, so between two changes of it at least."""
        return self.of(minutes=2)

    @property
    def link_life(self) -> timedelta:
        """How long a link to a group can be used, and confirmed. Not scaled: people act."""
        return timedelta(minutes=15)

    @property
    def login_life(self) -> timedelta:
        """How long a way to a site's login page can be gone. Not scaled: a person logs in."""
        return timedelta(minutes=10)

    @property
    def hook_check(self) -> timedelta:
        """How often a site is asked whether it still calls."""
        return self.of(hours=24)

    def backoff(self, failures: int) -> timedelta:
        """After how long to try again: 1, 2, 4 ... 30 minutes."""
        return self.of(minutes=min(30, 2 ** max(0, failures - 1)))

    def refused(self, refusals: int) -> timedelta:
        """Before a site that refuses programs is asked again: 30 minutes, doubling to 4 hours."""
        return self.of(minutes=min(240, 30 * 2 ** max(0, refusals - 1)))

    def job_retry(self, failures: int) -> timedelta:
        """Before a job that failed runs again: 5, 20, 80 seconds ... 30 minutes."""
        return self.of(seconds=min(1800, 5 * 4 ** max(0, failures - 1)))

    def chat_rates(self, *, group: bool) -> tuple[Rate, ...]:
        """Telegram's limits for one chat (telegram.md 1, design.md 11).

        Private: a burst of 3, then 1 a second. Groups also fewer than 20 within a minute.
        """
        burst = Rate(3, self.of(seconds=3))
        return (burst, Rate(19, self.of(seconds=60))) if group else (burst,)

    @property
    def stranger_rate(self) -> Rate:
        """How much is heard of somebody outside any company."""
        return Rate(20, self.of(minutes=1))

    @property
    def bot_rates(self) -> tuple[Rate, ...]:
        """Telegram's limit for all chats of one bot: 30 a second."""
        return (Rate(30, self.of(seconds=1)),)

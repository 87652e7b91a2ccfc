"""Every port, without the world behind it. They behave; none of them is told what to answer."""

from tests.fakes.chat import MemoryAttachments, RecordingChat, RecordingGroups, Shown
from tests.fakes.clock import MORNING, FakeClock
from tests.fakes.fragile import Fragile, Happening, Killed
from tests.fakes.jobs import Failed, JobsDraft, MemoryJobs
from tests.fakes.renewals import MemoryRenewals
from tests.fakes.sites import Employer, FakeSite, FakeSites
from tests.fakes.store import BOT_ID, MemoryStore
from tests.fakes.vault import MemoryFiles, MemoryJournal, MemoryLimits, NotedFaults, PlainVault

__all__ = [
    "BOT_ID",
    "MORNING",
    "Employer",
    "Failed",
    "FakeClock",
    "FakeSite",
    "FakeSites",
    "Fragile",
    "Happening",
    "JobsDraft",
    "Killed",
    "MemoryAttachments",
    "MemoryFiles",
    "MemoryJobs",
    "MemoryJournal",
    "MemoryLimits",
    "MemoryRenewals",
    "MemoryStore",
    "NotedFaults",
    "PlainVault",
    "RecordingChat",
    "RecordingGroups",
    "Shown",
]

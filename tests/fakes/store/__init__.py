"""The database in memory: it passes the same suites as the real one."""

from tests.fakes.store.unit_of_work import BOT_ID, MemoryStore

__all__ = ["BOT_ID", "MemoryStore"]

"""Loads every method into METHODS."""

from handlers.emulator.methods import METHODS, account, chats, editing, queries, sending

__all__ = ["METHODS", "account", "chats", "editing", "queries", "sending"]

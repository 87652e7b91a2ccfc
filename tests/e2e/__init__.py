"""Whole stories: emulated Telegram and sites, a real database."""

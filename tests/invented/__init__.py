"""A job site that nobody runs: its people log in on its own page, and it calls.

`tests/invented` is a place of plug-ins; what stands behind its one, `coded`, is the site in memory
that a story puts here.
"""

from tests.fakes.sites import CodedSite

world: list[CodedSite] = []
"""The site of the story, the only entry."""

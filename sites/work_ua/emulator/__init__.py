"""A strict local Work.ua employer API, made from work-ua.md sections 3 to 16. No real data."""

from aiohttp import web

from bot.emulator_kit import install
from sites.work_ua.emulator import access, control, jobs, responses
from sites.work_ua.emulator.world import WORLD, World


def app(*, pace: float = 1.0) -> web.Application:
    """The whole emulator; `pace` scales the site's windows and locks (design.md 11)."""
    site = web.Application(client_max_size=40 * 1024**2)
    kit = install(site, pace=pace)
    site[WORLD] = World(kit)
    site.middlewares.append(access.guard)
    site.add_routes([*jobs.routes(), *responses.routes(), *control.routes()])
    return site

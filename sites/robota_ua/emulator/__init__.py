"""A strict local Robota.ua, made from robota-ua.md: login, employer API, lists. No real data."""

from aiohttp import web

from bot.emulator_kit import install
from sites.robota_ua.emulator import access, applies, control, vacancies
from sites.robota_ua.emulator.world import WORLD, World


def app(*, pace: float = 1.0) -> web.Application:
    """The whole emulator, for all three addresses; `pace` scales the site's windows."""
    site = web.Application(client_max_size=40 * 1024**2)
    kit = install(site, pace=pace)
    site[WORLD] = World(kit)
    site.middlewares.append(access.guard)
    site.add_routes([*access.routes(), *vacancies.routes(), *applies.routes(), *control.routes()])
    return site

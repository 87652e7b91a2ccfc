"""A strict local HeadHunter: API, login page, webhooks. From headhunter.md; no real data.

The whole site stands at one address, so that `HEADHUNTER_API_URL` and `HEADHUNTER_AUTHORIZE_URL`
are the same here: the page where a person logs in is at `/`, and at `/oauth/authorize` as well.
"""

from aiohttp import web

from bot.emulator_kit import install
from sites.headhunter.emulator import access, answers, control, hooks, login, responses, vacancies
from sites.headhunter.emulator.world import WORLD, World


def app(*, pace: float = 1.0) -> web.Application:
    """The whole emulator; `pace` scales the site's limits and lives of tokens (design.md 11)."""
    site = web.Application(client_max_size=40 * 1024**2)
    kit = install(site, pace=pace)
    site[WORLD] = World(kit)
    site.cleanup_ctx.append(hooks.caller)
    site.middlewares.append(access.guard)
    site.add_routes(
        [
            *login.routes(),
            *vacancies.routes(),
            *answers.routes(),
            *responses.routes(),
            *hooks.routes(),
            *control.routes(),
        ]
    )
    return site

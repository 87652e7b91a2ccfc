"""Whether an address answers at all, for `vidhuk check`."""

import aiohttp

_SECONDS = 10.0


async def reachable(url: str) -> tuple[bool, str]:
    """One GET without a login; any HTTP answer counts. Returns the word for the operator."""
    timeout = aiohttp.ClientTimeout(total=_SECONDS)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.get(url, allow_redirects=False) as answer,
        ):
            return True, f"{url} answers ({answer.status})"
    except (aiohttp.ClientError, TimeoutError) as error:
        return False, f"{url}: {type(error).__name__}"

"""Whether an address answers at all, for `vidhuk check`."""

import os

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
    except TimeoutError:
        return False, f"{url} does not answer"
    except aiohttp.ClientError as error:
        return False, f"{url} can't be reached: {_why(error)}"


def _why(error: aiohttp.ClientError) -> str:
    """The system's own words where it has some."""
    if not isinstance(error, aiohttp.ClientConnectorError):
        return str(error).lower() or type(error).__name__
    system = error.os_error
    if system.errno is not None and system.errno > 0:
        return os.strerror(system.errno).lower()
    return str(system.strerror or system).lower()  # of the resolver: it has words of its own

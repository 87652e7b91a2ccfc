"""Whether an address answers at all, for `vidhuk check`."""

import os

import aiohttp

_SECONDS = 10.0


async def _answers(url: str) -> int:
    """Raises: aiohttp.ClientError, TimeoutError."""
    timeout = aiohttp.ClientTimeout(total=_SECONDS)
    async with (
        aiohttp.ClientSession(timeout=timeout) as session,
        session.get(url, allow_redirects=False) as answer,
    ):
        return answer.status


async def status_of(url: str) -> int | None:
    """The status of one GET; None when there is no answer."""
    try:
        return await _answers(url)
    except (aiohttp.ClientError, TimeoutError):
        return None


async def reachable(url: str) -> tuple[bool, str]:
    """One GET without a login; any HTTP answer counts. Returns the word for the operator."""
    try:
        return True, f"{url} answers ({await _answers(url)})"
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

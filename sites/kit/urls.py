"""Addresses taken apart and put together; pure."""

from urllib.parse import urljoin, urlsplit


def joined(base: str, address: str) -> str:
    """The address seen from `base`; empty for what is no address."""
    try:
        return urljoin(base, address)
    except ValueError:
        return ""


def origin(url: str) -> tuple[str, str, int]:
    """Scheme, host and port; empty for what is no address, or has a login of its own in it."""
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        return "", "", 0
    if "@" in parts.netloc:
        return "", "", 0
    return parts.scheme, (parts.hostname or "").rstrip("."), port

"""Which addresses the server takes in links and buttons."""

from urllib.parse import urlsplit

_SCHEMES = ("http", "https", "tg", "tonsite", "mailto", "tel")


def checked_link(url: str) -> str | None:
    """The address as the server keeps it, or None for one that it drops."""
    url = url.strip()
    if "://" not in url and not url.startswith(("mailto:", "tel:")):
        url = f"http://{url}"
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme not in _SCHEMES or any(one.isspace() for one in url):
        return None
    if parts.scheme in ("http", "https"):
        # A host without a dot is refused, so http://localhost never works in a button.
        if "." not in host.strip("."):
            return None
        return url if parts.path or parts.query or parts.fragment else f"{url}/"
    return url

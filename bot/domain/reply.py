"""What is to reach one candidate through the site, and what the site lets be done."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.site import Can
from bot.domain.site_action import Kind

NEEDS: Mapping[Kind, Can] = {
    Kind.INVITE: Can.INVITE,
    Kind.REJECT: Can.REJECT,
    Kind.REPLY: Can.MESSAGE,
}
"""What a site must be able to, for each of the answers that a candidate may get."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An invitation, a refusal or a message for who sent the response `remote_id`."""

    kind: Kind
    remote_id: str
    key: str
    """Names the request for good: a site that knows such keys takes each but once."""
    text: str | None = None
    """What the candidate reads; None: the response only goes elsewhere, without a word."""


@dataclass(frozen=True, slots=True)
class SiteText:
    """A text that the employer keeps on the site; `ref` is opaque, made by the plug-in."""

    ref: str
    name: str


@dataclass(frozen=True, slots=True)
class Offer:
    """What the site lets be done with one response now, and how."""

    kind: Kind
    silent: bool
    """It may go without a message."""
    written: bool
    """It may go with one."""
    texts: tuple[SiteText, ...] = ()

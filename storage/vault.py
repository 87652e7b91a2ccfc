"""Encryption at rest (design.md 9)."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.ports import VaultBroken

_HMAC_VERSION = "1"
# Half of a surrogate pair may come with a chat message; a text that can't be stored would be
# asked of Telegram for ever.
_HALVES = "surrogatepass"


class BadKey(ValueError):
    """One of the keys is not a Fernet key. Which one is said, what it is never."""


class FernetVault:
    """ports.Vault with Fernet keys: the first one writes, all of them read.

    To rotate, put a new key in front. The equality hashes come from the last key, so they stay
    the same while keys are added; dropping the last key needs every `*_hmac` column made anew.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        """Raises: BadKey."""
        if not keys:
            raise BadKey("no encryption key")
        self._fernet = MultiFernet(
            [_fernet(key, f"{number} of {len(keys)}") for number, key in enumerate(keys, 1)]
        )
        oldest = base64.urlsafe_b64decode(keys[-1])
        derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"vidhuk hmac 1")
        self._hmac_key = derive.derive(oldest)

    def seal(self, place: str, text: str) -> str:
        return self._fernet.encrypt(_marked(place) + text.encode(errors=_HALVES)).decode()

    def unseal(self, place: str, sealed: str) -> str:
        return self._open(place, sealed.encode(errors=_HALVES)).decode(errors=_HALVES)

    def seal_bytes(self, place: str, content: bytes) -> bytes:
        # Fernet's own form is base64, a third more on disk.
        return base64.urlsafe_b64decode(self._fernet.encrypt(_marked(place) + content))

    def unseal_bytes(self, place: str, sealed: bytes) -> bytes:
        return self._open(place, base64.urlsafe_b64encode(sealed))

    def hmac(self, purpose: str, text: str) -> str:
        message = _marked(purpose) + text.encode(errors=_HALVES)
        return f"{_HMAC_VERSION}:{hmac.new(self._hmac_key, message, hashlib.sha256).hexdigest()}"

    def _open(self, place: str, token: bytes) -> bytes:
        try:
            marked = self._fernet.decrypt(token)
        except InvalidToken:
            raise VaultBroken(f"no key opens {place}") from None
        mark = _marked(place)
        if not marked.startswith(mark):
            raise VaultBroken(f"what lies in {place} was sealed for another place")
        return marked[len(mark) :]


def fingerprint(key: str) -> str:
    """What a key may be named by where everybody reads it; it leads back to no key."""
    derive = HKDF(algorithm=SHA256(), length=6, salt=None, info=b"vidhuk fingerprint 1")
    return derive.derive(base64.urlsafe_b64decode(key)).hex()


def _marked(place: str) -> bytes:
    """The place as the beginning of what is sealed; the NUL ends it, so no place begins another."""
    if "\0" in place:
        raise ValueError("a place has no NUL")
    return place.encode() + b"\0"


def _fernet(key: str, which: str) -> Fernet:
    try:
        return Fernet(key.encode())
    except (ValueError, binascii.Error):
        raise BadKey(f"encryption key {which} is not a Fernet key") from None

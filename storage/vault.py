"""Encryption at rest (design.md 9)."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Callable, Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.ports import VaultBroken

_HMAC_VERSION = "1"
# Half of a surrogate pair may come with a chat message; a text that can't be stored would be
# asked of Telegram for ever.
_HALVES = "surrogatepass"
_TAG = hashlib.sha256().digest_size

Again = Callable[[], Sequence[str] | None]
"""The keys once more where they have changed since they were read; None: they have not."""


class BadKey(ValueError):
    """One of the keys is not a Fernet key. Which one is said, what it is never."""


def fingerprint(key: str) -> str:
    """What a key is called where people read; nothing leads from it to the key."""
    return hashlib.sha256(b"vidhuk key " + base64.urlsafe_b64decode(key)).hexdigest()[:8]


class _Ring:
    """Keys as one process holds them at a time."""

    def __init__(self, keys: Sequence[str]) -> None:
        """Raises: BadKey."""
        if not keys:
            raise BadKey("no encryption key")
        made = [_fernet(key, f"{number} of {len(keys)}") for number, key in enumerate(keys, 1)]
        self.first, self.all = made[0], MultiFernet(made)
        self.prints = tuple(map(fingerprint, keys))
        # The first half signs (github.com/fernet/spec, "Key Format").
        self.signing = [(fingerprint(key), base64.urlsafe_b64decode(key)[:16]) for key in keys]


class FernetVault:
    """ports.Vault with Fernet keys: the first one writes, all of them read.

    The equality hashes have a key of their own, which lies in the database (storage.canary) and
    stays while keys come and go. Until it was read, it is what a new database begins with.

    `again` is asked before anything is sealed, and when something does not open: a key that was
    put in front while the process runs seals from then on.
    """

    def __init__(self, keys: Sequence[str], again: Again | None = None) -> None:
        """Raises: BadKey."""
        self._ring, self._again = _Ring(keys), again
        self._offered: _Ring | None = None
        derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"vidhuk hmac 1")
        self._hash_key = derive.derive(base64.urlsafe_b64decode(keys[-1]))

    @property
    def keys(self) -> tuple[str, ...]:
        """The fingerprints, the one that writes first."""
        return self._ring.prints

    def seal(self, place: str, text: str) -> str:
        self.look_again()
        sealed = self._ring.first.encrypt(_marked(place) + text.encode(errors=_HALVES))
        return sealed.decode()

    def unseal(self, place: str, sealed: str) -> str:
        return self._open(place, sealed.encode(errors=_HALVES)).decode(errors=_HALVES)

    def seal_bytes(self, place: str, content: bytes) -> bytes:
        self.look_again()
        # Fernet's own form is base64, a third more on disk.
        return base64.urlsafe_b64decode(self._ring.first.encrypt(_marked(place) + content))

    def unseal_bytes(self, place: str, sealed: bytes) -> bytes:
        return self._open(place, base64.urlsafe_b64encode(sealed))

    def sealed_by(self, sealed: str | bytes) -> str | None:
        """The fingerprint of the key that sealed a text or bytes; None: none of these keys.

        Nothing is deciphered for that, so what need not be sealed anew costs little.
        """
        raw = sealed if isinstance(sealed, bytes) else _decoded(sealed)
        for print_, key in self._ring.signing:
            if hmac.compare_digest(hmac.digest(key, raw[:-_TAG], "sha256"), raw[-_TAG:]):
                return print_
        return None

    # -- equality

    @property
    def hash_key(self) -> str:
        """What the equality hashes are made with, as a text to be sealed."""
        return base64.urlsafe_b64encode(self._hash_key).decode()

    def hash_with(self, key: str) -> None:
        """From now on the equality hashes are made with this `hash_key`."""
        self._hash_key = base64.urlsafe_b64decode(key)

    def hmac(self, purpose: str, text: str) -> str:
        message = _marked(purpose) + text.encode(errors=_HALVES)
        return f"{_HMAC_VERSION}:{hmac.new(self._hash_key, message, hashlib.sha256).hexdigest()}"

    # -- keys that change meanwhile

    def look_again(self) -> None:
        """Take the keys as they are by now.

        Only where the one that writes is still among them: a file that was put there by mistake
        would seal what nobody opens after the next start.
        """
        fresh = self._again() if self._again is not None else None
        if fresh is not None:
            self._offered = _Ring(fresh)
            if self._ring.prints[0] in self._offered.prints:
                self._ring, self._offered = self._offered, None

    def _open(self, place: str, token: bytes) -> bytes:
        try:
            marked = self._ring.all.decrypt(token)
        except InvalidToken:
            marked = self._open_again(place, token)
        mark = _marked(place)
        if not marked.startswith(mark):
            raise VaultBroken(f"what lies in {place} was sealed for another place")
        return marked[len(mark) :]

    def _open_again(self, place: str, token: bytes) -> bytes:
        """With the keys as they are by now; those that open it are the right ones."""
        self.look_again()
        for ring in filter(None, (self._offered, self._ring)):
            try:
                marked = ring.all.decrypt(token)
            except InvalidToken:
                continue
            self._ring, self._offered = ring, None if ring is self._offered else self._offered
            return marked
        raise VaultBroken(f"no key opens {place}")


def _marked(place: str) -> bytes:
    """The place as the beginning of what is sealed; the NUL ends it, so no place begins another."""
    if "\0" in place:
        raise ValueError("a place has no NUL")
    return place.encode() + b"\0"


def _decoded(sealed: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(sealed)
    except ValueError:
        return b""


def _fernet(key: str, which: str) -> Fernet:
    try:
        return Fernet(key.encode())
    except (ValueError, binascii.Error):
        raise BadKey(f"encryption key {which} is not a Fernet key") from None

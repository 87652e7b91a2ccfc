"""What must never be seen: passwords, tokens."""

from collections.abc import Iterator, Mapping
from typing import final

MASK = "•••"


@final
class Secret:
    """A text that shows itself only when asked by name; `repr`, `str` and logs get a mask."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """The text itself; for the request that needs it and for the vault, nowhere else."""
        return self._text

    def __repr__(self) -> str:
        return MASK

    __str__ = __repr__

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._text == self._text

    def __hash__(self) -> int:
        return hash(("Secret", self._text))

    def __bool__(self) -> bool:
        return bool(self._text)


@final
class Credentials(Mapping[str, Secret]):
    """What one login at one site needs: field of the site's login form, or token, to secret."""

    __slots__ = ("_fields",)

    def __init__(self, fields: Mapping[str, Secret]) -> None:
        self._fields = dict(fields)

    @classmethod
    def of(cls, fields: Mapping[str, str]) -> "Credentials":
        """From plain texts, as the vault gives them back."""
        return cls({key: Secret(text) for key, text in fields.items()})

    def reveal(self) -> dict[str, str]:
        """Plain texts, for the vault alone."""
        return {key: secret.reveal() for key, secret in self._fields.items()}

    def __getitem__(self, key: str) -> Secret:
        return self._fields[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields)

    def __len__(self) -> int:
        return len(self._fields)

    def __repr__(self) -> str:
        return f"Credentials({', '.join(self._fields)})"

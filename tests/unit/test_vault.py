"""The vault and the key file."""

import base64
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.ports import VaultBroken
from storage.keys import KeyFileBroken, WatchedKeys, load_or_make, new_key, rewrite
from storage.vault import BadKey, FernetVault, fingerprint

HERE, THERE = "accounts:login:1", "accounts:login:2"


def test_what_was_sealed_comes_back() -> None:
    vault = FernetVault([new_key()])
    sealed = vault.seal(HERE, "пароль 🔑\0")
    assert "пароль" not in sealed
    assert sealed.isascii()
    assert vault.unseal(HERE, sealed) == "пароль 🔑\0"
    assert vault.unseal_bytes(HERE, vault.seal_bytes(HERE, b"\0\xff")) == b"\0\xff"
    assert vault.unseal(HERE, vault.seal(HERE, "")) == ""


def test_half_of_a_surrogate_pair_comes_back() -> None:
    vault = FernetVault([new_key()])
    assert vault.unseal(HERE, vault.seal(HERE, "a\ud83d")) == "a\ud83d"
    assert vault.hmac("x", "\ud83d")


def test_the_same_text_is_never_sealed_alike() -> None:
    vault = FernetVault([new_key()])
    assert vault.seal(HERE, "a") != vault.seal(HERE, "a")


def test_bytes_are_not_stored_as_base64() -> None:
    sealed = FernetVault([new_key()]).seal_bytes(HERE, b"x" * 3000)
    assert len(sealed) < 3200


@pytest.mark.parametrize("place", [THERE, "accounts:login:", "accounts:login:11", ""])
def test_what_was_moved_from_another_row_is_refused(place: str) -> None:
    vault = FernetVault([new_key()])
    with pytest.raises(VaultBroken):
        vault.unseal(place, vault.seal(HERE, "1"))
    with pytest.raises(VaultBroken):
        vault.unseal_bytes(place, vault.seal_bytes(HERE, b"1"))


def test_a_place_can_not_reach_into_the_text() -> None:
    vault = FernetVault([new_key()])
    with pytest.raises(VaultBroken):
        vault.unseal("a", vault.seal("ab", ""))
    with pytest.raises(ValueError, match="NUL"):
        vault.seal("a\0b", "")


@pytest.mark.parametrize("sealed", ["", "nonsense", "ключ", "gAAAAA==", "\ud83d"])
def test_what_no_key_opens_is_refused(sealed: str) -> None:
    with pytest.raises(VaultBroken):
        FernetVault([new_key()]).unseal(HERE, sealed)


def test_what_no_key_opens_is_refused_in_bytes_too() -> None:
    with pytest.raises(VaultBroken):
        FernetVault([new_key()]).unseal_bytes(HERE, b"\x80nonsense")


def test_after_a_rotation_the_old_is_read_and_the_new_key_writes() -> None:
    old, new = new_key(), new_key()
    before, after = FernetVault([old]), FernetVault([new, old])
    assert after.unseal(HERE, before.seal(HERE, "a")) == "a"
    assert FernetVault([new]).unseal(HERE, after.seal(HERE, "a")) == "a"
    with pytest.raises(VaultBroken):
        before.unseal(HERE, after.seal(HERE, "a"))


def test_equality_search_survives_a_rotation() -> None:
    old, new = new_key(), new_key()
    before, after = FernetVault([old]), FernetVault([new, old])
    assert after.hmac("phone", "+380441234567") == before.hmac("phone", "+380441234567")


def test_hashes_tell_nothing_without_the_key_and_differ_by_purpose() -> None:
    vault = FernetVault([new_key()])
    hashed = vault.hmac("phone", "1")
    assert hashed.startswith("1:")
    assert hashed == vault.hmac("phone", "1")
    assert hashed != vault.hmac("email", "1")
    assert vault.hmac("ab", "c") != vault.hmac("a", "bc")
    assert hashed != FernetVault([new_key()]).hmac("phone", "1")


@pytest.mark.parametrize("bad", ["", "short", "ключ", "=" * 44, "a" * 43, "a" * 80])
def test_a_bad_key_is_named_by_its_place_only(bad: str) -> None:
    good = new_key()
    with pytest.raises(BadKey) as caught:
        FernetVault([good, bad])
    told = "".join(str(one) for one in (caught.value, caught.value.__cause__))
    assert "2 of 2" in told
    assert good not in told
    assert not bad or bad not in told
    assert caught.value.__suppress_context__
    with pytest.raises(BadKey):
        FernetVault([])


def test_keys_are_not_shown() -> None:
    key = new_key()
    vault = FernetVault([key])
    shown = repr(vault) + str(vault)
    assert key not in shown
    assert base64.urlsafe_b64decode(key).hex() not in shown


def test_the_key_file_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "keys"
    keys, made = load_or_make(path)
    assert made
    assert load_or_make(path) == (keys, False)
    FernetVault(keys)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    for folder in (path.parent, path.parent.parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [one.name for one in path.parent.iterdir()] == ["keys"]


def test_processes_that_start_at_once_get_the_same_key(tmp_path: Path) -> None:
    path = tmp_path / "keys"
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: load_or_make(path), range(8)))
    assert len({keys for keys, _ in found}) == 1
    assert sum(made for _, made in found) == 1
    assert [one.name for one in tmp_path.iterdir()] == ["keys"]


def test_the_key_file_may_hold_several_keys(tmp_path: Path) -> None:
    path, keys = tmp_path / "keys", (new_key(), new_key(), new_key())
    path.write_text(f"{keys[0]}, {keys[1]}\n{keys[2]}\n")
    assert load_or_make(path) == (keys, False)


def test_an_empty_key_file_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "keys"
    path.write_text("\n")
    with pytest.raises(KeyFileBroken, match="keys"):
        load_or_make(path)
    assert path.read_text() == "\n"


def test_a_key_that_is_put_in_front_seals_from_then_on(tmp_path: Path) -> None:
    path, told = tmp_path / "keys", list[str]()
    watched = WatchedKeys(path, told.extend)
    (old,), _ = watched.load()
    vault = FernetVault([old], watched.changed)
    before = vault.seal(HERE, "a")
    new = new_key()
    rewrite(path, [new, old])
    after = vault.seal(HERE, "b")
    assert told == [old, new, old]
    assert [vault.sealed_by(one) for one in (before, after)] == [fingerprint(old), fingerprint(new)]
    assert (vault.unseal(HERE, before), vault.unseal(HERE, after)) == ("a", "b")
    rewrite(path, [new])
    assert vault.sealed_by(vault.seal(HERE, "c")) == fingerprint(new)
    with pytest.raises(VaultBroken):
        vault.unseal(HERE, before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_another_process_sealed_with_a_newer_key_is_read(tmp_path: Path) -> None:
    path = tmp_path / "keys"
    watched = WatchedKeys(path, lambda _: None)
    (old,), _ = watched.load()
    vault, new = FernetVault([old], watched.changed), new_key()
    rewrite(path, [new])  # it slept while the old one was dropped
    assert vault.unseal(HERE, FernetVault([new]).seal(HERE, "a")) == "a"
    assert vault.keys == (fingerprint(new),)


@pytest.mark.parametrize("held", ["", "nonsense", "gone", "another"])
def test_a_file_that_does_not_go_with_the_database_changes_no_running_process(
    tmp_path: Path, held: str
) -> None:
    path = tmp_path / "keys"
    watched = WatchedKeys(path, lambda _: None)
    (key,), _ = watched.load()
    vault = FernetVault([key], watched.changed)
    path.unlink()
    if held != "gone":
        path.write_text(new_key() if held == "another" else held)
    assert vault.sealed_by(vault.seal(HERE, "a")) == fingerprint(key)
    with pytest.raises(VaultBroken):
        vault.unseal(HERE, FernetVault([new_key()]).seal(HERE, "a"))


@pytest.mark.parametrize("sealed", ["", "nonsense", "ключ", "gAAAAA==", b"", b"\x80nonsense"])
def test_what_no_key_has_sealed_is_known_without_opening_it(sealed: str | bytes) -> None:
    vault = FernetVault([new_key()])
    assert vault.sealed_by(sealed) is None
    assert vault.sealed_by(vault.seal(HERE, "a")) == vault.keys[0]
    assert vault.sealed_by(vault.seal_bytes(HERE, b"a")) == vault.keys[0]

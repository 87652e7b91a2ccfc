"""A password shows itself to whoever asks by name, and to nobody else."""

import copy
import json
import logging
import pprint
import traceback
from collections.abc import Callable
from dataclasses import asdict, replace

import pytest

from bot.domain.account import EmployerAccount
from bot.domain.ids import AccountId, MemberId, WorkspaceId
from bot.domain.secret import MASK, Credentials, Secret

PASSWORD = "canary-pw-пароль-9d1f"
LOGIN = "canary.login@example.com"

WAYS: dict[str, Callable[[object], str]] = {
    "str": str,
    "repr": repr,
    "an f-string": lambda it: f"{it}",
    "an f-string with !r": lambda it: f"{it!r}",
    "an f-string with =": lambda it: f"{it=}",
    "%s": lambda it: "%s" % (it,),  # noqa: UP031 - the way that logging goes
    "str.format": "{}".format,
    "a list": lambda it: str([it]),
    "a dictionary": lambda it: str({"password": it}),
    "pprint": pprint.pformat,
    "json by str": lambda it: json.dumps({"it": it}, default=str, ensure_ascii=False),
    "an exception": lambda it: repr(ValueError(it)) + str(ValueError(it)),
    "a copy": lambda it: repr(copy.deepcopy(it)) + repr(copy.copy(it)),
}


def _account() -> EmployerAccount:
    return EmployerAccount(
        AccountId(1),
        WorkspaceId(2),
        "fake",
        "identity",
        "Ромашка",
        "login",
        Credentials.of({"login": LOGIN, "password": PASSWORD}),
        MemberId(3),
    )


HOLDERS: dict[str, object] = {
    "a secret": Secret(PASSWORD),
    "credentials": Credentials.of({"login": LOGIN, "password": PASSWORD}),
    "an account": _account(),
    "an account as a dictionary": asdict(_account()),
    "a draft of an account": replace(_account(), credentials=Credentials.of({"x": PASSWORD})),
}


@pytest.mark.parametrize("holder", HOLDERS.values(), ids=HOLDERS)
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_no_way_of_writing_it_shows_a_secret(holder: object, way: Callable[[object], str]) -> None:
    written = way(holder)
    assert PASSWORD not in written
    assert LOGIN not in written


def test_a_log_never_shows_a_secret(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    log = logging.getLogger("test")
    for holder in HOLDERS.values():
        log.info("%s %r", holder, holder)
        log.info("of %s", {"holder": holder})
    assert PASSWORD not in caplog.text
    assert MASK in caplog.text


def test_a_traceback_never_shows_a_secret() -> None:
    try:
        assert [Secret(PASSWORD)] == [Secret("other")]
    except AssertionError as error:
        shown = "".join(
            traceback.TracebackException.from_exception(error, capture_locals=True).format()
        )
    assert PASSWORD not in shown


def test_a_secret_has_nothing_to_look_into() -> None:
    assert not hasattr(Secret(PASSWORD), "__dict__")
    assert not hasattr(Credentials.of({"password": PASSWORD}), "__dict__")
    with pytest.raises(TypeError):
        json.dumps({"password": Secret(PASSWORD)})
    with pytest.raises(TypeError) as refused:
        f"{Secret(PASSWORD):>40}"
    assert PASSWORD not in str(refused.value)


def test_a_missing_field_is_named_without_the_others() -> None:
    with pytest.raises(KeyError) as missing:
        Credentials.of({"password": PASSWORD})["token"]
    assert PASSWORD not in repr(missing.value)


def test_who_asks_by_name_gets_it() -> None:
    assert Secret(PASSWORD).reveal() == PASSWORD
    credentials = Credentials.of({"login": LOGIN, "password": PASSWORD})
    assert credentials.reveal() == {"login": LOGIN, "password": PASSWORD}
    assert credentials["password"].reveal() == PASSWORD
    assert (list(credentials), len(credentials)) == (["login", "password"], 2)


def test_secrets_are_compared_by_what_they_hold() -> None:
    assert Secret("a") == Secret("a") != Secret("b")
    assert Secret("a") != "a"
    assert len({Secret("a"), Secret("a"), Secret("b")}) == 2
    assert (bool(Secret("")), bool(Secret("a"))) == (False, True)
    assert Credentials.of({"p": "a"}) == Credentials.of({"p": "a"}) != Credentials.of({"p": "b"})
    assert not Credentials({})


def test_credentials_stay_as_they_were_made() -> None:
    given = {"password": Secret(PASSWORD)}
    credentials = Credentials(given)
    given["password"] = Secret("other")
    assert credentials["password"] == Secret(PASSWORD)

"""The one filter between every logger and the log (design.md 13)."""

import base64
import io
import logging
import warnings
from urllib.parse import quote

import pytest

from bot.wiring import redaction
from tests.logs import open_canaries, product_log

TOKEN = "4200000007:AAe2eCanaryZq8vKt3xw9LmNp5RdSfGh"
KEY = "canary-key-kJ8s0-vWq"
OPEN = {
    "a token in an address": f"POST https://api.telegram.org/bot{TOKEN}/sendMessage",
    "a token in a file's address": f"GET https://api.telegram.org/file/bot{quote(TOKEN)}/documents/1",
    "a login": "Basic " + base64.b64encode(b"olena@romashka.example:canary-pw-1").decode(),
    "an e-mail": "from canary.olena@example.com",
    "an e-mail in an address": "?to=canary.olena%40example.com",
    "a key of the vault": f"opened with {KEY}",
}
PHONE = "+380 50 713-55-91"


@pytest.fixture(autouse=True)
def nothing_leaks() -> None:
    """Here it is said on purpose, and searched for."""


def _as_message(name: str, words: str) -> None:
    logging.getLogger(name).warning(words)


def _as_argument(name: str, words: str) -> None:
    logging.getLogger(name).warning("said %s", words)


def _as_extra(name: str, words: str) -> None:
    logging.getLogger(name).warning("said", extra={"words": words})


def _as_traceback(name: str, words: str) -> None:
    try:
        raise ValueError(words)
    except ValueError:
        logging.getLogger(name).exception("broke")


WAYS = (_as_message, _as_argument, _as_extra, _as_traceback)


@pytest.mark.parametrize("log_format", ["text", "json"])
@pytest.mark.parametrize("what", OPEN)
def test_no_logger_gets_past_the_filter(what: str, log_format: str) -> None:
    said = io.StringIO()
    with product_log(said, "DEBUG", (KEY,), log_format=log_format):
        for name in ("bot.usecases", "httpx", "asyncio", "nobody.knows"):
            for way in WAYS:
                way(name, OPEN[what])
    assert said.getvalue().count(redaction.MASK) >= 4 * len(WAYS)
    assert open_canaries(said.getvalue()) == []


def test_a_phone_is_masked_and_an_id_of_ours_is_not() -> None:
    said = redaction.redact(f"call {PHONE} about 912613387255067000123")
    assert said == f"call {redaction.MASK} about 912613387255067000123"


@pytest.mark.parametrize("packed", ["plain", "address", "base64", "base64 1", "base64 2"])
def test_the_search_finds_what_stands_open(packed: str) -> None:
    person = "Канарейко Олена Іванівна"
    forms = {
        "plain": person,
        "address": quote(person),
        "base64": base64.b64encode(person.encode()).decode(),
        "base64 1": base64.b64encode(b"x" + person.encode()).decode(),
        "base64 2": base64.b64encode(b"xx" + person.encode()).decode(),
    }
    assert open_canaries(f"a quiet line\nand {forms[packed]} here") == [f"and {forms[packed]} here"]
    assert open_canaries("the canary of the key is right") == []


@pytest.mark.parametrize("name", ["procrastinate.worker.background", "psycopg.pool"])
def test_what_the_engine_tells_itself_is_not_told_by_its_libraries(name: str) -> None:
    """A line for every job; and for a server that is away one every second."""
    said = io.StringIO()
    with product_log(said, "INFO", ()):
        logging.getLogger(name).error("Job ended with status: Error")
    assert said.getvalue() == ""


@pytest.mark.filterwarnings("default")
def test_a_warning_of_a_library_is_told_without_its_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Aiohttp quotes the header that it can't read: a candidate's name, as in an address."""
    said = io.StringIO()
    with product_log(said, "INFO", ()):
        words = f"filename*=UTF-8''{quote('Канарейко/резюме.pdf')}"
        warnings.warn(words, RuntimeWarning, stacklevel=1)
    assert "RuntimeWarning" in said.getvalue()
    assert "test_redaction.py" in said.getvalue()
    assert open_canaries(said.getvalue() + capsys.readouterr().err) == []


@pytest.mark.parametrize("log_format", ["console", "json"])
def test_words_from_outside_begin_no_line_of_a_log(log_format: str) -> None:
    said = io.StringIO()
    with product_log(said, "INFO", (), log_format=log_format):
        logging.getLogger("handlers.web").warning("a name: %s", "Оля\n2026 [error] forged\x1b[2J")
        logging.getLogger("handlers.web").warning("said", extra={"words": "Оля\nforged"})
    assert len(said.getvalue().splitlines()) == 2
    assert "\x1b" not in said.getvalue()

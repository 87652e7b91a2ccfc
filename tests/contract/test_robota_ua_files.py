"""Resumes and photos of Robota.ua: names, wrappings, and the addresses that are asked."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.domain.errors import AuthExpired, ContractBroken
from bot.domain.site import FileRef
from bot.ports import SiteSession
from tests.robota_bench import ROBOTA_UA, Feed
from tests.site_bench import Bench, bench

LIST, READ = "/apply/list", [1, 2, 3, 4, 6, 10]
BROKEN_PAGE = {"kind": "status", "status": 500, "body": {"key": "error.page"}}


@pytest.fixture
async def at() -> AsyncIterator[Bench]:
    # At this pace a day's overlap is a few minutes of the real time that the emulator lives in.
    async with bench(ROBOTA_UA) as one:
        yield one


@pytest.fixture
async def session(at: Bench) -> AsyncIterator[SiteSession]:
    async with at.session() as one:
        yield one


@pytest.fixture
async def feed(at: Bench, session: SiteSession) -> Feed:
    ad = (await session.publish(await at.form(session), key="1:1")).remote_id
    return Feed(at, session, ad, await session.newest())


async def fetched(feed: Feed, **body: Any) -> tuple[str | None, str, bytes]:
    found = await feed.one(**body)
    assert found.resume is not None
    file = await feed.session.file(found.resume)
    assert file is not None
    return file.name, file.mime, file.content[:4]


@pytest.mark.parametrize("how", ["utf8", "plain", "latin1", "file"])
async def test_the_name_of_a_file_is_read_however_it_is_said(feed: Feed, how: str) -> None:
    file = {"kind": "docx", "name": "Резюме Марії.docx", "disposition": how}
    name, mime, start = await fetched(feed, file=file)
    assert (name, mime.rpartition(".")[2], start) == ("Резюме Марії.docx", "document", b"PK\3\4")


async def test_a_file_without_a_name_has_that_of_its_row_or_a_made_one(feed: Feed) -> None:
    file = {"kind": "pdf", "name": "CV.pdf", "disposition": "none"}
    assert (await fetched(feed, type="file", file=file))[0] == "CV.pdf"
    name, _, _ = await fetched(feed, file=file, raw={"fileName": None})
    assert name is not None
    assert name.startswith("resume_")
    assert name.endswith(".pdf")


async def test_a_profile_gives_a_document_even_without_a_file(feed: Feed) -> None:
    assert (await fetched(feed))[1:] == ("application/pdf", b"%PDF")


@pytest.mark.parametrize("key", ["fileContent", "base64", "content", "file", "data"])
async def test_a_file_packed_in_json_is_unpacked(feed: Feed, key: str) -> None:
    file = {"kind": "pdf", "name": "CV.pdf", "packed": key}
    assert (await fetched(feed, file=file))[1:] == ("application/pdf", b"%PDF")


@pytest.mark.parametrize("redirects", [True, False])
async def test_a_file_that_is_not_given_is_fetched_by_its_address(
    feed: Feed, redirects: bool
) -> None:
    await feed.switch(redirect_files=redirects)
    await feed.at.at.fault(path="/apply/getfile", kind="status", status=404)
    assert (await fetched(feed, type="file", file="pdf"))[2] == b"%PDF"


@pytest.mark.parametrize("status", [404, 500])
async def test_a_file_that_is_not_there_is_asked_for_once(feed: Feed, status: int) -> None:
    found = await feed.one()
    await feed.at.at.fault(path="/apply/getfile", kind="status", status=status)
    assert found.resume is not None
    assert await feed.session.file(found.resume) is None
    assert len(await feed.at.at.calls("/apply/getfile")) == 1


async def test_a_file_fetched_with_a_token_that_ran_out_comes_all_the_same(feed: Feed) -> None:
    found = await feed.one()
    await feed.at.at.control("POST", "/tokens/expire", {})
    assert found.resume is not None
    assert await feed.session.file(found.resume) is not None
    await feed.at.at.control("DELETE", "/users", {"login": "boss@romashka.example"})
    with pytest.raises(AuthExpired):
        await feed.session.file(found.resume)


async def test_a_photo_is_public_small_and_a_picture(feed: Feed) -> None:
    found = await feed.one(with_photo=True)
    assert found.photo is not None
    picture = await feed.session.file(found.photo)
    assert picture is not None
    assert picture.mime == "image/jpeg"
    await feed.at.at.fault(path="/cvphotos", kind="status", status=200, body="text", times=1)
    assert await feed.session.file(found.photo) is None
    huge = await feed.one(with_photo=True, photo_size=6 * 1024**2)
    assert huge.photo is not None
    assert await feed.session.file(huge.photo) is None
    await feed.at.at.fault(path="/cvphotos", kind="html", times=1)
    assert await feed.session.file(found.photo) is None
    await feed.session.ads()  # a wall in front of photos is none in front of the API


async def test_a_placeholder_is_no_photo(feed: Feed) -> None:
    assert (await feed.one()).photo is None


@pytest.mark.parametrize(
    "address",
    [
        "http://robota.ua/x.jpg",
        "https://robota.ua.evil.example/x.jpg",
        "https://evilrobota.ua/x.jpg",
        "https://user@robota.ua/x.jpg",
        "https://robota.ua:8443/x.jpg",
        "//evil.example/x.jpg",
        "file:///etc/passwd",
        "",
    ],
)
async def test_no_address_but_the_sites_own_is_ever_asked(feed: Feed, address: str) -> None:
    asked = len(await feed.at.at.calls())
    with pytest.raises(ContractBroken):
        await feed.session.file(FileRef(f"photo:{address}"))
    await feed.at.at.fault(path="/apply/getfile", kind="status", status=404)
    if address:
        with pytest.raises(ContractBroken):
            await feed.session.file(FileRef(f"apply:AttachedFile:1:{address}"))
    assert len(await feed.at.at.calls()) <= asked + 1


async def test_opening_on_the_site_is_left_to_people(feed: Feed) -> None:
    one = await feed.respond()
    await feed.sync()
    (row,) = await feed.at.at.control("GET", "/responses")
    assert (row["folder"], one.partition(":")[2]) == (1, str(row["id"]))

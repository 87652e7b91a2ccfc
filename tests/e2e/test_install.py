"""`deploy/install.sh` in an empty folder: what it makes runs, an upgrade keeps what is yours."""

import asyncio
import os
import shutil
import stat
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest
import yaml

from tests.e2e import steps
from tests.e2e.house import ENDS_WITHIN, NOWHERE, STARTED, TOKEN, Outside, door

HERE = Path(__file__).parents[2]
pytestmark = [pytest.mark.thorough, pytest.mark.long]


@dataclass(slots=True)
class Place:
    """Where it is installed. Nothing of the tester's own reaches what is run."""

    folder: Path
    source: Path = HERE

    async def run(self, *words: str, **more: str) -> tuple[int, str]:
        """The code that the command ends with, and all that it says."""
        process = await asyncio.create_subprocess_exec(
            *words,
            env=self._environment(more),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        said, _ = await process.communicate()
        assert process.returncode is not None
        return process.returncode, said.decode()

    async def install(self) -> tuple[int, str]:
        """By the interpreter of the tests: others need not be here."""
        script = str(self.source / "deploy" / "install.sh")
        return await self.run("sh", script, str(self.folder), PYTHON=sys.executable)

    async def vidhuk(self, *words: str) -> tuple[int, str]:
        return await self.run(str(self.folder / "bin" / "vidhuk"), *words)

    async def started(self) -> asyncio.subprocess.Process:
        """`vidhuk run`, as a unit would run it, once it works."""
        process = await asyncio.create_subprocess_exec(
            "current/bin/vidhuk",
            "run",
            cwd=self.folder,
            env=self._environment({}),
            stderr=asyncio.subprocess.PIPE,
        )
        assert process.stderr is not None
        said = ""
        while STARTED not in said:
            line = await process.stderr.readline()
            assert line, said
            said += line.decode()
        return process

    def set(self, **settings: str) -> None:
        """As an operator edits `.env`."""
        file = self.folder / ".env"
        lines = [f"{name}={value}" for name, value in settings.items()]
        file.write_text(file.read_text() + "\n".join(["", *lines, ""]))

    @property
    def releases(self) -> list[str]:
        return sorted(one.name for one in (self.folder / "releases").iterdir())

    def _environment(self, more: Mapping[str, str]) -> dict[str, str]:
        own = {"PATH": os.environ["PATH"], "HOME": str(self.folder.parent), "LC_ALL": "C.UTF-8"}
        pip = {name: value for name, value in os.environ.items() if name.startswith("PIP_")}
        return own | pip | dict(more)


async def _end(process: asyncio.subprocess.Process) -> None:
    process.terminate()
    async with asyncio.timeout(ENDS_WITHIN):
        assert await process.wait() == 0


async def _set_up(place: Place, outside: Outside) -> str:
    """The installer's own next steps; the address of the HTTP door."""
    assert stat.S_IMODE((place.folder / ".env").stat().st_mode) == 0o600
    code, said = await place.vidhuk("check")
    assert (code, "BOT_TOKEN: must look like" in said) == (2, True), said
    listen = door()["LISTEN"]
    addresses = dict.fromkeys(outside.addresses, NOWHERE) | outside.addresses
    telegram = {"BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": outside.telegram.base}
    place.set(**telegram, **addresses, LISTEN=listen, REGISTRATION="open")
    return listen


def _unusable(folder: Path) -> Path:
    """The code with a lock that no package fits."""
    for one in ("bot", "handlers", "sites", "storage", "deploy"):
        shutil.copytree(HERE / one, folder / one)
    for one in ("pyproject.toml", "LICENSE", ".env.example"):
        shutil.copy(HERE / one, folder)
    lock = folder / "deploy" / "requirements.lock"
    lock.write_text("aiohttp==3.14.5 --hash=sha256:" + "0" * 64)
    return folder


async def test_what_it_installs_runs_and_an_upgrade_keeps_what_is_yours(
    outside: Outside, tmp_path: Path
) -> None:
    place = Place(tmp_path / "vidhuk")
    code, said = await place.install()
    assert (code, "bin/vidhuk check" in said) == (0, True), said
    (release,) = place.releases
    listen = await _set_up(place, outside)
    running = await place.started()
    phone = await outside.phone("Олена")
    await steps.say(phone, "/start", "Оберіть мову")
    async with aiohttp.ClientSession() as http, http.get(f"http://{listen}/readyz") as answer:
        assert answer.status == 200
    await _end(running)
    kept = {one.name for one in (place.folder / "data").iterdir()}
    assert {"vidhuk.sqlite3", "keys"} <= kept
    settings = (place.folder / ".env").read_text()

    code, said = await Place(place.folder, _unusable(tmp_path / "unusable")).install()
    assert code != 0, said
    assert place.releases == [release]

    for killed in ("19990101-000000-1/bin", "20990101-000000-1/bin"):  # before and after its pip
        (place.folder / "releases" / killed).mkdir(parents=True)
    for name in ("vidhuk", "pip"):
        (place.folder / "releases" / killed / name).touch(0o755)
    code, said = await place.install()
    assert (code, f"ln -sfn releases/{release}" in said) == (0, True), said
    assert (place.folder / "current").readlink() != Path("releases", release)
    assert len(place.releases) == 2
    assert (place.folder / ".env").read_text() == settings
    assert kept <= {one.name for one in (place.folder / "data").iterdir()}
    running = await place.started()
    await steps.say(phone, "/start", "Оберіть мову")
    await _end(running)


async def test_it_touches_no_folder_of_others(tmp_path: Path) -> None:
    place = Place(tmp_path / "others")
    place.folder.mkdir()
    (place.folder / "photos").touch()
    (place.folder / ".env").touch()
    code, said = await place.install()
    assert (code, "is not empty" in said) == (1, True), said
    assert {one.name for one in place.folder.iterdir()} == {"photos", ".env"}


async def test_units_are_as_systemd_wants_them(tmp_path: Path) -> None:
    """`systemd-analyze verify` looks whether the program is there; any will do."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd is not here")
    program = tmp_path / "current" / "bin" / "vidhuk"
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    for one in (HERE / "deploy" / "systemd").iterdir():
        unit = tmp_path / one.name
        unit.write_text(one.read_text().replace("/opt/vidhuk", str(tmp_path)))
    units = [str(one) for one in tmp_path.glob("*.service")]
    code, said = await Place(tmp_path).run("systemd-analyze", "verify", *units)
    assert (code, said) == (0, "")


def test_the_image_and_the_units_start_what_the_installer_makes() -> None:
    image = (HERE / "Dockerfile").read_text()
    assert "RUN deploy/install.sh /opt/vidhuk" in image
    assert "USER vidhuk" in image
    assert "HEALTHCHECK" in image
    composed = yaml.safe_load((HERE / "compose.yaml").read_text())["services"]
    assert composed["bot"]["command"] == "bot"
    assert composed["worker"]["command"] == "worker"
    assert composed["worker"]["deploy"]["replicas"] == 2
    for part in ("", "-bot", "-worker@"):
        unit = (HERE / "deploy" / "systemd" / f"vidhuk{part}.service").read_text()
        assert f"ExecStart=/opt/vidhuk/current/bin/vidhuk {part.strip('-@') or 'run'}\n" in unit

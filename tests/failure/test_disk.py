"""PostgreSQL's disk is full: half of nothing is kept, marks go on, and with room again it writes on."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError
from starlette.testclient import TestClient

from ocop.domain.recognition import Scope
from ocop.errors import OcopError
from ocop.services import demo
from ocop.web.app import standalone
from tests.conftest import BASE_URL, open_register
from tests.failure.load import until
from tests.failure.server import Server
from tests.failure.writes import check, write

MACCA, NAMED = "M57V-H4E6", "Mắc ca Lê Anh Tuy Đức"
MEGABYTES, LEFT = 260, 6


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, in memory."""
    if shutil.which("mount") is None or os.geteuid() != 0:
        pytest.skip("only root may mount a disk")
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m,mode=755", "tmpfs", str(tmp_path)], capture_output=True
    )
    if made.returncode:
        pytest.skip("no disk can be mounted here")
    yield tmp_path
    subprocess.run(["umount", "-l", str(tmp_path)], check=True)


def filled(folder: Path) -> Path:
    """Something else that takes all but the last megabytes."""
    ballast = folder / "ballast"
    with ballast.open("wb") as out:
        while shutil.disk_usage(folder).free > LEFT * 2**20:
            out.write(bytes(2**20))
            out.flush()
    return ballast


def tried(engine: object, name: str) -> bool:
    with suppress(DBAPIError):
        write(engine, name)  # type: ignore[arg-type]
        return True
    return False


def test_a_full_disk_of_postgresql_keeps_half_of_nothing_and_stops_no_mark(small: Path) -> None:
    (small / "pg").mkdir()
    server = Server(small / "pg")
    try:
        register = open_register(server.url)
        accepted = [f"lần {number}" for number in range(20) if tried(register.engine, f"lần {number}")]
        assert len(accepted) == 20
        with TestClient(standalone(register), base_url=BASE_URL, headers={"accept-language": "vi"}) as client:
            assert NAMED in client.get(f"/m/{MACCA}").text
            ballast = filled(small)
            with pytest.raises((DBAPIError, OcopError)):
                demo.load(register, products=3000, by="t")
            page = client.get(f"/m/{MACCA}")
            assert (page.status_code, NAMED in page.text) == (200, True)
            ballast.unlink()
            server.start()  # where the server gave up, somebody starts it again
            print(f"writes accepted again after {until(lambda: tried(register.engine, 'lại có chỗ')):.1f} s")
            until(lambda: client.get(f"/m/{MACCA}?lang=en").status_code == 200)
        assert register.sizes()[Scope.DEMO] == 0, "half of an import is nothing"
        assert check(register.engine, accepted) >= {*accepted, "lại có chỗ"}
        assert demo.load(register, products=60, by="t") == 60
        register.engine.dispose()
    finally:
        server.end()

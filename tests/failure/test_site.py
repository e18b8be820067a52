"""A whole site loses processes while people use it (behind `OCOP_VERIFY=1`: it takes most of a minute)."""

from functools import partial
from pathlib import Path

import httpx2
import pytest
from websockets.exceptions import ConnectionClosed

from ocop.services.publish import publish
from ocop.web import published
from tests.conftest import VERIFY, open_register
from tests.deploy.sessions import rerun, session
from tests.deploy.site import NAME, Site, context, get_nginx, running
from tests.failure.load import Load
from tests.failure.server import serving
from tests.failure.writes import check

MACCA, NAMED = "M57V-H4E6", "Mắc ca Lê Anh Tuy Đức"

pytestmark = [
    pytest.mark.skipif(not VERIFY, reason="long: OCOP_VERIFY=1"),
    pytest.mark.skipif(get_nginx() is None, reason="no nginx on this machine, and none could be installed"),
]


def test_killed_processes_and_a_killed_database_lose_no_scan_and_no_write(tmp_path: Path) -> None:
    with serving() as server:
        register = open_register(server.url, OCOP_BASE_URL=f"https://{NAME}")
        # for the moment in which one process is down and nginx still leaves the other alone
        publish(register, tmp_path / "published", published.press(register), allow_local=True)
        with (
            running(tmp_path, server.url) as site,
            httpx2.Client(base_url=site.url, verify=context(), headers={"host": NAME}, timeout=30) as phone,
        ):
            for each in site.web:  # each has the page, so that each has a last copy of it
                assert NAMED in httpx2.get(f"http://127.0.0.1:{each.port}/m/{MACCA}").text

            def scan(number: int) -> tuple[int, bool]:
                page = phone.get(f"/m/{MACCA}?n={number}")
                return page.status_code, NAMED in page.text

            with Load(register.engine, [partial(scan, number) for number in range(4)]) as load:
                for process in site.web:
                    process.kill()
                    load.answered(50)
                    process.start()
                    process.wait()
                    assert NAMED in httpx2.get(f"http://127.0.0.1:{process.port}/m/{MACCA}").text
                server.kill()
                load.answered(50)
                server.start()
                print(f"writes accepted again {load.written(5):.1f} s after the start")
                _sessions(site)
            assert set(load.answers) == {(200, True)}, "".join(process.log() for process in site.web)
        check(register.engine, load.accepted)
        assert len(load.accepted) > 15
        register.engine.dispose()


def _sessions(site: Site) -> None:
    """Who worked in a process that is killed works on in the other, in the same seat and view."""
    killed = site.screens[0]
    for number in range(8):
        with session(site, f"{number:032x}") as client:
            assert NAMED in rerun(client, "danh-muc", "q=mắc ca")
            if number == 0:
                killed.kill()
                try:
                    rerun(client, "danh-muc", "q=mắc ca")
                except ConnectionClosed:
                    with session(site, f"{number:032x}") as again:
                        assert NAMED in rerun(again, "danh-muc", "q=mắc ca")
    killed.start()
    killed.wait()

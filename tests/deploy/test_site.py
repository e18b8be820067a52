"""The files of deploy/, started as they are: two processes of plain pages, two of screens, PostgreSQL, nginx."""

import time
from collections.abc import Callable, Iterator
from datetime import date

import httpx2
import pytest

from ocop.domain.recognition import Kind, Scope
from ocop.services.altering import Alteration, alter
from ocop.services.dump import dump
from ocop.services.publish import publish
from ocop.services.register import Register
from ocop.web import published
from tests.conftest import TODAY, open_register
from tests.deploy.sessions import rerun, session
from tests.deploy.site import NAME, Site, context, get_nginx, running

MACCA = "M57V-H4E6"  # Mắc ca Lê Anh Tuy Đức, 4 stars, to 19/6/2028
SEAGULL = "FR23-R1AX"  # Mắm nêm Seagull, 3 stars, to 5/8/2029
STRICT = "max-age=31536000; includeSubDomains"

pytestmark = pytest.mark.skipif(get_nginx() is None, reason="no nginx on this machine, and none could be installed")


@pytest.fixture(scope="module")
def store(new_database: Callable[[], str]) -> Iterator[Register]:
    opened = open_register(new_database(), OCOP_BASE_URL=f"https://{NAME}")
    yield opened
    opened.engine.dispose()


@pytest.fixture(scope="module")
def site(store: Register, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    publish(store, folder / "published", published.press(store), allow_local=True)
    dump(store, folder / "dumps", scope=Scope.REAL, day=TODAY)
    url = store.settings.database_url
    with running(folder, url) as started:
        yield started


@pytest.fixture
def reader(site: Site) -> Iterator[httpx2.Client]:
    asked = {"host": NAME, "accept-language": "vi"}
    with httpx2.Client(base_url=site.url, verify=context(), headers=asked, timeout=30) as client:
        yield client


def test_a_mark_comes_from_a_process_of_plain_pages_and_once_a_second(site: Site, reader: httpx2.Client) -> None:
    with site.asked(reader) as lines:
        first = reader.get(f"/m/{MACCA}")
    with site.asked(reader) as again:
        reader.get(f"/m/{MACCA}")
    assert "Mắc ca Lê Anh Tuy Đức" in first.text
    assert lines[0].endswith(" MISS")
    assert int(lines[0].split()[-2].rsplit(":")[-1]) in {each.port for each in site.web}
    assert again[0].endswith(" HIT")
    unchanged = reader.get(f"/m/{MACCA}", headers={"if-none-match": first.headers["etag"]})
    assert unchanged.status_code == 304
    # another language and another form are other pages, however close in time
    assert '<html lang="ko">' in reader.get(f"/m/{MACCA}", headers={"accept-language": "ko"}).text
    assert reader.get(f"/m/{MACCA}", headers={"accept": "application/json"}).json()["stars"] == 4


def test_a_revocation_shows_through_the_micro_cache(store: Register, reader: httpx2.Client, site: Site) -> None:
    codes = [each for each in store.codes(Scope.REAL, limit=40, offset=0) if each not in (MACCA, SEAGULL)]
    code = next(each for each in codes if "còn hiệu lực" in reader.get(f"/m/{each}").text)
    decided = Alteration(
        kind=Kind.REVOKED, decision="9/QĐ-UBND", decided_on=date(2026, 10, 1), authority="UBND tỉnh Lâm Đồng"
    )
    alter(store, code, decided, by="t", reason="thử")
    end = time.monotonic() + 30
    while "thu hồi" not in reader.get(f"/m/{code}").text.lower():
        assert time.monotonic() < end
        time.sleep(0.2)


def test_the_catalogue_is_painted_before_any_script(site: Site, reader: httpx2.Client) -> None:
    with site.asked(reader) as lines:
        page = reader.get("/danh-muc?q=mắc ca")
    assert page.status_code == 200
    assert "Mắc ca Lê Anh Tuy Đức" in page.text
    (line,) = [each for each in lines if "/danh-muc" in each]
    assert int(line.split()[-2].rsplit(":")[-1]) in {each.port for each in site.screens}


def test_a_session_keeps_its_process(site: Site, reader: httpx2.Client) -> None:
    given = reader.get("/").headers["set-cookie"]
    assert given.startswith("ocop_seat=")
    assert all(word in given for word in ("HttpOnly", "Secure", "SameSite=Lax"))
    seat = given.split(";")[0].split("=")[1]
    assert "set-cookie" not in reader.get("/", headers={"cookie": f"ocop_seat={seat}"}).headers
    assert "set-cookie" in reader.get("/", headers={"cookie": "ocop_seat=mine"}).headers
    ports: dict[str, set[str]] = {}
    for number in range(12):
        each = seat[:-2] + f"{number:02x}"
        for _visit in range(2):
            with site.asked(reader) as lines:
                reader.get("/", headers={"cookie": f"ocop_seat={each}"})
            ports.setdefault(each, set()).add(lines[-1].split()[-2])
    assert {len(found) for found in ports.values()} == {1}
    assert len(set.union(*ports.values())) == 2, "twelve browsers share two processes"
    with session(site, seat) as client:
        assert "Mắc ca Lê Anh Tuy Đức" in rerun(client, "danh-muc", "q=mắc ca")
        assert "Mắm nêm Seagull" in rerun(client, "danh-muc", "q=seagull")


def test_each_header_is_said_once_and_no_version_is_named(reader: httpx2.Client) -> None:
    for path in (f"/m/{MACCA}", "/danh-muc", "/assets/css/app.css", "/api/v1/summary", "/khong-co-trang-nay"):
        answer = reader.get(path)
        for name in ("strict-transport-security", "content-security-policy", "x-content-type-options",
                     "referrer-policy", "permissions-policy"):  # fmt: skip
            assert len(answer.headers.get_list(name)) <= 1, (path, name)
        assert answer.headers["strict-transport-security"] == STRICT, path
        assert answer.headers["server"] == "nginx"
    assert reader.get("/danh-muc").headers["content-security-policy"].startswith("default-src 'self'")
    assert "nginx/" not in reader.get("/metrics").text


def test_what_is_for_the_operator_is_shut(site: Site, reader: httpx2.Client) -> None:
    assert reader.get("/metrics").status_code == 404
    assert reader.get("/readyz").status_code == 404
    assert "ocop_requests_total" in httpx2.get(f"http://127.0.0.1:{site.web[0].port}/metrics").text
    assert reader.get("/_stcore/agent/openapi.json").status_code == 404
    plain = httpx2.get(f"http://127.0.0.1:{site.plain_port}/danh-muc", headers={"host": NAME})
    assert (plain.status_code, plain.headers["location"]) == (301, f"https://{NAME}/danh-muc")
    assert reader.post("/danh-muc", content=b"x" * 100_000).status_code == 413


def test_files_come_compressed_and_for_good(reader: httpx2.Client) -> None:
    style = reader.get("/assets/css/app.css?v=0123456789", headers={"accept-encoding": "gzip"})
    assert style.headers["content-encoding"] == "gzip"
    assert style.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert reader.get("/assets/css/app.css").headers["cache-control"] == "no-cache"
    assert reader.get("/assets/%2e%2e/ocop/settings.py").status_code in {400, 404}
    assert reader.get("/assets/nothing.css").status_code == 404


def test_a_dated_package_is_listed_and_comes_from_its_folder(site: Site, reader: httpx2.Client) -> None:
    assert "22/11/2026" in reader.get("/du-lieu").text
    at = "/du-lieu/ocop-2026-11-22"
    types = {"products.csv": "text/csv; charset=utf-8", "products.parquet": "application/vnd.apache.parquet",
             "datapackage.json": "application/json", "data-dictionary.md": "text/markdown; charset=utf-8"}  # fmt: skip
    for name, form in types.items():
        with site.asked(reader) as lines:
            answer = reader.get(f"{at}/{name}")
        assert (answer.status_code, answer.headers["content-type"]) == (200, form)
        assert lines[0].endswith(" - -"), "no process was asked"
        own = httpx2.get(f"http://127.0.0.1:{site.web[0].port}{at}/{name}")
        assert own.content == answer.content
        for header in ("content-type", "cache-control", "access-control-allow-origin", "x-robots-tag"):
            assert own.headers[header] == answer.headers[header], header
        assert answer.headers["strict-transport-security"] == STRICT
    assert "Mắc ca Lê Anh Tuy Đức" in reader.get(f"{at}/products.csv").text
    for path in (f"{at}/nothing.csv", f"{at}/.hidden.csv", "/du-lieu/%2e%2e/ocop.key", f"{at}/..%2f..%2focop.key"):
        assert reader.get(path).status_code in {400, 404}, path
    assert "Không có trang này" in reader.get(f"{at}/nothing.csv").text


def test_the_log_names_no_reader_and_no_words(site: Site, reader: httpx2.Client) -> None:
    reader.get("/danh-muc?q=lời-riêng-tư")
    assert site.log()
    assert not [line for line in site.log() if "?" in line or "ri%C3%AAng" in line or line.startswith("127.")]


def test_one_process_less_is_not_noticed_and_none_leaves_the_files(site: Site, reader: httpx2.Client) -> None:
    site.web[0].kill()
    for number in range(6):
        assert "Mắc ca Lê Anh Tuy Đức" in reader.get(f"/m/{MACCA}?n={number}").text
    site.web[1].kill()
    page = reader.get(f"/M/{SEAGULL}")
    assert page.status_code == 200
    assert "Công nhận 3 sao còn hiệu lực đến 05/08/2029" in page.text
    assert "22/11/2026" in page.text, "it bears the day on which it was written"
    assert page.headers["cache-control"] == "public, max-age=60"
    assert page.headers["strict-transport-security"] == STRICT
    assert reader.get("/m/ABCD-EFGH").status_code == 503
    # the screens still run
    assert "Mắc ca Lê Anh Tuy Đức" in reader.get("/danh-muc?q=mắc ca").text
    for each in site.web:
        each.start()
    for each in site.web:
        each.wait()
    end = time.monotonic() + 30
    while (
        "cache-control" in (page := reader.get(f"/m/{SEAGULL}")).headers
        and "max-age=60" in page.headers["cache-control"]
    ):
        assert time.monotonic() < end
        time.sleep(0.2)

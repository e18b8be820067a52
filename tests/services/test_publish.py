"""Publications as a web server and a steward find them: whole files, only what changed, never half of it."""

import gzip
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import brotli
import pytest

from ocop.domain.recognition import Kind, Level, Scope
from ocop.errors import Conflict, DataError, Refused
from ocop.i18n import MARK_NAMES, language
from ocop.services import demo
from ocop.services.altering import Alteration, alter
from ocop.services.coverage import declare
from ocop.services.publish import Outcome, publish
from ocop.services.register import Register
from ocop.services.shelf import Shelf
from ocop.settings import ROOT
from ocop.store import publishing
from ocop.web import marks, published
from tests.browser.conftest import free_port
from tests.conftest import TODAY, VERIFY, open_register
from tests.deploy.site import BROTLI, NAME, Process, context, get_nginx, nginx

PUBLIC = "https://ocop.example.vn"
MACCA = "M57V-H4E6"  # 4 stars until 19/6/2028; its maker has no other product here
BOANERGES = ("FS2R-811T", "0CXP-0XRN", "K33T-63CF", "J0MH-YYDC")  # four of one maker, 3 stars


def public(register: Register) -> Register:
    """The same register at an address that may be published, with no rehearsal told at the foot of its pages."""
    return replace(register, settings=replace(register.settings, today=None, base_url=PUBLIC))


def published_to(folder: Path, register: Register, day: date = TODAY, scope: Scope = Scope.REAL) -> Outcome:
    register = public(register)
    return publish(register, folder, published.press(register), scope=scope, day=day)


def read(folder: Path, path: str) -> str:
    """A file as a reader gets it; both of its forms must say the same."""
    packed = (folder / "current" / f"{path}.br").read_bytes()
    body: bytes = brotli.decompress(packed)
    assert gzip.decompress((folder / "current" / f"{path}.gz").read_bytes()) == body
    return body.decode()


def files(folder: Path) -> dict[str, int]:
    """Every file of the present publication with its inode: a file written anew has another one."""
    root = (folder / "current").resolve()
    return {str(each.relative_to(root)): each.stat().st_ino for each in root.rglob("*") if each.is_file()}


def rewritten(before: dict[str, int], after: dict[str, int]) -> set[str]:
    """The codes of products whose files are other ones."""
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    return {found[0] for path in changed if (found := re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}", path))}


def whole(folder: Path) -> int:
    """How many files the manifest names, each of them there and saying what it said."""
    manifest = json.loads((folder / "current" / "manifest.json").read_text(encoding="utf-8"))
    named = dict(manifest["others"])
    for each in manifest["products"].values():
        named |= each["files"]
    for path, digest in named.items():
        assert sha256(read(folder, path).encode()).hexdigest() == digest, path
    assert {f"{path}{form}" for path in named for form in (".br", ".gz")} | {"manifest.json", "headers.conf"} == set(
        files(folder)
    )
    return len(named)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Register]:
    opened = open_register(f"sqlite:///{tmp_path / 'ocop.db'}")
    yield opened
    opened.engine.dispose()


@pytest.fixture(scope="module")
def first(shipped: Register, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A publication of the shipped records."""
    folder = tmp_path_factory.mktemp("published")
    outcome = published_to(folder, shipped)
    assert (len(outcome.written), outcome.kept, outcome.removed) == (37, 0, 0)
    return folder


@pytest.fixture
def folder(first: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed; every store of the tests holds the same records under the same revision."""
    return shutil.copytree(first, tmp_path / "out", symlinks=True)


def test_a_publication_holds_every_page_its_data_and_its_code(first: Path) -> None:
    assert whole(first) == 37 * 8 + len(MARK_NAMES) + 3
    page = read(first, "m/vi/FR23-R1AX.html")
    assert "Công nhận 3 sao còn hiệu lực đến 05/08/2029" in page
    assert "Trang được công bố ngày 22/11/2026" in page
    assert '<html lang="ko">' in read(first, "m/ko/FR23-R1AX.html")
    data = json.loads(read(first, "m/FR23-R1AX.json"))
    assert (data["name"], data["published_on"]) == ("Mắm nêm Seagull", "2026-11-22")
    assert ">FR23-R1AX</text>" in read(first, "qr/FR23-R1AX.svg")
    headers = (first / "current" / "headers.conf").read_text(encoding="utf-8")
    assert "add_header Content-Security-Policy \"default-src 'none'" in headers
    assert "noindex" not in headers


def test_published_pages_count_no_days(first: Path) -> None:
    """`còn 12 ngày` would be wrong on the day after."""
    for path in files(first):
        if path.startswith("m/vi/") and path.endswith(".gz"):
            assert not re.search(r"còn [\d.]+ ngày|hôm nay", read(first, path[:-3])), path


def test_the_manifest_says_where_it_is_from_and_when_it_turns(first: Path, shipped: Register) -> None:
    manifest = json.loads((first / "current" / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["scope"], manifest["published_on"]) == ("real", "2026-11-22")
    assert manifest["revision"] == shipped.revision()
    assert manifest["release"].startswith("0.1.0 ")
    # 90 days before the end it begins to end soon
    assert manifest["products"][MACCA]["next_change"] == "2028-03-22"
    assert manifest["products"]["7X21-777D"]["next_change"] is None, "a press record never turns by itself"
    assert manifest["next_change"] == min(
        each["next_change"] for each in manifest["products"].values() if each["next_change"]
    )


def test_the_sitemap_lists_the_pages_with_their_days(first: Path) -> None:
    assert f"<loc>{PUBLIC}/sitemap-1.xml</loc>" in read(first, "sitemap.xml")
    listed = read(first, "sitemap-1.xml")
    assert f"<loc>{PUBLIC}/m/FR23-R1AX</loc><lastmod>2026-11-22</lastmod>" in listed
    assert listed.count("<url>") == 37
    assert f"Sitemap: {PUBLIC}/sitemap.xml" in read(first, "robots.txt")


def test_a_second_run_writes_nothing(store: Register, folder: Path) -> None:
    before = written_at(folder)
    for day in (TODAY, TODAY + timedelta(days=1)):
        outcome = published_to(folder, store, day)
        assert (outcome.written, outcome.kept) == ((), 37)
        assert written_at(folder) == before


def written_at(folder: Path) -> dict[Path, int]:
    """When each file and folder was last written; the lock is none of the publication."""
    return {
        each: each.stat().st_mtime_ns for each in folder.rglob("*") if not each.is_symlink() and each.name != ".lock"
    }


def test_a_revoked_product_rewrites_exactly_its_pages(register: Register, folder: Path) -> None:
    before, day = files(folder), TODAY + timedelta(days=1)
    revocation = Alteration(
        kind=Kind.REVOKED, decision="9/QĐ-UBND", decided_on=TODAY, authority="UBND tỉnh Lâm Đồng", signed=True
    )
    alter(register, BOANERGES[0], revocation, by="t", reason="thử")
    outcome = published_to(folder, register, day)
    assert outcome.written == (BOANERGES[0],)
    assert rewritten(before, files(folder)) == {BOANERGES[0]}
    page = read(folder, f"m/vi/{BOANERGES[0]}.html")
    assert "Công nhận 3 sao đã bị thu hồi (22/11/2026)" in page
    assert "Trang được công bố ngày 23/11/2026" in page
    assert "Trang được công bố ngày 22/11/2026" in read(folder, f"m/vi/{MACCA}.html"), "the others keep their day"
    whole(folder)


def test_within_coverage_a_revocation_rewrites_the_pages_of_the_makers_other_products(
    store: Register, tmp_path: Path
) -> None:
    span = {"source": "danh sách", "by": "t", "first": date(2023, 1, 1), "last": TODAY}
    declare(store, level=Level.NATION, province=None, **span)
    declare(store, level=Level.PROVINCE, province="Lâm Đồng", **(span | {"first": date(2025, 7, 1)}))
    for level in (Level.PROVINCE, Level.DISTRICT):
        declare(store, level=level, province="Đắk Nông", **(span | {"last": date(2025, 6, 30)}))
    folder = tmp_path / "out"
    first = published_to(folder, store)
    assert "Chủ thể này có 4 sản phẩm" in read(folder, f"m/vi/{BOANERGES[1]}.html")
    assert first.manifest.products[BOANERGES[1]].next_change == TODAY + timedelta(days=1), "then coverage is behind"
    revocation = Alteration(
        kind=Kind.REVOKED, decision="9/QĐ-UBND", decided_on=TODAY, authority="UBND tỉnh Lâm Đồng", signed=True
    )
    alter(store, BOANERGES[0], revocation, by="t", reason="thử")
    assert set(published_to(folder, store).written) == set(BOANERGES)
    assert "Chủ thể này có 3 sản phẩm" in read(folder, f"m/vi/{BOANERGES[1]}.html")
    tomorrow = published_to(folder, store, TODAY + timedelta(days=1))
    assert set(BOANERGES) <= set(tomorrow.written)
    assert "Chủ thể này có" not in read(folder, f"m/vi/{BOANERGES[1]}.html")


def test_a_nightly_run_rewrites_exactly_the_pages_that_turn(store: Register, tmp_path: Path) -> None:
    """Night after night of the illustration: what is due is what reads differently, no page more or less."""
    demo.load(store, products=24, by="t")
    folder = tmp_path / "out"
    published_to(folder, store, scope=Scope.DEMO)
    seen = {code: undated(read(folder, f"m/vi/{code}.html")) for code in store.codes(Scope.DEMO, limit=24, offset=0)}
    turned = 0
    for _night in range(4):
        manifest = Shelf(folder).manifest()
        assert manifest is not None
        assert manifest.next_change is not None
        outcome = published_to(folder, store, manifest.next_change, Scope.DEMO)
        fresh = {code: made_on(store, code, manifest.next_change) for code in seen}
        assert fresh == {code: undated(read(folder, f"m/vi/{code}.html")) for code in seen}, "it is true on that day"
        assert set(outcome.written) == {code for code in seen if fresh[code] != seen[code]}
        seen, turned = fresh, turned + len(outcome.written)
    assert turned >= 4


def undated(page: str) -> str:
    """A page without the day that it bears."""
    return re.sub(r"Trang được công bố ngày [\d/]+", "", page)


def made_on(register: Register, code: str, day: date) -> str:
    """What a page would say if it were made on a day."""
    t, record = language("vi"), register.record(code, day)
    return undated(marks.document(public(register), record, code, day, t, published_on=day).decode())


def test_records_read_in_bulk_are_those_read_one_by_one(register: Register) -> None:
    demo.load(register, products=60, by="t")
    passed = Alteration(
        kind=Kind.PASSED, decision="8/QĐ-UBND", decided_on=TODAY, authority="UBND tỉnh Lâm Đồng", signed=True,
        maker="Công ty TNHH Macca Mới", address="phường Phan Thiết, Lâm Đồng",
    )  # fmt: skip
    alter(register, MACCA, passed, by="t", reason="thử")
    count = 0
    for scope in Scope:
        for day in (TODAY - timedelta(days=1), TODAY):
            with register.reading() as session:
                makers = sorted(set(publishing.makers_by_code(session, scope).values()))
                bulk = [record for record, _turn in publishing.Records(session, scope, day).of(makers)]
            for record in bulk:
                assert record == register.record(record.product.code, day)
            count += len(bulk)
    assert count == 2 * (37 + 60)


@pytest.mark.parametrize("moment", ["pages", "others"] if VERIFY else ["others"])
def test_what_is_killed_half_way_leaves_the_earlier_publication_whole(
    store: Register, folder: Path, tmp_path: Path, moment: str
) -> None:
    before = files(folder)
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path / "ocop.db"), str(folder), moment], cwd=ROOT, timeout=60
    )
    assert done.returncode == -signal.SIGKILL
    assert any((folder / "draft").rglob("*.br")), "it had begun to write"
    assert files(folder) == before
    assert whole(folder) == 37 * 8 + len(MARK_NAMES) + 3
    later = published_to(folder, replace(store, settings=replace(store.settings, operator="Sở A")))
    assert len(later.written) == 37
    assert "Sở A" in read(folder, f"m/vi/{MACCA}.html")
    assert not (folder / "draft").exists()


KILLED = """
import os, signal, sys
from dataclasses import replace
from pathlib import Path
from ocop.services.publish import publish
from ocop.web import published
from tests.conftest import open_register

store, folder, moment = sys.argv[1:]
register = open_register(f"sqlite:///{store}", OCOP_BASE_URL="https://ocop.example.vn", OCOP_OPERATOR="Sở A")
register = replace(register, settings=replace(register.settings, today=None))
press, made = published.press(register), []

def dying(*given):
    made.append(given)
    if moment == "others" or len(made) > 9:
        os.kill(os.getpid(), signal.SIGKILL)
    return press.pages(*given)

publish(register, Path(folder), replace(press, **{moment: dying}))
"""


def test_a_file_that_was_lost_is_written_again(store: Register, folder: Path) -> None:
    (folder / "current" / f"m/fr/{MACCA}.html.gz").unlink()
    assert published_to(folder, store).written == (MACCA,)
    whole(folder)


def test_made_up_products_are_published_only_on_request_and_marked(
    store: Register, folder: Path, tmp_path: Path
) -> None:
    demo.load(store, products=12, by="t")
    assert published_to(folder, store).written == ()
    assert not [path for path in files(folder) if "/MH" in path]
    folder = tmp_path / "demo"
    assert len(published_to(folder, store, scope=Scope.DEMO).written) == 12
    for path in files(folder):
        if re.search(r"/MH.*\.gz", path):
            body = read(folder, path[:-3])
            assert "minh họa" in body.lower() or "is_made_up" in body or not path.startswith("m/vi"), path
            if path.startswith("m/") and path.endswith(".html.gz"):
                assert '<meta name="robots" content="noindex">' in body
            if path.startswith("qr/"):
                assert "MINH HỌA</text>" in body
    assert "noindex" in (folder / "current" / "headers.conf").read_text(encoding="utf-8")
    assert "Disallow: /\n" in read(folder, "robots.txt")
    assert "<loc>" not in read(folder, "sitemap-1.xml")
    demo.drop(store, by="t")
    assert published_to(folder, store, scope=Scope.DEMO).removed == 12


def test_a_folder_of_another_register_is_refused(store: Register, folder: Path) -> None:
    with pytest.raises(Refused, match="đang giữ bản công bố của sổ thật"):
        published_to(folder, store, scope=Scope.DEMO)


def test_a_store_that_lost_published_codes_is_refused(store: Register, folder: Path) -> None:
    """Printed codes live for ever: a wrong address of the store must not empty the site."""
    manifest = Shelf(folder).manifest()
    assert manifest is not None
    more = {**manifest.products, "ABCD-EFG0": manifest.products[MACCA]}
    Shelf(folder).record(replace(manifest, products=more))
    before = files(folder)
    with pytest.raises(Refused, match=r"thiếu 1 mã đã công bố, ví dụ ABCD-EFG0"):
        published_to(folder, store)
    assert files(folder) == before


def test_a_folder_with_something_else_in_it_is_left_alone(store: Register, tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("mine", encoding="utf-8")
    with pytest.raises(DataError, match="đang chứa thứ khác"):
        published_to(tmp_path, store)
    assert (tmp_path / "thesis.docx").read_text(encoding="utf-8") == "mine"


def test_two_cannot_publish_into_one_folder_at_once(store: Register, tmp_path: Path) -> None:
    with Shelf(tmp_path / "out").alone(), pytest.raises(Conflict, match="Một lần công bố khác đang ghi"):
        published_to(tmp_path / "out", store)


def test_addresses_that_lead_nowhere_are_refused(store: Register, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="mã in ra sẽ không dẫn tới đâu"):
        publish(store, tmp_path / "out", published.press(store))
    assert not (tmp_path / "out").exists()


def test_the_publication_before_stays_beside_it(store: Register, folder: Path) -> None:
    for operator in ("A", "B"):
        published_to(folder, replace(store, settings=replace(store.settings, operator=operator)))
    assert sorted(each.name for each in folder.glob("20*")) == ["2026-11-22-0002", "2026-11-22-0003"]
    assert os.readlink(folder / "current") == "2026-11-22-0003"


@pytest.mark.skipif(get_nginx() is None, reason="no nginx on this machine")
def test_nginx_answers_every_printed_code_from_the_files_alone(first: Path, tmp_path: Path) -> None:
    """With deploy/nginx.conf, while no application runs."""
    import httpx2

    gone = [Process([], free_port(), tmp_path, {}) for _each in range(4)]
    with (
        nginx(tmp_path, gone[:2], gone[2:], published=first) as site,
        httpx2.Client(base_url=site.url, verify=context(), headers={"host": NAME}) as client,
    ):
        for encoding in ("br", "gzip", "identity"):
            page = client.get("/M/FR23-R1AX", headers={"accept-encoding": encoding})
            assert page.status_code == 200
            if BROTLI.exists():
                assert page.headers.get("content-encoding", "identity") == encoding
            assert "Công nhận 3 sao còn hiệu lực đến 05/08/2029" in page.text
            assert "default-src 'none'" in page.headers["content-security-policy"]
            assert page.headers["content-type"].startswith("text/html")
        assert '<html lang="ko">' in client.get("/m/FR23-R1AX?lang=ko").text
        assert '<html lang="fr">' in client.get("/m/FR23R1AX", headers={"accept-language": "fr-CA,en;q=0.5"}).text
        assert '<html lang="vi">' in client.get("/m/FR23-R1AX", headers={"accept-language": "de"}).text
        assert client.get("/m/FR23-R1AX.json").json()["name"] == "Mắm nêm Seagull"
        assert client.get("/qr/FR23-R1AX.svg").headers["content-type"] == "image/svg+xml"
        unknown = client.get("/m/ABCD-EFGH?lang=en")
        assert unknown.status_code == 503
        assert '<html lang="en">' in unknown.text

"""Backups: everything comes back as it was, on either engine, and a changed file is refused whole."""

import os
import stat
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import insert, inspect, select, text
from sqlalchemy.orm import Session

from ocop.__main__ import main
from ocop.domain.recognition import Scope
from ocop.domain.register import ProductQuery
from ocop.errors import Conflict, DataError, StoreError, StoreTooNew
from ocop.services import backup, demo, photos, setup
from ocop.services.altering import Alteration, Kind, alter
from ocop.services.register import Register
from ocop.store import engine as engines
from ocop.store.schema import MIGRATIONS
from ocop.store.tables import (
    AlikeRow,
    AuditRow,
    Base,
    ContactRow,
    DecisionFileRow,
    FactSourceRow,
    FairListRow,
    GiftBasketRow,
    GiftGivenRow,
    GiftStepRow,
    ImportBatchRow,
    InspectionCaseRow,
    InvitationRow,
    KeptFileRow,
    LabelReportRow,
    NoticeRow,
    OfficialCodeRow,
    ProposalRow,
    RecognitionRow,
    ReportPhotoRow,
    RoleGrantRow,
    SignInRow,
    WithdrawnRow,
)
from tests.conftest import TODAY, open_register
from tests.services.test_photos import GIVEN, photograph
from tests.web.test_shell import client_of

CODE = "M57V-H4E6"
NIGHT = datetime(2026, 11, 22, 23, 59, 59, 123456, UTC)


@pytest.fixture(params=["sqlite", "postgresql"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a second, empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'target.db'}"
    return request.getfixturevalue("new_database")()


@pytest.fixture
def lived(register: Register, tmp_path: Path) -> Register:
    """A register in which everything has happened once."""
    demo.load(register, products=150, by="thử")
    photos.keep(register, code="FR23-R1AX", file=photograph(tmp_path / "a.jpg"), **GIVEN)
    revoked = Alteration(
        kind=Kind.REVOKED, decision="1/QĐ-UBND", decided_on=TODAY, authority="UBND tỉnh Lâm Đồng", signed=True
    )
    alter(register, CODE, revoked, by="Nguyễn Thị Thử", reason='lý do có “ngoặc”, \\ và\nxuống dòng\t"')
    register.count_scan("FR23R1AX", "vi")
    register.close()
    with register.engine.begin() as connection:
        if register.engine.dialect.name == "postgresql":  # whose sessions may tell moments in any zone
            name = register.engine.url.database
            connection.execute(text(f"alter database {name} set timezone to 'Asia/Ho_Chi_Minh'"))
        connection.execute(
            insert(LabelReportRow).values(
                id=7, number="BC-1", received_at=NIGHT, language="vi", product="Trà 🍵", seen_where="", what="\u2028",
                has_photo=True,
            )
        )  # fmt: skip
        connection.execute(insert(ReportPhotoRow).values(report_id=7, picture=bytes(range(256))))
        connection.execute(
            insert(RoleGrantRow).values(who="b@example.vn", role="staff", granted_at=NIGHT, granted_by="thử")
        )
        connection.execute(
            insert(SignInRow).values(session="0" * 64, subject="b", email="b@example.vn", begun_at=NIGHT, ends_at=NIGHT)
        )
        fair = {"scope": "real", "name": "Hội chợ", "first_day": TODAY, "last_day": TODAY, "version": 1}
        told = {"made_by": "a", "made_at": NIGHT, "changed_by": "a", "changed_at": NIGHT}
        case = {"product_id": 1, "state": "planned", "planned_for": TODAY, "lead": "Sở", "why": "thử", "version": 1}
        connection.execute(insert(InspectionCaseRow).values(**case, changed_by="a", changed_at=NIGHT))
        connection.execute(insert(FairListRow).values(id=3, **fair, **told))
        connection.execute(
            insert(InvitationRow).values(list_id=3, product_id=1, place=0, state="invited", note="", reasons=["home"])
        )
        connection.execute(
            insert(NoticeRow).values(product_id=1, until=TODAY, sent_on=TODAY, at=NIGHT, by="b@example.vn")
        )
        connection.execute(insert(KeptFileRow).values(sha256="0" * 64, content=bytes(range(256))))
        gone = {"product_id": 1, "decision_id": 1, "kind": "revoked", "producer_id": 1, "stars": 4}
        connection.execute(insert(WithdrawnRow).values(id=999_999, **gone))
        scan = {"name": "qd.pdf", "media": "pdf", "size": 256, "at": NIGHT, "by": "b@example.vn"}
        connection.execute(insert(DecisionFileRow).values(decision_id=1, sha256="0" * 64, **scan))
        connection.execute(
            insert(ImportBatchRow).values(
                at=NIGHT, by="a", name="a.xlsx", sha256="0" * 64, mended={"A!B2": "x"}, decision="", entered=1,
                merged=0, revision=1, made={"product": [1, 1], "codes": []}, provinces=["68", ""],
            )
        )  # fmt: skip
        told = {"field": "price_vnd", "source": "nhãn", "stated_on": TODAY, "at": NIGHT, "by": "b@example.vn"}
        alike = {"scope": "demo", "kind": "maker", "verdict": "apart", "one": 1, "other": 2, "moved": {"products": [1]}}
        connection.execute(insert(AlikeRow).values(**alike, at=NIGHT, by="b@example.vn", why="thử"))
        connection.execute(insert(FactSourceRow).values(product_id=1, **told))
        connection.execute(insert(ContactRow).values(producer_id=1, person="Bà Ba", phone="0900 000 000"))
        connection.execute(
            insert(GiftBasketRow).values(
                id=5, scope="real", name="Đoàn", state="given", host="", occasion="", version=2, items=[[]],
                request={"event": {"day": "2026-12-01"}},
            )
        )  # fmt: skip
        who = {"by": "b@example.vn", "by_key": "b", "by_name": "Bình"}
        connection.execute(insert(GiftStepRow).values(basket_id=5, step="kept", at=NIGHT, note="", **who))
        connection.execute(
            insert(GiftGivenRow).values(
                scope="real", basket_id=5, given_on=TODAY, code="FR23R1AX", name="Mắm", producer_id=1, maker="HTX",
                price=3_000_000_000, pieces=1, country="JP", guest_class="A", role="head", host="", occasion="",
                given_by="b@example.vn",
            )
        )  # fmt: skip
        connection.execute(insert(OfficialCodeRow).values(code="OCOP-1", product_id=1))
        proposal = {"name": "Trà", "name_key": "tra", "producer": "HTX", "producer_key": "htx", "stars": 5}
        connection.execute(
            insert(ProposalRow).values(scope="real", points=Decimal("90.05"), stated="2026", source="báo", **proposal)
        )
        # an event about a later one: rows do not always come after those that they name
        few = [row.id for row in connection.execute(select(RecognitionRow.id).order_by(RecognitionRow.id).limit(2))]
        connection.execute(
            Base.metadata.tables["recognition"].update().values(about_id=few[1]).where(RecognitionRow.id == few[0])
        )
    return register


def everything(register: Register) -> dict[str, list[tuple[Any, ...]]]:
    """Every table of the program as its own types tell it; moments in UTC."""
    with Session(register.engine) as session:
        return {
            table.name: [
                tuple(_utc(value) for value in row)
                for row in session.execute(select(table).order_by(*table.primary_key.columns))
            ]
            for table in Base.metadata.sorted_tables
        }


def _utc(value: object) -> object:
    if not isinstance(value, datetime):
        return value
    return value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value


def assert_same(first: Register, second: Register) -> None:
    ours, theirs = everything(first), everything(second)
    assert ours.keys() == theirs.keys()
    for name, rows in ours.items():
        assert theirs[name] == rows, name
    assert {name for name, rows in ours.items() if not rows} <= {"coverage", "event", "inspection"}
    for query in (ProductQuery("nuoc mam"), ProductQuery("cà phê", scope=Scope.DEMO), ProductQuery(CODE)):
        assert second.search(query, TODAY) == first.search(query, TODAY)
    for path in (f"/m/{CODE}.json", "/m/FR23-R1AX?lang=en", "/anh/FR23-R1AX.webp", "/api/v1/summary"):
        before, after = client_of(first).get(path), client_of(second).get(path)
        assert (after.status_code, after.content) == (before.status_code, before.content)
    assert client_of(second).get(f"/m/{CODE}.json").json()["status"] == "revoked"


def test_a_backup_restored_on_either_engine_is_the_same_register(lived: Register, target: str, tmp_path: Path) -> None:
    saved = backup.backup(lived.settings.database_url, tmp_path / "ocop.zip")
    assert stat.S_IMODE(os.stat(tmp_path / "ocop.zip").st_mode) == 0o600
    assert backup.restore(tmp_path / "ocop.zip", target) == saved
    assert saved.revision == lived.revision()
    restored = open_register(target)
    assert_same(lived, restored)
    # and it lives on: ids and the audit trail continue after the last
    photos.keep(restored, code=CODE, file=photograph(tmp_path / "b.jpg"), **GIVEN)
    with Session(restored.engine) as session:
        last = session.scalars(select(AuditRow).order_by(AuditRow.id.desc())).first()
    assert last is not None
    assert (last.id, last.action, last.revision) == (
        len(everything(lived)["audit"]) + 1,
        "keep_photo",
        saved.revision + 1,
    )
    restored.engine.dispose()


def test_a_copy_on_either_engine_is_the_same_register(lived: Register, target: str) -> None:
    assert main(["copy", lived.settings.database_url, target]) == 0
    copied = open_register(target)
    assert_same(lived, copied)
    copied.engine.dispose()


def test_a_backup_sees_one_moment_while_others_write(lived: Register, tmp_path: Path) -> None:
    before = everything(lived)
    with engines.writing(lived.engine) as session:
        session.execute(text("delete from scan"))
        session.flush()
        backup.backup(lived.settings.database_url, tmp_path / "ocop.zip")
    backup.restore(tmp_path / "ocop.zip", f"sqlite:///{tmp_path / 'then.db'}")
    then = open_register(f"sqlite:///{tmp_path / 'then.db'}")
    assert everything(then) == before
    then.engine.dispose()


@pytest.mark.parametrize("where", [0.001, 0.1, 0.3, 0.5, 0.7, 0.9, 0.9999])
def test_a_changed_byte_is_refused_and_nothing_stored(
    shipped: Register, tmp_path: Path, database_url: str, where: float
) -> None:
    file = tmp_path / "ocop.zip"
    backup.backup(shipped.settings.database_url, file)
    content = bytearray(file.read_bytes())
    content[int(len(content) * where)] ^= 0x55
    file.write_bytes(content)
    with pytest.raises(DataError, match="không có gì được nạp"):
        backup.restore(file, database_url)
    assert _tables(database_url) == []


def test_a_member_that_was_rewritten_is_refused(shipped: Register, tmp_path: Path, database_url: str) -> None:
    backup.backup(shipped.settings.database_url, tmp_path / "a.zip")
    rewrite(tmp_path, "producer.jsonl", "Seagull", "Seagulp")
    with pytest.raises(DataError, match="không khớp mã băm"):
        backup.restore(tmp_path / "b.zip", database_url)
    assert _tables(database_url) == []


def test_what_is_no_backup_is_refused(tmp_path: Path, database_url: str) -> None:
    (tmp_path / "x.zip").write_bytes(b"no archive")
    with pytest.raises(DataError, match="không phải bản sao lưu"):
        backup.restore(tmp_path / "x.zip", database_url)
    with pytest.raises(DataError, match="Không đọc được tệp"):
        backup.restore(tmp_path / "none.zip", database_url)
    empty = "Không có tệp cơ sở dữ liệu" if database_url.startswith("sqlite") else "Chưa có sổ đăng ký"
    with pytest.raises(StoreError, match=empty):
        backup.backup(database_url, tmp_path / "y.zip")
    assert not (tmp_path / "ocop.db").exists()
    assert sorted(file.name for file in tmp_path.glob("*.zip*")) == ["x.zip"]


def test_a_register_is_never_overwritten(
    register: Register, shipped: Register, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = everything(register)
    backup.backup(shipped.settings.database_url, tmp_path / "ocop.zip")
    with pytest.raises(Conflict, match="đã có dữ liệu nên không bị ghi đè"):
        backup.restore(tmp_path / "ocop.zip", register.settings.database_url)
    assert main(["copy", shipped.settings.database_url, register.settings.database_url]) == 2
    assert "hãy trỏ đến một cơ sở dữ liệu trống" in capsys.readouterr().err
    assert everything(register) == before


def test_a_backup_of_an_earlier_release_is_restored_and_upgraded_by_the_next_start(
    database_url: str, target: str, tmp_path: Path
) -> None:
    opened = engines.open_engine(database_url)
    with engines.alone(opened) as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, "0003")
        connection.execute(
            text(
                "insert into producer (id, scope, name, name_key, home, place_stated, province) "
                "values (5, 'real', 'HTX Cũ', 'htx cũ', '', 'xã Cũ', '68')"
            )
        )
    opened.dispose()
    backup.backup(database_url, tmp_path / "old.zip")
    backup.restore(tmp_path / "old.zip", target)
    ready = setup.ready(target)
    with ready.connect() as connection:
        assert connection.scalar(text("select name from producer where id = 5")) == "HTX Cũ"
        assert connection.scalar(text("select count(*) from product")) == 37
    ready.dispose()


def test_a_backup_of_a_newer_release_is_left_alone(
    shipped: Register, tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup.backup(shipped.settings.database_url, tmp_path / "a.zip")
    rewrite(tmp_path, "manifest.json", '"schema": "0', '"schema": "9')
    monkeypatch.setenv("OCOP_DATABASE_URL", database_url)
    with pytest.raises(StoreTooNew, match="hãy cập nhật chương trình"):
        backup.restore(tmp_path / "b.zip", database_url)
    assert main(["backup", str(tmp_path / "c.zip")]) == 2
    assert main(["restore", str(tmp_path / "a.zip")]) == 0
    assert main(["backup", str(tmp_path / "c.zip")]) == 0


def rewrite(folder: Path, member: str, old: str, new: str) -> None:
    """Make `b.zip` of `a.zip` with something else in one member, as whole as whoever forges it can make it."""
    with ZipFile(folder / "a.zip") as archive, ZipFile(folder / "b.zip", "w") as forged:
        for name in archive.namelist():
            content = archive.read(name)
            forged.writestr(name, content.replace(old.encode(), new.encode()) if name == member else content)
        forged.comment = archive.comment
    with (folder / "b.zip").open("r+b") as raw:
        backup.seal(raw)


def _tables(database_url: str) -> list[str]:
    opened = engines.open_engine(database_url)
    found = inspect(opened).get_table_names()
    opened.dispose()
    return found

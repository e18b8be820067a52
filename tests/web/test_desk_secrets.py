"""What readers report and what inspections plan and find is planted, and looked for wherever the public can look."""

import io
import logging
from datetime import timedelta

import pytest
from pypdf import PdfReader
from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from ocop.domain.codes import shown
from ocop.domain.label_reports import Outcome
from ocop.domain.recognition import Kind, Scope
from ocop.domain.roles import Role
from ocop.services import inspecting, label_desk, label_reports
from ocop.services.register import Register
from ocop.store.tables import AuditRow
from tests.conftest import BASE_URL, TODAY
from tests.services.histories import code, enter, event, maker, product
from tests.services.test_label_desk import LAM_DONG, somebody
from tests.web.test_metrics import NEAR
from tests.web.test_shell import client_of

# One for each place where somebody types: none is a word that a page could hold by itself.
MARKERS = tuple(f"dauvet{place}" for place in ("nhan", "cho", "ghi", "lydo", "phathien", "ketluan", "chutri"))
PHONE, EMAIL = "0912345678", "nguoi.doc@example.vn"
PATHS = (
    "/", "/danh-muc?q=san+pham", "/ban-do", "/phan-bo", "/chi-tieu", "/lanh-dao", "/hoi-cho", "/qua-tang", "/bo-qua",
    "/quan-tri", "/quan-tri?viec=kiem-tra", "/quan-tri?viec=bao-cao-nhan", "/tra-cuu?ma={code}",
    "/san-pham?ma={code}", "/san-pham?ma={code}&lang=en", "/m/{code}", "/m/{code}?lang=ja", "/bao-nhan-sai?ma={code}",
    "/api/v1/products", "/api/v1/summary", "/tai-ve/danh-muc.csv", "/tai-ve/trich-{code}.pdf",
    "/tai-ve/lanh-dao.pdf", "/sitemap.xml", "/sitemap-1.xml", "/healthz", "/readyz", "/metrics",
)  # fmt: skip


def test_what_is_typed_at_the_desk_and_by_readers_is_found_nowhere(
    register: Register, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    label, where, note, why, finding, ending, lead = MARKERS
    enter(register, product(1, maker("HTX Một", LAM_DONG), event(Kind.FIRST, "2026-01-10", 4)), scope=Scope.REAL)
    steward = somebody(register, Role.STEWARD, "68")
    for is_closed in (True, False):
        number = label_reports.receive(
            register, product=code(1), seen_where=where, what=f"{label} {PHONE} {EMAIL}", language="vi", photo=None
        ).replace("-", "")
        if is_closed:
            label_desk.close(register, steward, number, Outcome.WRONG, f"{note} {PHONE} {EMAIL}")
    for last in (1, 2, 3):  # one is planned, one found, one ended without a decision
        case = inspecting.plan(
            register, steward, code(1), planned_for=TODAY - timedelta(9), lead=lead, why=f"{why} {PHONE}"
        )
        if last > 1:
            inspecting.find(register, steward, case, 1, on=TODAY, finding=f"{finding} {EMAIL}", deadline=TODAY)
        if last > 2:
            inspecting.end(register, steward, case, 2, on=TODAY, ending=f"{ending} {PHONE}")
    client = TestClient(client_of(register).app, base_url=BASE_URL, client=NEAR)  # who sees the metrics
    seen = {path: _text(client, path.format(code=shown(code(1)))) for path in PATHS}
    assert "Sản phẩm 1" in seen["/san-pham?ma={code}"]
    assert "Sản phẩm 1" in seen["/tai-ve/danh-muc.csv"]
    assert "Sản phẩm 1" in seen["/tai-ve/trich-{code}.pdf"]
    with Session(register.engine) as session:
        rows = session.scalars(select(AuditRow)).all()
    seen["the audit"] = " ".join(f"{row.subject} {row.reason} {row.detail}" for row in rows)
    assert "inspection" in seen["the audit"]
    seen["the log"] = caplog.text
    found = {(place, each) for place, text in seen.items() for each in (*MARKERS, PHONE, EMAIL) if each in text}
    assert found == set()


def _text(client: TestClient, path: str) -> str:
    """What an address answers to a stranger, of a PDF its words."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    if answer.content[:4] != b"%PDF":
        return answer.text
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)

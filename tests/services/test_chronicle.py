"""The history of a record with differences, and an earlier state as a new step; on both engines."""

from dataclasses import replace
from datetime import date

import pytest

from ocop.domain.recognition import Evidence, Kind, Status
from ocop.domain.roles import Person
from ocop.errors import Conflict, NotAllowed, QueryError
from ocop.services import checking, chronicle, desk_altering
from ocop.services.chronicle import Difference
from ocop.services.register import Register
from tests.conftest import TODAY
from tests.services.test_desk_altering import CODE, decided, rehearsed, status, steward
from tests.services.test_evidence import known, stated


def done(register: Register, asking: Person, kind: Kind, **given: object) -> None:
    desk_altering.record(register, asking, rehearsed(register, asking, decided(kind, **given)))


def back(register: Register, asking: Person, place: int, reason: str = "ghi nhầm sản phẩm") -> None:
    step = chronicle.steps(register, asking, CODE)[place]
    seen = desk_altering.version(register, CODE)
    chronicle.restore(register, asking, CODE, step, seen=seen, reason=reason, keep=True)


def test_each_step_says_who_and_what_it_changed(register: Register) -> None:
    an = steward(register, "an", "68")
    done(register, an, Kind.EXTENDED, valid_until=date(2028, 9, 1))
    done(register, an, Kind.REVOKED, decision="2/QĐ-UBND")
    revoked, extended, first = chronicle.steps(register, an, CODE)
    assert (revoked.action, revoked.decision, revoked.by) == ("record_revoked", "2/QĐ-UBND", "an@example.vn")
    assert revoked.reason == "theo quyết định"
    assert Difference("status", "valid", "revoked") in revoked.differences
    assert extended.differences == (Difference("until", "2028-06-19", "2028-09-01"),)
    assert Difference("stars", "–", "4") in first.differences
    with pytest.raises(NotAllowed):
        chronicle.steps(register, steward(register, "xa", "01"), CODE)


def test_a_mistake_is_taken_back_by_a_new_step_and_stays_in_the_history(register: Register) -> None:
    an = steward(register, "an")
    done(register, an, Kind.REVOKED)
    revision = register.revision()
    back(register, an, 0)
    assert status(register) == (Status.VALID, 4)
    record = register.record(CODE, TODAY)
    assert record is not None
    assert [each.kind for each in record.history] == [Kind.RECOGNISED]
    withdrawal, revoked, _first = chronicle.steps(register, an, CODE)
    assert (withdrawal.action, withdrawal.reason) == ("withdraw_event", "ghi nhầm sản phẩm")
    assert (revoked.action, revoked.is_withdrawn, revoked.event) == ("record_revoked", True, None)
    assert register.revision() == revision + 1
    assert list(checking.faults(register.settings.database_url)) == []
    done(register, an, Kind.REVOKED)  # the same decision can be recorded again, rightly this time
    assert status(register) == (Status.REVOKED, 4)


def test_a_product_that_was_passed_on_by_mistake_is_its_makers_again(register: Register) -> None:
    an = steward(register, "an")
    record = register.record(CODE, TODAY)
    assert record is not None
    done(register, an, Kind.PASSED, maker="HTX Kế Thừa", address="xã Quảng Trực, tỉnh Lâm Đồng")
    done(register, an, Kind.REVOKED, decision="2/QĐ-UBND")
    back(register, an, 1)
    again = register.record(CODE, TODAY)
    assert again is not None
    assert again.product.producer == record.product.producer
    assert status(register) == (Status.VALID, 4)


def test_a_restatement_is_reversed(register: Register) -> None:
    an = steward(register, "an")
    stated(register, an)
    (difference,) = chronicle.steps(register, an, CODE)[0].differences
    assert difference == Difference("evidence", "transcribed", "signed")
    back(register, an, 0)
    assert known(register) == ("858/QĐ-UBND", Evidence.TRANSCRIBED, date(2028, 6, 19))
    assert [each.action for each in chronicle.steps(register, an, CODE)[:2]] == ["state_decision"] * 2


def test_what_cannot_be_gone_back_to_is_refused(register: Register) -> None:
    an = steward(register, "an")
    with pytest.raises(Conflict, match="hãy hoàn tác lần nạp ấy"):
        back(register, an, -1)
    done(register, an, Kind.REVOKED)
    with pytest.raises(QueryError, match="Hãy ghi vì sao"):
        back(register, an, 0, reason=" ")
    step = replace(chronicle.steps(register, an, CODE)[0])
    with pytest.raises(Conflict, match="sau khi bạn mở hồ sơ này"):
        chronicle.restore(register, an, CODE, step, seen=1, reason="x", keep=True)

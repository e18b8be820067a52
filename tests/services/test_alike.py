"""What looks alike is merged or kept apart, and taken back: on both engines."""

import pytest

from ocop.domain.recognition import Kind, Scope
from ocop.errors import Conflict, NotAllowed
from ocop.services import alike
from ocop.services.register import Register
from tests.conftest import TODAY
from tests.services.histories import code, enter, event, maker, product
from tests.services.test_keeping import steward
from tests.services.test_trail import HA_NOI, LAM_DONG

OTHER = "24781"


def whose(register: Register, number: int) -> str:
    record = register.record(code(number), TODAY)
    assert record is not None
    return record.product.producer.name


@pytest.fixture
def twins(register: Register) -> Register:
    first = event(Kind.FIRST, "2026-01-10", 4)
    enter(
        register,
        product(1, maker("HTX Hòa Bình", LAM_DONG), first),
        product(2, maker("Hợp tác xã Hoà Bình", LAM_DONG), first),
        product(3, maker("HTX Hòa Bình", HA_NOI), first),
        product(4, maker("Nguyễn Thị Hoa", LAM_DONG, kind="household"), first),
        product(5, maker("Nguyễn Thị Hòa", OTHER, kind="household"), first),
    )
    return register


def test_a_merge_moves_the_products_and_can_be_taken_back(twins: Register) -> None:
    lan = steward(twins, "68")
    (pair,) = alike.pairs(twins, lan, Scope.DEMO)
    assert (pair.one.name, pair.other.name) == ("HTX Hòa Bình", "Hợp tác xã Hoà Bình")
    before = twins.revision()
    assert alike.merge(twins, lan, Scope.DEMO, pair, why="một giấy đăng ký") == 1
    assert twins.revision() == before + 1
    assert whose(twins, 2) == "HTX Hòa Bình", "the code on the pack answers as before"
    assert alike.pairs(twins, lan, Scope.DEMO) == []
    with pytest.raises(Conflict):
        alike.merge(twins, lan, Scope.DEMO, pair, why="lần nữa")
    late = product(6, maker("Hợp tác xã Hoà Bình", LAM_DONG), event(Kind.FIRST, "2026-02-10", 3))
    enter(twins, late)
    assert whose(twins, 6) == "HTX Hòa Bình", "an annex that still uses the old name leads there too"
    (decision,) = alike.decided(twins, lan, Scope.DEMO)
    alike.undo(twins, lan, Scope.DEMO, decision, why="gộp nhầm")
    assert [whose(twins, number) for number in (1, 2)] == ["HTX Hòa Bình", "Hợp tác xã Hoà Bình"]
    assert [each.key for each in alike.pairs(twins, lan, Scope.DEMO)] == [pair.key]


def test_what_is_kept_apart_is_not_asked_again(twins: Register) -> None:
    lan = steward(twins, "68")
    (pair,) = alike.pairs(twins, lan, Scope.DEMO)
    before = twins.revision()
    alike.keep_apart(twins, lan, Scope.DEMO, pair, why="hai pháp nhân")
    assert alike.pairs(twins, lan, Scope.DEMO) == []
    assert twins.revision() == before, "no public fact changed"
    with pytest.raises(Conflict, match="vừa được quyết định"):
        alike.merge(twins, lan, Scope.DEMO, pair, why="một")


def test_others_decide_nothing(twins: Register) -> None:
    (pair,) = alike.pairs(twins, steward(twins, "68"), Scope.DEMO)
    binh = steward(twins, "01", "binh@example.vn")
    assert alike.pairs(twins, binh, Scope.DEMO) == []
    with pytest.raises(NotAllowed):
        alike.merge(twins, binh, Scope.DEMO, pair, why="một")

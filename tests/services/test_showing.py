"""Photographs and stories go out by the desk: on both engines."""

from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from ocop.domain.keeping import Told
from ocop.domain.recognition import Kind, Scope
from ocop.domain.register import PhotoWords
from ocop.domain.roles import Person
from ocop.errors import Conflict, DataError, NotAllowed, QueryError, Refused
from ocop.services import keeping, photos, showing
from ocop.services.register import Register
from tests.conftest import TODAY
from tests.services.histories import code, enter, event, maker, product
from tests.services.test_keeping import steward
from tests.services.test_trail import HA_NOI, LAM_DONG
from tests.web.test_shell import client_of

WORDS = PhotoWords("Ảnh: HTX Một", "Hũ mật ong trên bàn gỗ", "A jar of honey on a table")
TOLD = Told("chủ nhiệm HTX kể", date(2026, 11, 1), "thư ngày 01/11/2026")


def drawn(color: str, size: tuple[int, int] = (800, 600)) -> bytes:
    made = BytesIO()
    Image.new("RGB", size, color).save(made, "PNG")
    return made.getvalue()


@pytest.fixture
def shown(register: Register) -> Register:
    first = event(Kind.FIRST, "2026-01-10", 4)
    made = maker("HTX Một", LAM_DONG)
    enter(
        register, product(1, made, first), product(2, maker("HTX Hai", HA_NOI), first),
        product(3, made, first, set_number=14), scope=Scope.REAL,
    )  # fmt: skip
    return register


def publish(register: Register, who: Person, picture: bytes, seen: str | None, words: PhotoWords = WORDS) -> None:
    showing.publish_photo(register, who, code(1), seen=seen, picture=photos.checked(picture), words=words, reason="gửi")


def photo_of(register: Register) -> str | None:
    record = register.record(code(1), TODAY)
    assert record is not None
    return record.product.photo


def test_a_photograph_goes_out_described_and_is_taken_away(shown: Register) -> None:
    lan = steward(shown, "68")
    publish(shown, lan, drawn("red"), None)
    first = photo_of(shown)
    assert first
    client = client_of(shown)
    assert 'alt="Hũ mật ong trên bàn gỗ"' in client.get(f"/m/{code(1)}").text
    assert 'alt="A jar of honey on a table"' in client.get(f"/m/{code(1)}?lang=en").text
    assert 'alt="Hũ mật ong trên bàn gỗ"' in client.get(f"/san-pham?ma={code(1)}").text
    with pytest.raises(Conflict, match="vừa được người khác thay"):
        publish(shown, lan, drawn("blue"), None)
    assert photo_of(shown) == first
    showing.remove_photo(shown, lan, code(1), seen=first, reason="chủ thể rút ảnh")
    assert photo_of(shown) is None
    assert client.get(f"/anh/{code(1)}.webp").status_code == 404


def test_what_is_not_described_or_not_theirs_stays_out(shown: Register) -> None:
    lan = steward(shown, "68")
    with pytest.raises(QueryError, match="tả ảnh bằng cả tiếng Việt và tiếng Anh"):
        publish(shown, lan, drawn("red"), None, PhotoWords("Ảnh: HTX", "Hũ mật ong trên bàn", ""))
    with pytest.raises(Conflict, match="ghi ảnh của ai"):
        publish(shown, lan, drawn("red"), None, PhotoWords("", WORDS.alt_vi, WORDS.alt_en))
    with pytest.raises(NotAllowed):
        showing.publish_photo(shown, lan, code(2), seen=None, picture=b"", words=WORDS, reason="gửi")
    with pytest.raises(Refused, match="Luật Quảng cáo, Điều 7"):
        showing.publish_photo(shown, lan, code(3), seen=None, picture=b"", words=WORDS, reason="gửi")
    assert photo_of(shown) is None


def test_a_bomb_and_a_page_are_no_photographs() -> None:
    with pytest.raises(DataError, match="quá nhiều điểm ảnh"):
        photos.checked(drawn("red", (10_000, 7_000)))
    with pytest.raises(DataError, match="không phải ảnh"):
        photos.checked(b"<svg xmlns='http://www.w3.org/2000/svg'></svg>")
    with pytest.raises(DataError, match="lớn hơn 20 MB"):
        photos.checked(b"\x89PNG" + bytes(photos.LARGEST_FILE))


def test_a_story_is_published_only_when_it_may_be(shown: Register) -> None:
    lan = steward(shown, "68")

    def tell(number: int, vi: str, *, looked: bool = False) -> list[str]:
        kept = keeping.product(shown, code(number))
        assert kept is not None
        seen = {"story_vi": kept.values["story_vi"], "story_en": kept.values["story_en"]}
        given = {"story_vi": vi, "story_en": None}
        return showing.publish_stories(shown, lan, code(number), seen=seen, given=given, told=TOLD, looked=looked)

    with pytest.raises(QueryError, match="không được viết “chữa bệnh”"):
        tell(1, "Mật ong chữa bệnh ho.", looked=True)
    with pytest.raises(QueryError, match="hãy xem lại “trị”"):
        tell(1, "Mật ong trị ho.")
    with pytest.raises(Refused, match="Luật Quảng cáo, Điều 7"):
        tell(3, "Rượu của làng.")
    assert tell(1, "Người làng  lấy mật\nvào tháng ba.") == ["story_vi"]
    page = client_of(shown).get(f"/san-pham?ma={code(1)}").text
    assert "Người làng lấy mật vào tháng ba." in page
    assert tell(1, "Mật ong trị ho.", looked=True) == ["story_vi"]
    assert tell(1, "") == ["story_vi"]
    kept = keeping.product(shown, code(1))
    assert kept is not None
    assert kept.values["story_vi"] is None
    assert kept.sources == {}


def test_two_tellers_of_one_story(shown: Register) -> None:
    lan, binh = steward(shown, "68"), steward(shown, None, "binh@example.vn")
    seen = {"story_vi": None, "story_en": None}
    showing.publish_stories(
        shown, lan, code(1), seen=seen, given={"story_vi": "Lan kể."}, told=TOLD, looked=False
    )  # fmt: skip
    with pytest.raises(Conflict, match=r"lan@example\.vn đã sửa hồ sơ này lúc"):
        showing.publish_stories(
            shown, binh, code(1), seen=seen, given={"story_vi": "Bình kể."}, told=TOLD, looked=False
        )  # fmt: skip

"""The rooms of the desk, in the order of the day's work; one is open to whoever may do any of its acts somewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ocop.domain.roles import Act, Person, places
from ocop.i18n.words import N_
from ocop.ui.desk import (
    alike,
    altering,
    awards,
    chronicle,
    ending,
    entering,
    evidence,
    inspections,
    intake,
    label_inbox,
    quality,
    records,
    roles,
    showing,
    trail,
)
from ocop.ui.desk import home as homes
from ocop.ui.desk.acting import Desk, Told
from ocop.ui.page import Page

ROOM = "viec"


@dataclass(frozen=True)
class Room:
    """One kind of work. `about` says in half a line what it is for."""

    title: str
    about: str
    acts: frozenset[Act]
    draw: Callable[[Desk], None]

    def is_open_to(self, person: Person) -> bool:
        """Whether somebody may do any of its acts anywhere."""
        return any(places(person, act) for act in self.acts)


# By the word in the address.
ROOMS: dict[str, Room] = {
    "nap": Room(
        N_("Nạp quyết định"),
        N_("Phụ lục của một quyết định: kiểm tra thử, sửa tại chỗ, nạp vào sổ, và hoàn tác khi nạp nhầm."),
        frozenset({Act.INTAKE}),
        intake.draw,
    ),
    "moi": Room(
        N_("Ghi một sản phẩm mới"),
        N_("Từng sản phẩm một, khi không có phụ lục: chủ thể, quyết định, căn cứ; xem hồ sơ giống trước khi ghi."),
        frozenset({Act.INTAKE}),
        entering.draw,
    ),
    "thay-doi": Room(
        N_("Ghi thay đổi"),
        N_("Công nhận lại, nâng, hạ, gia hạn, đính chính, thu hồi, hủy bỏ, chuyển chủ thể: xem trước rồi mới ghi."),
        frozenset({Act.ALTER}),
        altering.draw,
    ),
    "can-cu": Room(
        N_("Căn cứ và bản ký"),
        N_("Đối chiếu với quyết định đã ký, kèm bản quét; sửa số, ngày, cơ quan đã chép sai."),
        frozenset({Act.ALTER}),
        evidence.draw,
    ),
    "lich-su": Room(
        N_("Lịch sử hồ sơ"),
        N_("Mỗi bước của một hồ sơ: ai, lúc nào, vì sao, đổi gì; trở lại trạng thái trước khi ghi nhầm."),
        frozenset({Act.ALTER}),
        chronicle.draw,
    ),
    "sap-het-han": Room(
        N_("Sắp hết hạn"),
        N_("Công nhận nào hết hiệu lực trong 180 ngày tới; thư cho chủ thể và việc đã gửi."),
        frozenset({Act.ALTER}),
        ending.draw,
    ),
    "kiem-tra": Room(
        N_("Kiểm tra"),
        N_("Kiểm tra sau công nhận: kế hoạch, phát hiện, hạn khắc phục, kết luận."),
        frozenset({Act.INSPECT}),
        inspections.draw,
    ),
    "khen-thuong": Room(
        N_("Khen thưởng"),
        N_("Danh sách chủ thể có sản phẩm cấp quốc gia để đề nghị khen thưởng, theo tiêu chí bạn chọn."),
        frozenset({Act.SHORTLIST}),
        awards.draw,
    ),
    "bao-cao-nhan": Room(
        N_("Báo cáo nhãn sai"),
        N_("Người đọc báo điều gì, sản phẩm ấy hôm nay thế nào, đã xử lý ra sao."),
        frozenset({Act.HANDLE_REPORTS}),
        label_inbox.draw,
    ),
    "ho-so": Room(
        N_("Sản phẩm và chủ thể"),
        N_("Giá, quy cách, thành phần, kênh bán, liên hệ: mỗi dữ kiện có nguồn và ngày; để trống là chưa rõ."),
        frozenset({Act.KEEP_RECORDS}),
        records.draw,
    ),
    "anh-cau-chuyen": Room(
        N_("Ảnh và câu chuyện"),
        N_("Ảnh và lời kể mà người đọc thấy: soát chữ không được viết, xem trước, rồi mới đưa lên."),
        frozenset({Act.KEEP_RECORDS}),
        showing.draw,
    ),
    "trung-lap": Room(
        N_("Có thể trùng"),
        N_("Chủ thể và sản phẩm giống nhau đặt cạnh nhau: gộp, hoặc giữ riêng và nhớ."),
        frozenset({Act.KEEP_RECORDS}),
        alike.draw,
    ),
    "chat-luong": Room(
        N_("Chất lượng dữ liệu"),
        N_("Điều còn thiếu hoặc mâu thuẫn, bao nhiêu sản phẩm, và nơi sửa từng điều."),
        frozenset({Act.KEEP_RECORDS}),
        quality.draw,
    ),
    "nhat-ky": Room(
        N_("Nhật ký"), N_("Ai đã làm gì với sổ, lúc nào và vì sao."), frozenset({Act.READ_AUDIT}), trail.draw
    ),
    "vai-tro": Room(N_("Vai trò"), N_("Ai được làm gì với sổ, và ở đâu."), frozenset({Act.GRANT_ROLES}), roles.draw),
}


def chosen(person: Person | None, parameters: Mapping[str, str]) -> str | None:
    """The room that an address asks for, where it is open to this person."""
    word = parameters.get(ROOM, "")
    return word if person and word in ROOMS and ROOMS[word].is_open_to(person) else None


def refusal(page: Page, person: Person, parameters: Mapping[str, str]) -> str:
    """That a room which an address asks for is not open to this person; empty where none is asked for, or it is."""
    word = parameters.get(ROOM, "")
    if word not in ROOMS or ROOMS[word].is_open_to(person):
        return ""
    t = page.t
    sentence = t("“{room}” không thuộc vai trò của bạn: hãy hỏi quản trị viên của sổ.", room=t(ROOMS[word].title))
    return page.render("desk/said.html", said=Told(False, sentence))


def home(desk: Desk) -> str:
    """Every room that is open, with what waits in it."""
    is_open = {word: room for word, room in ROOMS.items() if room.is_open_to(desk.person)}
    waits = homes.waiting(desk)
    told = {word: waits.get(word, "") for word in is_open}
    return desk.page.render("desk/home.html", rooms=is_open, waiting=told, proposed=homes.proposed(desk))


def menu(page: Page, person: Person, current: str | None) -> str:
    """The rooms that are open to this person."""
    is_open = {word: room for word, room in ROOMS.items() if room.is_open_to(person)}
    return page.render("desk/menu.html", rooms=is_open, current=current, home=page.href("steward"))

"""What a list is for, where it does not recognise: titles, and notes of single rows, that withdraw or only propose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ocop.domain.recognition import Kind
from ocop.domain.text import fold
from ocop.intake.cells import MEMORY

PROPOSE = "hãy nhập riêng theo loại đề xuất (--kind proposal)"
_ENTER = "hãy ghi từng quyết định {} vào lịch sử của sản phẩm"
_CORRECT = "hãy ghi từng nội dung {} vào lịch sử của sản phẩm"
_AWAIT = "hãy chờ quyết định công nhận rồi nhập danh sách kèm theo quyết định đó"
_CITE = "hãy ghi số và ngày quyết định công nhận ở từng dòng rồi nhập lại"

# What is put forward; "theo đề nghị của Sở" and "để xuất khẩu" are not.
_PUT_FORWARD = (
    r"cong nhan|chung nhan|danh gia|cham|phan hang|xep hang|xet|dat|nang|hang|ocop|"
    r"trung uong|tw|bo(?! sung)|0?[0-9] sao"
)
_ASKED = rf"(?<!theo )(?<!xet )(?<!can cu )de nghi(?= (?:{_PUT_FORWARD})\b)|\b(?:san pham|ocop|ho so) de nghi(?! cua)"
_SUGGESTED = r"(?<!theo )(?<!xet )(?<!can cu )de xuat(?! khau| cua)"

# Words of titles, folded, with what a person calls them and the way out; the graver first.
_WORDS = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), name, way)
    for pattern, name, way in (
        ("thu hoi", "thu hồi", _ENTER),
        ("huy bo|bai bo", "hủy bỏ", _ENTER),
        (r"het hieu luc(?! sau [0-9]|.*\bduoc cong nhan lai)", "hết hiệu lực", _CORRECT),
        (r"het han(?! sau [0-9]|.*\bduoc cong nhan lai)", "hết hạn", _CORRECT),
        ("gia han", "gia hạn", _ENTER),
        ("dinh chinh", "đính chính", _CORRECT),
        (
            "(?<!sau )(?<!sau khi )dieu chinh(?! dia gioi| dia ban| don vi hanh chinh| bo tieu chi)",
            "điều chỉnh",
            _CORRECT,
        ),
        (_ASKED, "đề nghị công nhận", PROPOSE),
        (_SUGGESTED, "đề xuất", PROPOSE),
        ("du kien", "dự kiến", PROPOSE),
        ("dang ky tham gia", "đăng ký tham gia", _AWAIT),
    )
)
_BASIS = re.compile(r"(?:can cu|xet|theo de nghi|theo to trinh|thuc hien|tren co so)\b")
_BOTH = re.compile(r"\bcong nhan\b.*\bva\b")

_PAPERS = {"ttr": "tờ trình", "bc": "báo cáo", "kh": "kế hoạch", "tb": "thông báo"}
_PAPERS |= {fold(name): name for name in _PAPERS.values()}
_PAPER = re.compile(
    r"(?:^|\bkem theo )(?:phu luc )?(?:kem theo )?(?:cong van |van ban )?"
    r"(?:so )?(?:[0-9]{1,6} )?(?:20[0-9]{2} )?(to trinh|bao cao|ke hoach|thong bao|(?<=[0-9] )(?:ttr|bc|kh|tb))\b"
)
_SYMBOL = re.compile(r"/(TTr|BC|KH|TB)(?:-|$)")

_WITHDRAWN = re.compile(
    r"(?<!khong )(?<!khong bi )(?<!chua bi )(?<!chua )\b(?:"
    r"(thu hoi|huy bo|bai bo|huy ket qua|(?:da|bi) huy|huy$|rut ho so)|"
    r"(het han|het hieu luc)(?! sau [0-9]))\b|"
    r"\b(?:khong|chua) (?:duoc )?(dat|cong nhan)\b(?: (?:hang|chuan|ocop))*(?: 0?([0-9]) sao)?"
)
_HOPED = re.compile(
    rf"{_ASKED}|(?<!theo )(?:de xuat|de nghi)$|{_SUGGESTED}(?=$| (?:{_PUT_FORWARD})\b)|"
    rf"\bdu kien(?=$| (?:{_PUT_FORWARD})\b)|\btiem nang(?= (?:ocop )?(?:hang )?0?[0-9] sao\b)"
)
_HOPED_STARS = re.compile(r"\b0?([0-9]) sao\b")
_HIGHER = re.compile(r"\b(?:nang|trung uong|tw|bo(?! sung)|quoc gia)\b")
_AGAIN = re.compile(
    r"(?<!khong )(?<!chua )(?<!khong duoc )(?<!chua duoc )(?<!de nghi )(?<!de xuat )\b"
    r"(?:cong nhan|chung nhan|danh gia|phan hang|xep hang|danh gia phan hang) lai\b"
)
_LOWER = re.compile(r"(?<!khong )(?<!khong bi )\b(?:(?:ha|giam|xuong) (?:hang|sao|bac)|ha (?:cap|muc) (?:sao|hang))\b")
_FIRST = re.compile(r"\bcong nhan(?! lai)\b.*\b(?:va\b|cong nhan lai)|\bcong nhan moi\b|\blan dau\b")
_AMENDED = re.compile(r"\b(?:gia han|dinh chinh|dieu chinh)\b")


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a table is no list of recognitions: the title that says so (from 0), and a sentence with the way out.

    `is_paper` where only the kind of paper says so: a report may well list what each row's own decision recognised.
    """

    title: int
    reason: str
    is_paper: bool = False


def doubt(titles: Sequence[str]) -> Doubt | None:
    """Why a table with these titles is no list of recognitions; None where nothing says so."""
    kept = [(index, folded) for index, title in enumerate(titles) if not _BASIS.match(folded := fold(title))]
    whole = " ".join(folded for _, folded in kept)  # one title may run over two lines
    for pattern, name, way in _WORDS:
        if found := pattern.search(whole):
            at = next((index for index, folded in kept if pattern.search(folded)), kept[0][0])
            both = _BOTH.search(whole[: found.start()]) or (
                way is not PROPOSE and "va cong nhan" in whole[found.end() :]
            )
            return Doubt(at, _ambiguous(name) if both else _other(f"danh sách {name}", way.format(name)))
    for index, folded in kept:
        if paper := _PAPER.search(folded):
            name = _PAPERS[paper[1]]
            is_submission = name == _PAPERS["ttr"]
            return Doubt(index, _other(f"phụ lục của {name}", PROPOSE if is_submission else _CITE), not is_submission)
    return None


def basis_left_out(titles: Sequence[str]) -> str:
    """The titles as one text, without the lines that only say on what grounds ("Căn cứ Tờ trình …")."""
    return " ".join(title for title in titles if not _BASIS.match(fold(title)))


def paper_of(number: str) -> str:
    """What a number such as `45/TTr-UBND` is of, if of a paper that decides nothing; "" otherwise.

    >>> paper_of("45/TTr-UBND")
    'tờ trình'
    """
    found = _SYMBOL.search(number)
    return _PAPERS[found[1].lower()] if found else ""


@lru_cache(MEMORY)
def again(written: str) -> Kind | None:
    """Whether a text calls what it speaks of recognised again (renewed) or lowered; None where it does neither.

    >>> again("Danh sách sản phẩm được công nhận lại")
    <Kind.RENEWED: 'renewed'>
    """
    words = fold(written)
    if _LOWER.search(words):
        return Kind.LOWERED
    # "công nhận và công nhận lại", "công nhận mới, công nhận lại" says it of some only
    return Kind.RENEWED if _AGAIN.search(words) and not _FIRST.search(words) else None


@lru_cache(MEMORY)
def remark(note: str, count: int, *, lapses_later: bool) -> tuple[str, bool]:
    """What a note says against a recognition of so many stars, and whether it stops the row; "" where nothing.

    `lapses_later` where the note names a day to come, so that "hết hạn" speaks of that day.
    """
    words = fold(note)
    for found in _WITHDRAWN.finditer(words):
        withdrawn, lapsed, _, missed = found.groups()
        if lapsed and lapses_later:
            continue
        if not withdrawn and missed and int(missed) > count:
            return f"Ghi chú “{note}” nói về hạng cao hơn {count} sao: đã lấy {count} sao.", False
        return f"Ghi chú “{note}” cho biết sản phẩm không còn hoặc không được công nhận.", True
    if hoped := _HOPED.search(words):
        counts = {int(stars) for stars in _HOPED_STARS.findall(words[hoped.start() :])}
        if min(counts, default=5 if _HIGHER.search(words) else 0) > count:
            return f"Ghi chú “{note}” đề xuất hạng cao hơn: đã lấy {count} sao được công nhận.", False
        return f"Ghi chú “{note}” cho biết {count} sao mới là đề xuất, không phải công nhận.", True
    if amended := _AMENDED.search(words):
        return f"Ghi chú “{note}” nhắc đến việc {_amendment(amended[0])}: hãy xem lại.", False
    return "", False


def _amendment(folded: str) -> str:
    return next(name for pattern, name, _ in _WORDS if pattern.fullmatch(folded))


def _other(what: str, way: str) -> str:
    return f"Bảng này là {what}, không phải danh sách công nhận: {way}."


def _ambiguous(name: str) -> str:
    return (
        f"Tiêu đề của bảng vừa ghi “công nhận” vừa ghi “{name}”, không rõ dòng nào được công nhận: "
        "hãy tách thành từng bảng có tiêu đề riêng rồi nhập lại."
    )

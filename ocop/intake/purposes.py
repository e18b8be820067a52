"""What a list is for, where it does not recognise: titles, and notes of single rows, that withdraw or only propose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ocop.domain.recognition import Kind
from ocop.domain.said import Said, say
from ocop.domain.text import fold
from ocop.intake.cells import MEMORY

PROPOSE = say("hãy nhập riêng theo loại đề xuất (ở dòng lệnh: --kind proposal)")
_ENTER = say("hãy ghi từng quyết định {name} vào lịch sử của sản phẩm")
_CORRECT = say("hãy ghi từng nội dung {name} vào lịch sử của sản phẩm")
_AWAIT = say("hãy chờ quyết định công nhận rồi nhập danh sách kèm theo quyết định đó")
_CITE = say("hãy ghi số và ngày quyết định công nhận ở từng dòng rồi nhập lại")

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
        ("thu hoi", say("thu hồi"), _ENTER),
        ("huy bo|bai bo", say("hủy bỏ"), _ENTER),
        (r"het hieu luc(?! sau [0-9]|.*\bduoc cong nhan lai)", say("hết hiệu lực"), _CORRECT),
        (r"het han(?! sau [0-9]|.*\bduoc cong nhan lai)", say("hết hạn"), _CORRECT),
        ("gia han", say("gia hạn"), _ENTER),
        ("dinh chinh", say("đính chính"), _CORRECT),
        (
            "(?<!sau )(?<!sau khi )dieu chinh(?! dia gioi| dia ban| don vi hanh chinh| bo tieu chi)",
            say("điều chỉnh"),
            _CORRECT,
        ),
        (_ASKED, say("đề nghị công nhận"), PROPOSE),
        (_SUGGESTED, say("đề xuất"), PROPOSE),
        ("du kien", say("dự kiến"), PROPOSE),
        ("dang ky tham gia", say("đăng ký tham gia"), _AWAIT),
    )
)
_BASIS = re.compile(r"(?:can cu|xet|theo de nghi|theo to trinh|thuc hien|tren co so)\b")
_BOTH = re.compile(r"\bcong nhan\b.*\bva\b")

_PAPERS = {"ttr": say("tờ trình"), "bc": say("báo cáo"), "kh": say("kế hoạch"), "tb": say("thông báo")}
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
            listed = say("danh sách {name}", name=name)
            return Doubt(at, _ambiguous(name) if both else _other(listed, Said(way, {"name": name})))
    for index, folded in kept:
        if paper := _PAPER.search(folded):
            name = _PAPERS[paper[1]]
            is_submission = name == _PAPERS["ttr"]
            annexed = say("phụ lục của {paper}", paper=name)
            return Doubt(index, _other(annexed, PROPOSE if is_submission else _CITE), not is_submission)
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
    words, said = fold(note), {"note": note, "stars": count}
    for found in _WITHDRAWN.finditer(words):
        withdrawn, lapsed, _, missed = found.groups()
        if lapsed and lapses_later:
            continue
        if not withdrawn and missed and int(missed) > count:
            return say("Ghi chú “{note}” nói về hạng cao hơn {stars} sao: đã lấy {stars} sao.", **said), False
        return say("Ghi chú “{note}” cho biết sản phẩm không còn hoặc không được công nhận.", **said), True
    if hoped := _HOPED.search(words):
        counts = {int(stars) for stars in _HOPED_STARS.findall(words[hoped.start() :])}
        if min(counts, default=5 if _HIGHER.search(words) else 0) > count:
            return say("Ghi chú “{note}” đề xuất hạng cao hơn: đã lấy {stars} sao được công nhận.", **said), False
        return say("Ghi chú “{note}” cho biết {stars} sao mới là đề xuất, không phải công nhận.", **said), True
    if amended := _AMENDED.search(words):
        return say("Ghi chú “{note}” nhắc đến việc {name}: hãy xem lại.", note=note, name=_amendment(amended[0])), False
    return "", False


def _amendment(folded: str) -> Said:
    return next(name for pattern, name, _ in _WORDS if pattern.fullmatch(folded))


def _other(what: Said, way: Said) -> Said:
    return say("Bảng này là {what}, không phải danh sách công nhận: {way}.", what=what, way=way)


def _ambiguous(name: Said) -> Said:
    return say(
        "Tiêu đề của bảng vừa ghi “công nhận” vừa ghi “{name}”, không rõ dòng nào được công nhận: "
        "hãy tách thành từng bảng có tiêu đề riêng rồi nhập lại.",
        name=str(name),
    )

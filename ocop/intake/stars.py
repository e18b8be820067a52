"""The star column: `4`, `4 sao`, `Bốn (04) sao`, `★★★★`, `OCOP 4 sao (QĐ 114/QĐ-UBND, 15/1/2020)`.

What looks like stars and is none is refused by name: a hotel's stars, a year, one or two stars, two different
counts. What only *proposes* stars is told apart, since it must never be shown as a certificate.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from unicodedata import combining, normalize

from ocop.domain.recognition import STARS
from ocop.domain.said import Said, say
from ocop.intake.cells import MEMORY, Unreadable, text
from ocop.intake.decisions import Cited, mentioned, without

_WORDS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5}
_WORD = "|".join(_WORDS)
_GLYPH = "[★⭐✭✮🌟]"

_YEAR = re.compile(r"(?:nam\s*)?(?:19|20)[0-9]{2}")
_HOTEL = re.compile(r"khach san|homestay|hotel|resort|nghi duong|luu tru|nha nghi|villa|biet thu|farmstay|bungalow")
# "Chương trình", "quy trình", "để xuất khẩu" and "theo đề nghị của Sở" propose nothing.
_PROPOSAL = re.compile(
    r"tiem nang|de xuat(?! khau)|(?<!theo )de nghi(?! cua)|du kien|"
    r"(?<!chuong )(?<!quy )(?<!cong )(?<!theo to )(?<!tai to )\btrinh\b|\bcho (?:trung uong|tw|bo)\b"
)
_DENIAL = re.compile(r"\bkhong\b|\bchua\b|thu hoi|het han|het hieu luc|\bhuy\b|\brut\b|\btruot\b|tro len|tro xuong")
_BLANKS = re.compile(r"\s+")
_ZEROS = re.compile(r"(?<=[0-9])[.,]0+(?![0-9])")
_DRAWN = re.compile(rf"(?:{_GLYPH}\s*){{2,9}}|(?:\*\s*){{2,9}}")
_SPELLED = re.compile(rf"(?<!viet )\b({_WORD})\s*(?:\(\s*0?[0-9]\s*\)\s*)?sao\b")
# "3-4 sao" and "3,5 sao" are caught as two counts.
_COUNTED = re.compile(
    rf"(?:(?<![0-9])([0-9])\s*(?:[-–/,.&]|den|hoac|va)\s*)?(?<![0-9])0?([0-9])\s*\)?\s*(?:sao\b|\*|☆|{_GLYPH})"
)
_RAISED = re.compile(
    rf"(?<![0-9])0?([0-9])\s*(?:sao|\*|{_GLYPH})?\s*(?:len|-+>|→)\s*(?:(?:thanh|hang|dat)\s*)*"
    rf"(0?([0-9])\s*(?:sao\b|\*|{_GLYPH}))"
)
_RANKED = re.compile(r"(?:^|\b(?:hang|ocop|sao|loai)[\s:]*)0?([0-9])(?:$|(?=\s*\())")
_FILLER = re.compile(
    rf"(?<![a-z])(?:ocop|hang|dat|xep|loai|phan|san|pham|cap|tinh|huyen|quoc|gia|trung|uong|so|qd|quyet|dinh|ngay|thang|nam|"
    rf"cong|nhan|lai|theo|ubnd|cua|ket|qua|sao|moi|{_WORD})(?![a-z])|[0-9\W_]"
)


@dataclass(frozen=True, slots=True)
class Stars:
    """Stars as a cell states them, with the decision it names, if any.

    `count` is None in a proposal that does not say how many; `granted` is what "4 sao (đề xuất 5 sao)" has already;
    `extra` is what else the cell says, for a person to see.
    """

    count: int | None
    proposed: bool = False
    cited: Cited = field(default_factory=Cited)
    extra: str = ""
    granted: int | None = None


@lru_cache(MEMORY)
def stars(written: str) -> Stars | None:
    """The stars in the text of a cell; None when it is blank.

    Raises:
        Unreadable: the cell holds something else, or stars that are no recognition.

    """
    written = text(written)
    if not written:
        return None
    words = _without_marks(without(written))
    if _YEAR.fullmatch(words.strip()):
        raise Unreadable(say("“{written}” là một năm, không phải hạng sao.", written=written))
    if _HOTEL.search(words):
        raise Unreadable(say("“{written}” là hạng sao lưu trú du lịch, không phải hạng sao OCOP.", written=written))
    if _DENIAL.search(words):
        raise Unreadable(say("“{written}” không nêu một hạng sao đã được công nhận.", written=written))
    proposed = is_proposal(words)
    count = _count(written, words, proposed)
    if count is not None and count not in STARS:
        raise Unreadable(_not_recognised(written, count))
    extra = "" if proposed or not _FILLER.sub("", words) else written
    return Stars(count, proposed, mentioned(written), extra, _granted(words, count) if proposed else None)


def is_proposal(written: str) -> bool:
    """Whether a text speaks of stars that are only hoped for ("tiềm năng", "đề xuất")."""
    return bool(_PROPOSAL.search(_without_marks(written)))


def _count(written: str, words: str, proposed: bool) -> int | None:
    after = _PROPOSAL.split(words)[-1]  # "4 sao, đề xuất 5 sao" proposes five
    found = (_counts(after) if proposed else set()) or _counts(words)
    if len(found) > 1:
        raise Unreadable(say("“{written}” ghi nhiều hạng sao khác nhau: hãy chỉ ghi một.", written=written))
    if not found and not proposed:
        raise Unreadable(say("“{written}” không phải hạng sao (3, 4 hoặc 5 sao).", written=written))
    return next(iter(found), None)


def _granted(words: str, proposed: int | None) -> int | None:
    """The stars that stand before a proposal of more."""
    found = _counts(_PROPOSAL.split(words)[0])
    count = found.pop() if len(found) == 1 else None
    return count if count in STARS and proposed and count < proposed else None


def _counts(words: str) -> set[int]:
    """Every count of stars that the words state, each way of stating it taken out before the next is tried."""
    words = _RAISED.sub(_raised, _ZEROS.sub("", words))
    found = {_WORDS[match[1]] for match in _SPELLED.finditer(words)}
    found |= {len(_BLANKS.sub("", match[0])) for match in _DRAWN.finditer(words)}
    words = _DRAWN.sub(" ", words)
    found |= {int(digit) for match in _COUNTED.finditer(words) for digit in match.groups() if digit}
    words = _COUNTED.sub(" ", words).strip()
    found |= {int(match[1]) for match in _RANKED.finditer(words)}
    return found | ({1} if re.search(_GLYPH, words) else set())


def _raised(found: re.Match[str]) -> str:
    """Of "từ 3 sao lên 4 sao" what it came to; all of it where that is not more."""
    return found[2] if found[1] < found[3] else found[0]


def _not_recognised(written: str, count: int) -> Said:
    if count in (1, 2):
        return say("“{written}”: 1 và 2 sao chỉ là mức chấm điểm, không được công nhận OCOP.", written=written)
    return say("“{written}” không phải hạng sao (3, 4 hoặc 5 sao).", written=written)


def _without_marks(written: str) -> str:
    """Like `fold`, but punctuation stays, for it tells `3,5 sao` from `5 sao`."""
    plain = normalize("NFD", written.lower().replace("đ", "d"))
    return "".join(character for character in plain if not combining(character))

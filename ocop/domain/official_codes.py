"""Official product codes of both vintages. The number of parts tells the vintage; a code is no proof of recognition.

Old: `PP-DDD-CCCCC-n-YYYY` (province, district, commune, sequence, year), e.g. `83-829-28780-3-2022`. Since
QĐ 26/2026: `PP-CCCCC-n-YYYY`, without a district. The place codes are those of their time: 15 was Yên Bái to
30 June 2025 and is Lào Cai since.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ocop.domain.said import say

_OLD = re.compile(r"(\d{2})-(\d{3})-(\d{5})-(\d{1,5})-(20\d{2})", re.ASCII)
_NEW = re.compile(r"(\d{2})-(\d{5})-(\d{1,5})-(20\d{2})", re.ASCII)


@dataclass(frozen=True)
class OfficialCode:
    """The parts of an official code; `district` is None in the vintage that has none."""

    province: str
    district: str | None
    commune: str
    sequence: int
    year: int

    @property
    def before_mergers(self) -> bool:
        """Whether its place codes are to be read in the tables to 30 June 2025."""
        return self.district is not None

    def __str__(self) -> str:
        """The code as it is written."""
        district = [self.district] if self.district else []
        return "-".join([self.province, *district, self.commune, str(self.sequence), str(self.year)])


def parse(text: str) -> OfficialCode:
    """Read an official code of either vintage.

    Raises:
        ValueError: the text has the form of neither; the message is a Vietnamese sentence.
    """
    tidied = re.sub(r"\s*[-–—.]\s*", "-", text.strip())
    if old := _OLD.fullmatch(tidied):
        return OfficialCode(old[1], old[2], old[3], int(old[4]), int(old[5]))
    if new := _NEW.fullmatch(tidied):
        return OfficialCode(new[1], None, new[2], int(new[3]), int(new[4]))
    raise ValueError(
        say(
            "“{text}” không có dạng mã chính thức: TT-HHH-XXXXX-n-NNNN (đến 2025) hoặc TT-XXXXX-n-NNNN.",
            text=text.strip()[:40],
        )
    )

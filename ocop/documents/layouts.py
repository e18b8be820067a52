"""Sheets of labels as they are sold, in millimetres: how many across and down, how large, how far apart."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Layout:
    """One kind of sheet. `code` is the width of the printed code with its quiet zone; a narrow label bears no words."""

    name: str
    page: tuple[float, float]
    columns: int
    rows: int
    label: tuple[float, float]
    gap: tuple[float, float] = (0, 0)
    code: float
    has_words: bool = True

    @property
    def count(self) -> int:
        """Labels on a sheet."""
        return self.columns * self.rows

    @property
    def margin(self) -> tuple[float, float]:
        """From the edge of the page to the first label: what is left, halved."""
        (width, height), (across, down), (right, below) = self.page, self.label, self.gap
        return (
            (width - self.columns * across - (self.columns - 1) * right) / 2,
            (height - self.rows * down - (self.rows - 1) * below) / 2,
        )


A4 = (210.0, 297.0)
LAYOUTS = {
    each.name: each
    for each in (
        Layout(name="a4-12", page=A4, columns=2, rows=6, label=(105, 48), code=38),
        Layout(name="a4-24", page=A4, columns=3, rows=8, label=(70, 37), code=27),
        Layout(name="a4-40", page=A4, columns=4, rows=10, label=(52.5, 29.7), code=21),
        Layout(name="a4-65", page=A4, columns=5, rows=13, label=(38.1, 21.2), gap=(2.5, 0), code=15, has_words=False),
        Layout(name="cuon-50x30", page=(50, 30), columns=1, rows=1, label=(50, 30), code=20),
    )
}

"""Drawn marks: certification stars and one shape for each status, as SVG.

Nothing here stands on colour alone: each status has a shape of its own, and words always stand beside it. The plain
pages carry them inline and colour them by their own style; Streamlit removes inline SVG, so `assets/shapes/` holds
the same drawings as files (`python -m ocop.figures.shapes` writes them, a test compares).
"""

from __future__ import annotations

from math import cos, pi, sin

from markupsafe import Markup

from ocop.domain.recognition import STARS, Evidence, Status
from ocop.settings import ASSETS

STROKE = 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'

_SHAPES = {
    Status.VALID: '<circle cx="12" cy="12" r="10" fill="currentColor"/><path d="m7 12.5 3.4 3.4L17 9" '
    'fill="none" stroke="var(--on-mark,#fff)" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"/>',
    Status.EXPIRING: '<path d="M6 2.5h12M6 21.5h12M7.5 3v3.5L12 12l-4.5 5.5V21M16.5 3v3.5L12 12l4.5 5.5V21" '
    f"{STROKE}/>",
    Status.EXPIRED: f'<circle cx="12" cy="12" r="9.5" {STROKE}/><path d="M12 6.5V12l3.5 2.5" {STROKE}/>',
    Status.REVOKED: '<path d="M8 2h8l6 6v8l-6 6H8l-6-6V8z" fill="currentColor"/><path d="m8.5 8.5 7 7m0-7-7 7" '
    'fill="none" stroke="var(--on-mark,#fff)" stroke-width="2.4" stroke-linecap="round"/>',
    Status.REPORTED: f'<path d="M3.5 4.5h14v15h-12a2 2 0 0 1-2-2zM17.5 9h3v8.5a2 2 0 0 1-2 2M7 9h7M7 12.5h7M7 16h4" '
    f"{STROKE}/>",
    Status.NONE: f'<circle cx="12" cy="12" r="9.5" {STROKE} stroke-dasharray="3 3.6"/><path d="M8.5 12h7" {STROKE}/>',
}


def status_shape(status: Status) -> Markup:
    """The shape of a status, decorative: the words beside it say the same."""
    return Markup(f'<svg class="shape" viewBox="0 0 24 24" aria-hidden="true">{_SHAPES[status]}</svg>')


def evidence_shape(evidence: Evidence) -> Markup:
    """A filled mark for a decision that a steward has seen, a hollow one for anything weaker."""
    fill = "currentColor" if evidence is Evidence.SIGNED else "none"
    ring = f'<circle cx="6" cy="6" r="4.5" fill="{fill}" stroke="currentColor" stroke-width="1.5"/>'
    return Markup(f'<svg class="dot" viewBox="0 0 12 12" aria-hidden="true">{ring}</svg>')


def star_row(count: int, label: str, *, weak: bool = False) -> Markup:
    """Five drawn stars of which `count` are given; `label` says it in words to a screen reader.

    Stars that rest on weak evidence are drawn hollow: they must not look as certain as decided ones.
    """
    given = "weak" if weak else "on"
    stars = "".join(
        f'<path class="{given if place < count else "off"}" transform="translate({22 * place})" d="{_STAR}"/>'
        for place in range(5)
    )
    picture = '<svg class="stars" viewBox="0 0 108 20" role="img" aria-label="{}">{}</svg>'
    return Markup(picture).format(label, Markup(stars))


def star_points(x: float, y: float, outer: float, inner: float) -> list[tuple[float, float]]:
    """The ten corners of a star around a point, its tip upwards."""
    return [(x + r * sin(pi * k / 5), y - r * cos(pi * k / 5)) for k, r in enumerate([outer, inner] * 5)]


def _star_path() -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in star_points(10, 10.4, 9.5, 4)) + "z"


_STAR = _star_path()


COLOURS = {
    Status.VALID: "#0F6B4B",
    Status.EXPIRING: "#8A5A0C",
    Status.EXPIRED: "#5B6470",
    Status.REVOKED: "#A8322A",
    Status.REPORTED: "#5B6470",
    Status.NONE: "#5B6470",
}
STAR_STYLE = {
    "on": 'fill="#C8921A"',
    "weak": 'fill="none" stroke="#C8921A" stroke-width="1.4"',
    "off": 'fill="#E3E0D6"',
}
XMLNS = 'xmlns="http://www.w3.org/2000/svg" '


def files() -> dict[str, str]:
    """The same drawings as files by name, with colours of their own."""
    found = {}
    for status, colour in COLOURS.items():
        drawing = str(status_shape(status)).replace("currentColor", colour).replace("var(--on-mark,#fff)", "#FFFFFF")
        found[f"{status}.svg"] = drawing
    for count in STARS:
        for weak in (False, True):
            drawing = str(star_row(count, "", weak=weak))
            for kind, style in STAR_STYLE.items():
                drawing = drawing.replace(f'class="{kind}"', style)
            found[f"stars-{count}{'-weak' if weak else ''}.svg"] = drawing
    return {name: drawing.replace("<svg ", f"<svg {XMLNS}", 1) + "\n" for name, drawing in found.items()}


if __name__ == "__main__":
    for name, drawing in files().items():
        (ASSETS / "shapes" / name).write_text(drawing, encoding="utf-8")

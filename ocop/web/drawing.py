"""What a chart that leaves as a file is drawn from: its numbers, its title, its source, by its name."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from ocop import i18n
from ocop.domain.figures import By
from ocop.domain.recognition import STARS, Scope
from ocop.figures import charts, pictures
from ocop.figures.charts import Picture
from ocop.figures.distributions import STAR_FILL
from ocop.figures.pictures import Frame
from ocop.i18n import Language, findings, words
from ocop.services import export
from ocop.services.register import Register
from ocop.web import asof, distributions
from ocop.web.distributions import OVER_TIME, TITLES, Asked
from ocop.web.view import SCOPES

TYPES = {"svg": "image/svg+xml", "png": "image/png", "csv": "text/csv; charset=utf-8"}
STARS_CHART = "stars"
NAMES = (STARS_CHART, *(str(by) for by in TITLES), *OVER_TIME)


@dataclass(frozen=True, eq=False)
class Named:
    """A chart with its title and what its colours mean."""

    title: str
    picture: Picture
    key: tuple[tuple[str, str], ...] = ()


def answer(register: Register, request: Request) -> Response:
    """The file that an address asks for."""
    name, form = request.path_params["name"], request.path_params["form"].lower()
    if name not in NAMES or form not in TYPES:
        return PlainTextResponse(f"Chỉ có các hình {', '.join(NAMES)}; dạng svg, png, csv.", 404)
    day, unknown = asof.read(request.query_params, register.today())
    if unknown:
        return asof.refusal(register.today())
    asked, _unknown = distributions.read(request.query_params, register.today())
    scope = SCOPES.get(request.query_params.get("so", "")) or register.default_scope()
    t = i18n.language(request.query_params.get("lang"))
    found = named(register, scope, asked, name, t)
    headers = {
        "Cache-Control": "no-store",
        "X-Robots-Tag": "noindex",
        "X-Content-Type-Options": "nosniff",
        "Content-Disposition": f'attachment; filename="ocop-{name}-{scope}-{day.isoformat()}.{form}"',
    }
    return Response(_made(register, scope, asked, found, form, t), media_type=TYPES[form], headers=headers)


def named(register: Register, scope: Scope, asked: Asked, name: str, t: Language) -> Named:
    """The chart of a name."""
    if name == STARS_CHART:
        overview = register.overview(scope, asked.day)
        return Named(findings.star_finding(overview, t), charts.stars(overview, t))
    drawn = distributions.picture(register, scope, asked, name, t)
    if name in OVER_TIME:
        return Named(t(OVER_TIME[name]), drawn)
    key = tuple((words.stars(stars, t), STAR_FILL[stars]) for stars in reversed(STARS))
    title = t("Sản phẩm có công nhận còn hiệu lực: {how}", how=_lowered(t(TITLES[By(name)])))
    return Named(title, drawn, key)


def _made(register: Register, scope: Scope, asked: Asked, found: Named, form: str, t: Language) -> bytes:
    if form == "csv":
        return export.numbers(found.picture.columns, found.picture.rows, scope)
    drawn = pictures.svg(found.picture.chart, frame(register, scope, asked, found, t))
    return pictures.png(drawn) if form == "png" else drawn.encode()


def frame(register: Register, scope: Scope, asked: Asked, found: Named, t: Language) -> Frame:
    """What stands around the chart."""
    source = [t("Nguồn: Sổ đăng ký OCOP, tính đến hết ngày {day}.", day=t.date(asked.day))]
    made_up = scope is Scope.DEMO
    if made_up:
        source.append(f"{t('Dữ liệu minh họa')}.")
    elif not register.is_complete(scope, asked.day):
        source.append(t("Chỉ gồm các quyết định đã nạp vào sổ này, chưa phải cả nước."))
    if found.picture.note:
        source.append(found.picture.note)
    if asked.view.choices:
        source.append(t("Chỉ tính các sản phẩm theo lựa chọn của người xem."))
    return Frame(
        title=found.title,
        key=found.key,
        source=" ".join(source),
        watermark=t("Dữ liệu minh họa").upper() if made_up else None,
        empty=None if found.picture.rows else t("Chưa có số liệu."),
    )


def _lowered(title: str) -> str:
    return title[:1].lower() + title[1:]

"""A list of the catalogue as a file: exactly what the same address shows, all pages of it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response

from ocop.services import export
from ocop.services.register import Register
from ocop.web.view import SCOPES, Form, read

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def endpoint(register: Register) -> Callable[[Request], Response]:
    """`GET /tai-ve/danh-muc.{csv|xlsx}` with the parameters of a view of the catalogue."""

    def answer(request: Request) -> Response:
        form = request.path_params["form"].lower()
        if form not in TYPES:
            return PlainTextResponse("Chỉ có danh-muc.csv và danh-muc.xlsx.", 404)
        view, unknown = read(request.query_params)
        asked = request.query_params.get("so", "")
        unknown += [asked] if asked and asked not in SCOPES else []
        if unknown:
            # a list without the choice would be another list than the one asked for
            named = ", ".join(f"“{value[:40]}”" for value in unknown)
            return PlainTextResponse(f"Không có lựa chọn {named}: hãy chọn lại trong danh mục.", 400)
        scope = SCOPES.get(asked) or register.default_scope()
        day = register.today()
        with tempfile.NamedTemporaryFile(prefix="ocop-", suffix=f".{form}", delete=False) as file:
            out = Path(file.name)
        put_aside = view.form in (Form.PICKED, Form.COMPARED)
        listed = export.picked(register, view.picked, day) if put_aside else None
        export.write_list(register, view.query(scope), day=day, form=form, out=out, listed=listed)
        name = f"ocop-{scope}-{day.isoformat()}.{form}"
        return FileResponse(
            out,
            media_type=TYPES[form],
            filename=name,
            headers={"Cache-Control": "no-store", "X-Robots-Tag": "noindex", "X-Content-Type-Options": "nosniff"},
            background=BackgroundTask(out.unlink, missing_ok=True),
        )

    return answer

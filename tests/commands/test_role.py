"""Granting roles at the terminal."""

from pathlib import Path

import pytest

from ocop.__main__ import main

WHY = ["--by", "Ban Chỉ đạo", "--reason", "phân công"]


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OCOP_DATABASE_URL", f"sqlite:///{tmp_path / 'ocop.db'}")


def test_a_role_is_granted_listed_and_revoked(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["role", "grant", "An@Example.vn", "steward", "--province", "68", *WHY]) == 0
    assert capsys.readouterr().out == "Đã giao vai trò steward (Lâm Đồng): an@example.vn.\n"
    assert main(["role", "grant", "an@example.vn", "staff", *WHY]) == 0
    assert "staff (cả nước)" in capsys.readouterr().out
    assert main(["role", "list"]) == 0
    told = capsys.readouterr().out
    assert "2 vai trò đang được giao." in told
    assert "an@example.vn  steward (Lâm Đồng)  từ " in told
    assert "Ban Chỉ đạo giao" in told
    assert main(["role", "revoke", "an@example.vn", "steward", "--province", "Lâm Đồng", *WHY]) == 0
    assert main(["role", "revoke", "an@example.vn", "steward", "--province", "68", *WHY]) == 2
    assert "không có vai trò ấy" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["an", "staff"], "không phải địa chỉ thư điện tử"),
        (["an@example.vn", "staff", "--province", "Atlantis"], "34 tỉnh"),
        (["an@example.vn", "boss"], "hãy dùng một trong"),
    ],
)
def test_what_cannot_be_granted_is_said_in_one_line(
    given: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        code = main(["role", "grant", *given, *WHY])
    except SystemExit as ended:
        code = int(ended.code or 0)
    error = capsys.readouterr().err
    assert (code, said in error, error.count("\n")) == (2, True, 1), error

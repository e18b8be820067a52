"""What was typed or scanned, read as what it means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.domain.lookup import Meaning, Meant, is_almost_code, read

BASE = "https://ocop.example.vn"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("fr23-riax", "fr23-riax"),
        (" FR23 R1AX ", "FR23 R1AX"),
        ("HTTPS://OCOP.EXAMPLE.VN/M/FR23-R1AX", "FR23-R1AX"),
        ("https://ocop.example.vn:443/m/FR23-R1AX?lang=ko#x", "FR23-R1AX"),
        ("http://ocop.example.vn/m/FR23-R1AX", "FR23-R1AX"),
        ("ocop.example.vn/m/fr23%2Dr1ax", "fr23-r1ax"),
        ("https://ocop.example.vn/m/FR23-R1AX.json", "FR23-R1AX"),
        ("https://ocop.example.vn/qr/FR23-R1AX.svg", "FR23-R1AX"),
        ("https://ocop.example.vn/san-pham?ma=FR23-R1AX&lang=en", "FR23-R1AX"),
        ("https://ocop.example.vn/01/8936012345674/10/LOT", "8936012345674"),
        ("83-829-28780-3-2022", "83-829-28780-3-2022"),
        ("893 6012 345 674", "893 6012 345 674"),
    ],
)
def test_a_code_is_found_in_any_spelling_and_in_an_address_of_ours(typed: str, code: str) -> None:
    assert read(typed, BASE) == read(typed, BASE, scanned=True) == Meant(Meaning.CODE, code)


@pytest.mark.parametrize(
    ("typed", "host"),
    [
        ("https://example.com/m/FR23-R1AX", "example.com"),
        ("https://ocop.example.vn.evil.com/m/FR23-R1AX", "ocop.example.vn.evil.com"),
        ("https://ocop.example.vn@evil.com/m/FR23-R1AX", "evil.com"),
        ("https://evil@ocop.example.vn/m/FR23-R1AX", "ocop.example.vn"),
        ("https://ocop.example.vn:8443/m/FR23-R1AX", "ocop.example.vn"),
        ("example.com/m/FR23-R1AX", "example.com"),
        ("http://[::1/m/FR23", ""),
        ("http://x:99999999/", ""),
    ],
)
def test_an_address_of_another_site_is_named(typed: str, host: str) -> None:
    assert read(typed, BASE) == Meant(Meaning.STRANGER, host)


def test_other_content_of_a_code_is_nobodys_words() -> None:
    assert read("WIFI:S:quan;P:12345678;;", BASE, scanned=True) == Meant(Meaning.STRANGER)
    assert read("nước mắm", BASE, scanned=True) == Meant(Meaning.STRANGER)
    assert read("nước mắm", BASE) == Meant(Meaning.WORDS, "nước mắm")
    assert read(" ", BASE) == Meant(Meaning.NOTHING)
    assert read("https://ocop.example.vn/danh-muc", BASE) == Meant(Meaning.ELSEWHERE)
    assert read("858/QĐ-UBND", BASE) == Meant(Meaning.WORDS, "858/QĐ-UBND")


def test_a_mistyped_code_is_told_from_a_name() -> None:
    assert is_almost_code("FR23-R1A1")
    assert not is_almost_code("thanhtra")
    assert not is_almost_code("trà 2")


@given(st.text(max_size=500), st.booleans())
def test_whatever_is_typed_means_something(typed: str, scanned: bool) -> None:
    assert read(typed, "http://127.0.0.1:8501", scanned=scanned).meaning in Meaning
    assert read(f"http://{typed}", BASE, scanned=scanned).meaning in Meaning

"""The languages: every text is there, whole, and in its place."""

import ast
import re
from datetime import date

import pytest
from babel.messages import Message

from ocop import i18n
from ocop.domain.dates import Stated
from ocop.domain.said import say
from ocop.errors import QueryError
from ocop.i18n import CATALOGUES
from ocop.i18n.__main__ import MARK, read, texts
from ocop.i18n.said import told
from ocop.settings import ROOT


def messages(code: str) -> dict[str, Message]:
    found = read(CATALOGUES / f"{code}.po", code)
    return {each.id[0] if isinstance(each.id, tuple) else each.id: each for each in found if each.id}


CATALOGUE = messages("en")
OF_MARK = texts(MARK)
# How many forms a number asks for.
FORMS = {"zh": 1, "ko": 1, "ja": 1, "fr": 2}


def test_the_catalogue_holds_exactly_the_texts_of_the_program() -> None:
    assert set(CATALOGUE) == texts()
    assert len(CATALOGUE) > 100


@pytest.mark.parametrize("vietnamese", sorted(CATALOGUE))
def test_every_text_is_translated_with_the_same_gaps(vietnamese: str) -> None:
    message = CATALOGUE[vietnamese]
    forms = message.string if isinstance(message.string, tuple) else (message.string,)
    assert all(forms), "no translation: run python -m ocop.i18n and fill in ocop/i18n/en.po"
    assert len(forms) == (2 if "{n}" in vietnamese else 1)
    for form in forms:
        assert set(re.findall(r"{\w+}", form)) == set(re.findall(r"{\w+}", vietnamese))


@pytest.mark.parametrize("code", FORMS)
def test_the_languages_of_the_mark_page_hold_its_texts_whole_and_no_others(code: str) -> None:
    found = messages(code)
    assert set(found) == OF_MARK
    assert len(found) > 80
    assert set(FORMS) | {"vi", "en"} == set(i18n.MARK_NAMES)
    for vietnamese, message in found.items():
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        assert len(forms) == (FORMS[code] if "{n}" in vietnamese else 1), vietnamese
        for form in forms:
            assert form, vietnamese
            assert form != vietnamese
            assert sorted(re.findall(r"{\w+}", form)) == sorted(re.findall(r"{\w+}", vietnamese)), vietnamese


def test_dates_and_plurals_of_the_mark_page_follow_its_languages() -> None:
    said = {code: i18n.language(code, i18n.MARK_NAMES) for code in FORMS}
    day, month = date(2029, 8, 5), Stated.parse("2023-07")
    assert [t.date(day) for t in said.values()] == ["2029年8月5日", "2029년 8월 5일", "2029年8月5日", "5 août 2029"]
    assert [t.stated(month) for t in said.values()] == ["2023年7月", "2023년 7월", "2023年7月", "juillet 2023"]
    assert said["fr"].date(date(2025, 7, 1)) == "1er juillet 2025"
    assert [said["fr"]("{n} sao", n=n) for n in (1, 4)] == ["1 étoile", "4 étoiles"]
    assert [t("{n} sao", n=4) for t in said.values()] == ["4星", "별 4개", "4つ星", "4 étoiles"]


def test_numbers_and_dates_follow_the_language() -> None:
    vi, en = i18n.language("vi"), i18n.language("en")
    assert (vi.number(18243), en.number(18243)) == ("18.243", "18,243")
    assert (vi.date(date(2029, 8, 5)), en.date(date(2029, 8, 5))) == ("05/08/2029", "5 August 2029")
    month = Stated.parse("2023-07")
    assert (vi.stated(month), en.stated(month)) == ("tháng 7/2023", "July 2023")
    assert (vi("{n} sao", n=4), en("{n} sao", n=4), en("{n} sao", n=1)) == ("4 sao", "4 stars", "1 star")


def test_an_unknown_language_is_vietnamese() -> None:
    assert i18n.language("xx").code == i18n.language(None).code == "vi"


# What only the terminal can meet stays Vietnamese, as the commands are.
ERRORS = {"QueryError", "Refused", "Conflict", "NotAllowed", "DataError", "Unreadable"}
TERMINAL = {
    "dump",
    "backup",
    "export",
    "setup",
    "shelf",
    "scans",
    "publish",
    "writing",
    "monitoring",
    "addresses",
    "dumping",
    "checking",
}


def is_plain(value: ast.expr) -> bool:
    """Whether words of ours stand there that nobody can translate."""
    if isinstance(value, ast.JoinedStr):
        return any(is_plain(each) for each in value.values)
    return isinstance(value, ast.Constant) and bool(re.search(r"[^\W\d_]{2,}", str(value.value)))


def test_whoever_reads_english_is_refused_in_english() -> None:
    """Every sentence that an error of a form says is made by `say`, and the test above wants its English."""
    plain = []
    for part in ("domain", "gifts", "services", "store", "intake", "ui"):
        for file in sorted((ROOT / "ocop" / part).rglob("*.py")):
            if file.stem in TERMINAL:
                continue
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and node.exc.args:
                    values = node.exc.args if ast.unparse(node.exc.func) in ERRORS else []
                else:  # what stands in the gaps of a sentence
                    is_say = isinstance(node, ast.Call) and ast.unparse(node.func) == "say"
                    values = [each.value for each in node.keywords] if is_say else []
                plain += [f"{file.name}:{each.lineno} {ast.unparse(each)}" for each in values if is_plain(each)]
    assert plain == []
    error = QueryError(say("Ngày {on} chưa đến: hãy ghi khi việc đã xong.", on=date(2026, 12, 1)))
    assert str(error) == "Ngày 01/12/2026 chưa đến: hãy ghi khi việc đã xong."
    assert (
        told(error.args[0], i18n.language("en"))
        == "1 December 2026 is still to come: please record it when it is done."
    )

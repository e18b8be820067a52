"""What is typed at a terminal, read with one line in Vietnamese where it cannot be."""

from __future__ import annotations

import argparse
import re
import sys
from datetime import date
from typing import NoReturn

# What argparse says in English, and what we say; the texts are those of Python 3.11 and later.
_SAID = (
    (r"the following arguments are required: (.*)", r"thiếu \1"),
    (r"unrecognized arguments: (.*)", r"không có tham số \1"),
    (r"argument (.*?): invalid choice: '?(.*?)'? \(choose from (.*)\)", r"\1 là “\2”: hãy dùng một trong \3"),
    (r"argument (.*?): expected .*", r"\1 thiếu giá trị"),
    (r"argument (.*?): invalid int value: '(.*)'", r"\1 là “\2”: hãy ghi một số nguyên"),
    (r"argument (.*?): invalid .* value: '(.*)'", r"\1 là “\2”: không đọc được"),
    (r"argument (.*?): (.*)", r"\1 \2"),
)


class Parser(argparse.ArgumentParser):
    """A parser that ends with 2 and one line, as every command does."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where the command is explained."""
        for english, ours in _SAID:
            if found := re.fullmatch(english, message, re.DOTALL):
                message = found.expand(ours)
                if "không đọc được" in ours:
                    message = message.replace("không đọc được", self._words_of(found[1]))
                break
        line = " ".join(message.replace("'", "").split())
        print(f"OCOP: {line}; xem {self.prog} --help.", file=sys.stderr)
        sys.exit(2)

    def _words_of(self, option: str) -> str:
        """What an option may hold, where that is a list."""
        for action in self._actions:
            if action.choices and option in ("/".join(action.option_strings), action.metavar):
                return f"hãy dùng một trong {', '.join(map(str, action.choices))}"
        return "không đọc được"


def a_day(typed: str) -> date:
    """A day as `2026-11-22`."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise argparse.ArgumentTypeError(f"là “{typed}”: hãy ghi một ngày có thật dạng 2026-11-22") from None

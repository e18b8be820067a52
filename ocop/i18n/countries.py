"""Names of countries in the reader's language, from the tables of CLDR that come with babel."""

from __future__ import annotations

from functools import cache

from babel import Locale

from ocop.domain.text import fold

# Not countries: unions, the unknown, places that only test software.
NO_COUNTRY = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "XK", "ZZ"})


@cache
def countries(language: str) -> dict[str, str]:
    """Names by two letters as ISO 3166 has them, sorted; without Việt Nam, where nothing crosses a border."""
    names = Locale.parse(language).territories
    known = {code: name for code, name in names.items() if len(code) == 2 and code.isalpha()}
    wanted = set(known) - NO_COUNTRY - {"VN"}
    return {code: known[code] for code in sorted(wanted, key=lambda code: (fold(known[code]), code))}

"""A product for search engines (schema.org), its certification only while it is in force; never what was made up."""

from __future__ import annotations

import json

from ocop.domain.recognition import Scope, Status
from ocop.domain.register import Product


def product(shown: Product, base_url: str) -> str:
    """A script element of data, not of code, that no text inside can close; empty for a made-up product."""
    found = facts(shown, base_url)
    if found is None:
        return ""
    shut = json.dumps(found, ensure_ascii=False).replace("<", r"\u003c")
    return f'<script type="application/ld+json">{shut}</script>'


def facts(shown: Product, base_url: str) -> dict[str, object] | None:
    """A real product in the words of schema.org; None for a made-up one, of which no machine shall learn."""
    if shown.scope is not Scope.REAL:
        return None
    found: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": shown.name,
        "productID": shown.shown_code,
        "manufacturer": {"@type": "Organization", "name": shown.producer.name},
        "url": f"{base_url}/m/{shown.shown_code}",
    }
    governing = shown.governing
    if governing and shown.status in (Status.VALID, Status.EXPIRING):
        found["hasCertification"] = {
            "@type": "Certification",
            "name": f"OCOP {shown.stars} sao",
            "certificationIdentification": governing.decision,
            "issuedBy": {"@type": "Organization", "name": governing.authority},
            "validFrom": governing.valid_from and governing.valid_from.isoformat(),
            "expires": governing.valid_until and governing.valid_until.isoformat(),
        }
    return found

"""What is known of one product besides its recognitions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ocop.domain.entries import CertificateEntry, Facts
from ocop.domain.promotion import Promotion, claims_a_cure
from ocop.domain.register import NO_WORDS, Inspected, PhotoWords, Product


@dataclass(frozen=True)
class Certificate:
    """Another certificate, and whether it holds on the day asked for."""

    stated: CertificateEntry
    holds: bool


@dataclass(frozen=True)
class PointOfSale:
    """A place that sells products of the programme."""

    name: str
    kind: str
    address: str


@dataclass(frozen=True)
class Details:
    """Facts, other certificates, and where it is sold: the maker's channels and points of sale in its province."""

    product: Product
    facts: Facts
    certificates: tuple[Certificate, ...]
    channels: tuple[str, ...]
    points: tuple[PointOfSale, ...]
    points_in_province: int
    # what is said of the product's photograph
    photo: PhotoWords = NO_WORDS
    # newest first
    inspections: tuple[Inspected, ...] = ()

    def story(self, language: str) -> tuple[str, str] | None:
        """The story and the language that it is in: the reader's, else the other one; None where none may be shown."""
        if self.product.promotion is Promotion.NONE:
            return None
        told = {"vi": self.facts.story_vi, "en": self.facts.story_en}
        for code in (language, *told):
            text = told.get(code)
            if text and claims_a_cure(self.product.set_number, text) is None:
                return text, code
        return None


def holds(certificate: CertificateEntry, day: date) -> bool:
    """Whether a certificate is in term on a day; one without an end does not end."""
    begins, ends = certificate.issued_on or date.min, certificate.expires_on or date.max
    return begins <= day <= ends

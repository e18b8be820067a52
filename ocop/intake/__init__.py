"""Decision annexes as provinces send them, XLSX or CSV, become good rows, rejects with reasons, and notes."""

from ocop.intake.annex import read_annex
from ocop.intake.report import REVIEWS, write_report
from ocop.intake.results import Annex, AnnexRow, Fault, Gazetteer, Kind, Note, Reject, Review, Table
from ocop.intake.template import write_template
from ocop.intake.upload import checked

__all__ = [
    "REVIEWS",
    "Annex",
    "AnnexRow",
    "Fault",
    "Gazetteer",
    "Kind",
    "Note",
    "Reject",
    "Review",
    "Table",
    "checked",
    "read_annex",
    "write_report",
    "write_template",
]

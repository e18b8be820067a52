"""Decision annexes as provinces send them, XLSX or CSV, become good rows, rejects with reasons, and notes."""

from ocop.intake.annex import read_annex
from ocop.intake.report import write_report
from ocop.intake.results import Annex, AnnexRow, Fault, Gazetteer, Kind, Note, Reject, Table
from ocop.intake.template import write_template

__all__ = [
    "Annex",
    "AnnexRow",
    "Fault",
    "Gazetteer",
    "Kind",
    "Note",
    "Reject",
    "Table",
    "read_annex",
    "write_report",
    "write_template",
]

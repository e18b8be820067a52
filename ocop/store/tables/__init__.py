"""The tables, by what they speak of."""

from ocop.store.tables.alike import AlikeRow
from ocop.store.tables.base import FOREVER, Base, core
from ocop.store.tables.evidence import DecisionFileRow
from ocop.store.tables.fairs import FairListRow, InvitationRow
from ocop.store.tables.gifts import GiftBasketRow, GiftGivenRow, GiftStepRow
from ocop.store.tables.inspections import InspectionCaseRow
from ocop.store.tables.intake import ImportBatchRow, KeptFileRow
from ocop.store.tables.notices import NoticeRow
from ocop.store.tables.people import RoleGrantRow, SignInRow
from ocop.store.tables.products import (
    CertificateRow,
    ContactRow,
    FactsRow,
    OfficialCodeRow,
    PhotoRow,
    ProducerRow,
    ProductRow,
)
from ocop.store.tables.readers import LabelReportRow, ReportPhotoRow, ScanRow
from ocop.store.tables.recognitions import (
    CoverageRow,
    DecisionRow,
    InspectionRow,
    ProposalRow,
    RecognitionRow,
    StandingRow,
    WithdrawnRow,
)
from ocop.store.tables.sources import FactSourceRow
from ocop.store.tables.surroundings import EventRow, PointOfSaleRow
from ocop.store.tables.upkeep import AuditRow, RevisionRow

__all__ = [
    "FOREVER",
    "AlikeRow",
    "AuditRow",
    "Base",
    "CertificateRow",
    "ContactRow",
    "CoverageRow",
    "DecisionFileRow",
    "DecisionRow",
    "EventRow",
    "FactSourceRow",
    "FactsRow",
    "FairListRow",
    "GiftBasketRow",
    "GiftGivenRow",
    "GiftStepRow",
    "ImportBatchRow",
    "InspectionCaseRow",
    "InspectionRow",
    "InvitationRow",
    "KeptFileRow",
    "LabelReportRow",
    "NoticeRow",
    "OfficialCodeRow",
    "PhotoRow",
    "PointOfSaleRow",
    "ProducerRow",
    "ProductRow",
    "ProposalRow",
    "RecognitionRow",
    "ReportPhotoRow",
    "RevisionRow",
    "RoleGrantRow",
    "ScanRow",
    "SignInRow",
    "StandingRow",
    "WithdrawnRow",
    "core",
]

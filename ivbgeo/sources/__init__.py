"""Files of a municipality: bytes in, rows and rejections out; no database, nothing written."""

from ivbgeo.camera import CameraKind
from ivbgeo.sources.cameras import CameraRow
from ivbgeo.sources.cases import CaseRow, CaseStatus, Tenure
from ivbgeo.sources.check import check_codes, check_inside
from ivbgeo.sources.fault import Rejection
from ivbgeo.sources.incidents import IncidentRow
from ivbgeo.sources.kind import Kind, Row
from ivbgeo.sources.mapping import ColumnMapping
from ivbgeo.sources.reading import ParsedFile, read_file
from ivbgeo.sources.rowset import RowSet

__all__ = [
    "CameraKind",
    "CameraRow",
    "CaseRow",
    "CaseStatus",
    "ColumnMapping",
    "IncidentRow",
    "Kind",
    "ParsedFile",
    "Rejection",
    "Row",
    "RowSet",
    "Tenure",
    "check_codes",
    "check_inside",
    "read_file",
]

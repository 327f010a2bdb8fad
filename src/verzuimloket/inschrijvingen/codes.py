"""The few codes on which the enrolment rules branch."""

SECTOR_PO = "PO"
SECTOR_VO = "VO"

"""The few codes on which the enrolment rules branch."""

SECTOR_PO = "PO"
SECTOR_VO = "VO"

# regeluitkomst.csv
NIEUW, GEWIJZIGD, ONGEWIJZIGD, FOUT = "NIEUW", "GEWIJZIGD", "ONGEWIJZIGD", "FOUT"

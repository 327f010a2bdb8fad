"""Sectors with rules of their own about lesson hours (domain rules §6.2), and the kinds of things in RIO."""

SECTOREN_MET_LESUREN = ("VO", "VSO")  # a lesson hour of at most an hour counts as one hour
SECTOREN_MET_KEUZE = ("MBO", "VAVO")  # these say themselves whether every programme counts lesson hours

# Kinds of things in RIO on which the register branches; the list is codelijsten/rio_soort.csv (RIO-03).
ONDERWIJSBESTUUR, BEVOEGD_GEZAG = "ONDERWIJSBESTUUR", "BEVOEGD_GEZAG"
INSTELLINGSERKENNING, ERKENDE_VESTIGING = "INSTELLINGSERKENNING", "ERKENDE_VESTIGING"
ONDERWIJSLOCATIE = "ONDERWIJSLOCATIE"

"""Sectors with rules of their own about lesson hours (domain rules §6.2)."""

SECTOREN_MET_LESUREN = ("VO", "VSO")  # a lesson hour of at most an hour counts as one hour
SECTOREN_MET_KEUZE = ("MBO", "VAVO")  # these say themselves whether every programme counts lesson hours

"""The upload template: which columns a file with enrolments has, and the files that schools fill in (BST-15)."""

from verzuimloket.aanleveringen.sjabloon.kolommen import KOLOMMEN, Kolom, Soort, kolom_van
from verzuimloket.aanleveringen.sjabloon.schrijven import write_csv, write_example_csv, write_xlsx

__all__ = ["KOLOMMEN", "Kolom", "Soort", "kolom_van", "write_csv", "write_example_csv", "write_xlsx"]

"""The file with which an agency links bsn and onderwijsnummer, or asks: ``.koci.xlsx`` (domain rules §13.6)."""

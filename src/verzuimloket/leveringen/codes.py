"""The few codes on which a delivery branches; their names stand in leveringsmutatie.csv and leveringsrecord.csv."""

P, C = "P", "C"  # weekly changes; everybody, on request
GEMEENTE, REGIO = "G", "R"

SOORT = "LEVERING"  # bestandssoort.csv: of the file that is put ready

# records
VLP, PER, MUT, ISG, ISP, DIP, VRS, SLR = "VLP", "PER", "MUT", "ISG", "ISP", "DIP", "VRS", "SLR"
INHOUD = (PER, MUT, ISG, ISP, DIP, VRS)  # in the order in which they stand and are counted

# what happened to a row
TOEGEVOEGD, GEWIJZIGD, VERWIJDERD = "T", "W", "V"

# mutations, in the order in which they stand on one day
NUMMER, VERVALLEN, PERSOON = "NRW", "PGV", "PGW"
OVERLEDEN, VIER = "OVL", "L04"
BINNEN, ANDERE = "VBG", "VNG"
SK_BEHAALD, SK_VERVALLEN = "SKB", "SKV"
VSV, GEEN_VSV = "VSJ", "VSN"
OPGENOMEN = "OPN"
INSCHRIJVING, RESULTAAT, VRIJSTELLING = "I", "R", "V"  # with T, W or V behind it


def leeftijdsgrens(jaren: int) -> str:
    """L23, or since the limit is another: L27."""
    return f"L{jaren:02}"

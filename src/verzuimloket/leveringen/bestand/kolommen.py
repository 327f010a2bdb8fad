"""The columns of each record, in their order (domein rapportages.md §3.2). A real layout would replace this file."""

from verzuimloket.leveringen import codes

VERSIE = "1.0"
_PGN = "pgn"

KOLOMMEN: dict[str, tuple[str, ...]] = {
    codes.VLP: (*("versie", "soort", "ontvangertype", "ontvangercode", "peildatum", "van", "tot", "aanmaaktijd"),),
    codes.PER: (
        *(_PGN, "pgnsoort", "achternaam", "voorvoegsel", "voornamen", "geslacht", "geboortedatum"),
        *("overlijdensdatum", "gemeentecode", "rmc", "straat", "huisnr", "letter", "toev", "aand", "locatie"),
        *("postcode", "plaats", "landcode", "sk", "datum_sk", "vsv"),
    ),
    codes.MUT: (_PGN, "mutatiecode", "datum_ingang", "datum_registratie", "oud", "nieuw"),
    codes.ISG: (
        *(_PGN, "brin", "instellingsnaam", "volgnr", "datum_in", "datum_uit_gepland", "datum_uit", "reden_uit"),
        "actie",
    ),
    codes.ISP: (
        *(_PGN, "brin", "volgnr", "datum_begin", "onderwijscode", "omschrijving", "leertraject", "niveau"),
        *("bekostigbaar", "aanbieder", "locatie"),
    ),
    codes.DIP: (_PGN, "brin", "resultaatnr", "onderwijscode", "omschrijving", "niveau", "datum", "actie"),
    codes.VRS: (_PGN, "artikel", "van", "tot", "gemeente", "soort"),
    codes.SLR: (*(f"aantal_{soort}" for soort in codes.INHOUD), "sha256"),
}

ELEMENTEN = {
    codes.VLP: "Voorloop",
    codes.PER: "Persoon",
    codes.MUT: "Mutatie",
    codes.ISG: "Inschrijving",
    codes.ISP: "Inschrijvingsperiode",
    codes.DIP: "Diploma",
    codes.VRS: "Vrijstelling",
    codes.SLR: "Sluit",
}

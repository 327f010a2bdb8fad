"""The seven files of the load format and their columns (README.md)."""

from dataclasses import dataclass

from verzuimloket.channels.upload.laden import velden
from verzuimloket.channels.upload.laden.velden import Kolom

GEREGISTREERD = (velden.moment("geregistreerd_van"), velden.moment("geregistreerd_tot"))


@dataclass(frozen=True)
class Bestand:
    """One file. ``sleutel``: the columns by which its versions are the same thing.

    optioneel: columns that may follow the others, in this order, or stay away.
    verzegeld: it has person numbers, which no database may see.
    """

    naam: str
    kolommen: tuple[Kolom, ...]
    sleutel: tuple[str, ...]
    optioneel: tuple[Kolom, ...] = ()
    verzegeld: bool = False

    @property
    def kop(self) -> list[str]:
        return [kolom.naam for kolom in self.kolommen]

    @property
    def tabel(self) -> str:
        """The staging table."""
        return f"laad_{self.naam}"

    @property
    def heeft_historie(self) -> bool:
        return "geregistreerd_van" in self.kop


BESTANDEN = (
    Bestand(
        "instellingen",
        (
            velden.instellingscode("instellingscode"),
            velden.tekst("naam", 200),
            velden.code("sector", "sector", verplicht=True),
            velden.vlag("bekostigd", "1", "0"),
            velden.datum("oprichtingsdatum"),
            velden.tekst("bestuur", 12),
        ),
        ("instellingscode",),
    ),
    Bestand(
        "personen",
        (
            velden.tekst("persoon", 40, verplicht=True),
            velden.bsn("bsn"),
            velden.onderwijsnummer("onderwijsnummer"),
            velden.tekst("achternaam", 200),
            velden.tekst("voorvoegsel", 20),
            velden.tekst("voornamen", 200),
            velden.code("geslacht", "geslacht"),
            velden.geboortedatum("geboortedatum"),
            velden.datum("overlijdensdatum"),
            velden.moment("overlijden_geregistreerd"),
        ),
        ("persoon",),
        verzegeld=True,
    ),
    Bestand(
        "adressen",
        (
            velden.tekst("persoon", 40, verplicht=True),
            velden.datum("begindatum", verplicht=True),
            velden.datum("einddatum"),
            velden.gemeentecode("gemeentecode"),
            velden.landcode("landcode"),
            velden.postcode("postcode"),
            velden.tekst("huisnummer", 5),
            velden.tekst("huisletter", 1),
            velden.tekst("toevoeging", 4),
            velden.tekst("straat", 80),
            velden.tekst("woonplaats", 80),
            *GEREGISTREERD,
        ),
        ("persoon", "begindatum"),
    ),
    Bestand(
        "inschrijvingen",
        (
            velden.tekst("inschrijving", 40, verplicht=True),
            velden.tekst("persoon", 40, verplicht=True),
            velden.instellingscode("instellingscode"),
            velden.tekst("vestiging", 6),
            velden.tekst("volgnummer", 12),
            velden.code("sector", "sector", verplicht=True),
            velden.code("soort", "soort_onderwijs"),
            velden.tekst("niveau", 2),
            velden.code("leertraject", "leertraject"),
            velden.tekst("opleidingscode", 12),
            velden.vlag("bekostigd"),
            velden.datum("begindatum", verplicht=True),
            velden.datum("einddatum"),
            *GEREGISTREERD,
        ),
        ("inschrijving",),
    ),
    Bestand(
        "diplomas",
        (
            velden.tekst("diploma", 40, verplicht=True),
            velden.tekst("persoon", 40, verplicht=True),
            velden.code("soort", "soort_diploma", verplicht=True),
            velden.tekst("niveau", 2),
            velden.datum("datum", verplicht=True),
            *GEREGISTREERD,
        ),
        ("diploma",),
    ),
    Bestand(
        "vrijstellingen",
        (
            velden.tekst("vrijstelling", 40, verplicht=True),
            velden.tekst("persoon", 40, verplicht=True),
            velden.code("grond", "grond_vrijstelling", verplicht=True),
            velden.datum("begindatum", verplicht=True),
            velden.datum("einddatum"),
            *GEREGISTREERD,
        ),
        ("vrijstelling",),
    ),
    Bestand(
        "meldingen",
        (
            velden.getal("meldingsnummer"),
            velden.tekst("persoon", 40, verplicht=True),
            velden.instellingscode("instellingscode"),
            velden.code("soort", "soort", verplicht=True),
            velden.datum("begindatum", verplicht=True),
            velden.datum("einddatum"),
            velden.tekst("reden", 200),
            velden.vlag("alle_lessen_gemist"),
            velden.vlag("actie_gewenst"),
            velden.code("status", "status", verplicht=True),
            velden.code("reden_afgesloten", "reden_afgesloten"),
            velden.code("reden_intrekken", "reden_intrekken"),
            velden.moment("melddatum"),
            *GEREGISTREERD,
        ),
        ("meldingsnummer",),
    ),
)

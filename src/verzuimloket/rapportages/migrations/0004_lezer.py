"""The sets are made by the reader's role, which sees the version tables without walls (ADR 0044)."""

from django.db import migrations

from verzuimloket.core.versions import readable

_READ = (
    "inschrijvingen_inschrijving_versie",
    "inschrijvingen_diploma_versie",
    "instellingen_instelling",
    "personen_persoon_versie",
    "personen_adres_versie",
    "routering_gemeente",
    "routering_regio",
    "verzuim_melding_versie",
    "vrijstellingen_vrijstelling_versie",
    "rapportages_peiling",
)
_MAKE = ("rapportages_lijstregel", "rapportages_mutatie", "rapportages_peilingontvanger")


class Migration(migrations.Migration):
    dependencies = [
        ("rapportages", "0003_bestanden"),
        ("inschrijvingen", "0008_versies_van_een_persoon"),
        ("instellingen", "0004_rio"),
        ("personen", "0005_versies_van_een_persoon"),
        ("routering", "0002_postcodetabel"),
        ("verzuim", "0006_muur_volger"),
        ("vrijstellingen", "0003_versies_van_een_persoon"),
    ]

    operations = [
        *(readable(table) for table in _READ),
        *(readable(table, "SELECT, INSERT") for table in _MAKE),
        readable("rapportages_startregel", "SELECT, INSERT, UPDATE"),
    ]

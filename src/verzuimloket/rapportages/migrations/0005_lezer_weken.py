"""Weekly lists and all files are read by the reader's role too (ADR 0044)."""

from django.db import migrations

from verzuimloket.core.versions import readable


class Migration(migrations.Migration):
    dependencies = [("rapportages", "0004_lezer")]

    operations = [readable("rapportages_weekpeiling"), readable("rapportages_lrvregel")]

"""What a school knows of who left without a known new school (WNS-14)."""

import django.db.models.deletion
from django.db import migrations, models

from verzuimloket.core.versions import OWN_INSTELLING, restricted, walled


class Migration(migrations.Migration):
    dependencies = [
        ("inschrijvingen", "0004_intrekken"),
        ("instellingen", "0003_tweede"),
    ]

    operations = [
        migrations.CreateModel(
            name="Uitstroom",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kenmerk", models.UUIDField(unique=True)),
                ("einddatum", models.DateField()),
                ("vervolg", models.CharField(max_length=20)),
                ("vastgelegd_at", models.DateTimeField()),
                ("door", models.CharField(max_length=200)),
                (
                    "instelling",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="instellingen.instelling"),
                ),
            ],
        ),
        walled("inschrijvingen_uitstroom", OWN_INSTELLING),
        restricted("inschrijvingen_uitstroom", "false"),
    ]

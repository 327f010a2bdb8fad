from django.db import migrations, models
from django.db.models.deletion import PROTECT


class Migration(migrations.Migration):
    dependencies = [
        ("routering", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="postcodegebied",
            name="met_de_hand",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.CreateModel(
            name="Postcodeuitzondering",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("postcode", models.CharField(max_length=6)),
                ("huisnummer", models.CharField(max_length=5)),
                ("gemeente", models.ForeignKey(on_delete=PROTECT, to="routering.gemeente")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("postcode", "huisnummer"), name="postcodeuitzondering_eenmalig"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Postcodetabel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("peildatum", models.DateField()),
                ("bron", models.CharField(max_length=100)),
                ("geladen_at", models.DateTimeField()),
                ("geladen_door", models.CharField(max_length=200)),
                ("regels", models.PositiveIntegerField()),
                ("postcodes", models.PositiveIntegerField()),
                ("uitzonderingen", models.PositiveIntegerField()),
            ],
            options={"ordering": ["-pk"]},
        ),
    ]

from django.conf import settings
from django.db import migrations, models

from verzuimloket.core.versions import SQL


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.RunSQL((SQL / "fundament.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("at", models.DateTimeField(db_index=True)),
                ("event", models.CharField(max_length=60)),
                ("subject", models.CharField(db_index=True, max_length=100)),
                ("actor", models.CharField(max_length=200)),
                ("gebruiker_id", models.BigIntegerField(null=True)),
                ("organisatie", models.CharField(max_length=20)),
                ("kanaal", models.CharField(max_length=20)),
                ("data", models.JSONField(default=dict)),
            ],
        ),
        # Anyone may add a line; only the register itself reads them.
        migrations.RunSQL(
            f"""
            ALTER TABLE core_auditentry ENABLE ROW LEVEL SECURITY;
            CREATE POLICY toevoegen ON core_auditentry FOR INSERT TO {settings.DATABASE_ROL} WITH CHECK (true);
            CREATE POLICY bereik ON core_auditentry FOR SELECT TO {settings.DATABASE_ROL}
              USING ((SELECT vl_register()));
            """,
            migrations.RunSQL.noop,
        ),
    ]

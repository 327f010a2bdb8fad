"""How missed lessons and signals follow a person who was registered twice (ADR 0035)."""

from verzuimloket.core.verhuizen import Relatie, Wijziging

_REGELS = "jsonb_array_elements(b.regels) WITH ORDINALITY AS e(r, n)"

VERHUIST = (
    Relatie(
        "lesverzuim_lesverzuim",
        gelijk="(d.instelling_id, d.datum, d.soort, d.lesuur, d.minuten) IS NOT DISTINCT FROM"
        " (b.instelling_id, b.datum, b.soort, b.lesuur, b.minuten)",
    ),
    Relatie(
        "lesverzuim_lesverzuimsignaal",
        gelijk="(d.instelling_id, d.soort, d.begindatum) = (b.instelling_id, b.soort, b.begindatum)",
    ),
    # A list that waits for confirmation names its pupils by row number, in JSON.
    Relatie(
        "lesverzuim_lesverzuimlijst",
        verplaatst=False,
        wijziging=Wijziging(
            "regels",
            "jsonb",
            "(SELECT jsonb_agg(CASE WHEN r->0 = to_jsonb(%(van)s::bigint)"
            f" THEN jsonb_set(r, '{{0}}', to_jsonb(%(naar)s::bigint)) ELSE r END ORDER BY n) FROM {_REGELS})",
            f"EXISTS (SELECT FROM {_REGELS} WHERE r->0 = to_jsonb(%(van)s::bigint))",
        ),
    ),
)

"""A register of any size for the bench, made by set statements; fictitious and without testland's care.

150 large schools and 342 municipalities share the pupils evenly, so that one school's share grows with
the whole. Every pupil has an address, an enrolment and one melding.
"""

from typing import Any

SCHOLEN = 150

_STATEMENTS = (
    """
    INSERT INTO instellingen_instelling (code, naam, sector, bekostigd, oprichtingsdatum, opheffingsdatum, bestuur)
    SELECT to_char(n / 26 % 100, 'FM00') || chr(65 + n / 2600) || chr(65 + n % 26), 'School ' || n, 'VO', true,
           '1990-08-01', NULL, 'B' || n
    FROM generate_series(0, {scholen} - 1) n
    """,
    """
    INSERT INTO personen_persoon (kenmerk, bsn, bsn_index, achternaam, voorvoegsel, voornamen, zoeknaam, geslacht,
      geboortedatum, geboorte_precisie)
    SELECT gen_random_uuid(), sha256(('t' || n)::bytea), sha256(('i' || n)::bytea), naam, '', 'Voornaam', lower(naam),
           'V', date '2010-01-01' + n % 1400, 'D'
    FROM (SELECT n, 'Achter' || chr(97 + n % 26) || chr(97 + n / 26 % 26) || n % 997 AS naam
          FROM generate_series(1, {aantal}) n) t
    """,
    """
    INSERT INTO personen_adres (persoon_id, begindatum, gemeentecode, landcode, postcode, huisnummer, huisletter,
      toevoeging, aanduiding, locatie, straat, plaats, regel1, regel2, regel3)
    SELECT p.id, '2012-01-01', g.code, '6030', '3511AB', '1', '', '', '', '', 'Straat', 'Plaats', '', '', ''
    FROM personen_persoon p
    JOIN (SELECT code, row_number() OVER (ORDER BY code) - 1 AS n FROM routering_gemeente) g ON g.n = p.id % 342
    """,
    """
    INSERT INTO inschrijvingen_inschrijving (kenmerk, persoon_id, instelling_id, vestiging, volgnummer, sector, soort,
      niveau, leertraject, opleidingscode, bekostigd, begindatum)
    SELECT gen_random_uuid(), p.id, s.code, '', '', 'VO', '', '', '', '', true, '2024-08-01'
    FROM personen_persoon p
    JOIN (SELECT code, row_number() OVER (ORDER BY code) - 1 AS n FROM instellingen_instelling) s
      ON s.n = p.id % {scholen}
    """,
    """
    INSERT INTO verzuim_melding (nummer, kenmerk, melddatum, status, status_sinds, wet, versie, begindatum, einddatum,
      soort, verbijzondering, reden, alle_lessen_gemist, toelichting, actie_gewenst, toelichting_actie_gewenst,
      prioriteit, verzuimdagen, acties, toelichting_acties, contact_naam, contact_functie, contact_telefoon,
      contact_email, email_naar_melder, leerling_telefoon, leerling_email, contactpersonen, organisatie,
      behandelaar_naam, behandelaar_functie, behandelaar_telefoon, behandelaar_email, terugkoppeling,
      reden_afgesloten, opmerking_afsluiten, reden_intrekken, toelichting_intrekken, persoon_id, instelling_id,
      instantie_id, geduld)
    SELECT nextval('verzuim_meldingsnummer'), gen_random_uuid(), moment, status, moment, 'LPW', 1, moment::date,
           moment::date + 4, 'V3', '', 'Onbekend', false, '', true, '', false, '[]', '{{BRIEF}}', '', 'C. Persoon', '',
           '', 'c@school.example', false, '', '', '[]', '', '', '', '', '', '',
           CASE status WHEN 'G' THEN 'A' ELSE '' END, '', '', '', persoon_id, instelling_id, instantie, false
    FROM (SELECT i.persoon_id, i.instelling_id, 'G' || a.gemeentecode AS instantie,
                 timestamptz '2026-11-20 09:00' - (i.persoon_id % 700) * interval '1 day' AS moment,
                 (ARRAY['R', 'B', 'G', 'G', 'K'])[1 + i.persoon_id / {scholen} % 5] AS status
          FROM inschrijvingen_inschrijving i JOIN personen_adres a USING (persoon_id) ORDER BY moment) t
    """,
    "ANALYZE",
)

_ACT = """
SELECT set_config('vl.actor', 'bench', false), set_config('vl.kanaal', 'bestand', false),
       set_config('vl.register', 'ja', false)
"""


def fill(cursor: Any, aantal: int) -> None:
    """Make this many pupils, each with a melding. Runs as the owner, in a database without data."""
    cursor.execute(_ACT)
    for statement in _STATEMENTS:
        cursor.execute(statement.format(aantal=aantal, scholen=SCHOLEN))

-- Taking one row out of a table with versions, which the application itself may not (ADR 0024, 0035): when two
-- registrations of one person are merged, what says the same twice is kept once. The version table keeps what was.
-- A melding is never taken out.
CREATE FUNCTION vl_neem_weg(tabel text, rij bigint) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE inhoud jsonb;
BEGIN
  IF NOT vl_register() OR tabel NOT IN ('personen_persoon', 'personen_adres', 'inschrijvingen_inschrijving',
      'inschrijvingen_diploma', 'vrijstellingen_vrijstelling', 'inschrijvingen_mentorleerling',
      'lesverzuim_lesverzuim', 'lesverzuim_lesverzuimsignaal') THEN
    RAISE EXCEPTION 'verzuimloket: a row of % is not taken out', tabel;
  END IF;
  EXECUTE format('DELETE FROM %I t WHERE t.id = $1 RETURNING to_jsonb(t)', tabel) INTO inhoud USING rij;
  RETURN inhoud;
END $$;

-- The floor under every app: time, scope and versions (ADR 0003, 0024, 0025).
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- The moment of registration: real time, unless the test facility is set to another moment.
CREATE FUNCTION vl_nu() RETURNS timestamptz LANGUAGE sql VOLATILE AS $$
  SELECT coalesce(nullif(current_setting('vl.nu', true), '')::timestamptz, clock_timestamp())
$$;

-- What the present transaction may see. Nothing set = nothing seen.
CREATE FUNCTION vl_register() RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce(current_setting('vl.register', true), '') = 'ja'
$$;
CREATE FUNCTION vl_instellingen() RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT string_to_array(coalesce(current_setting('vl.instellingen', true), ''), ',')
$$;
CREATE FUNCTION vl_instanties() RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT string_to_array(coalesce(current_setting('vl.instanties', true), ''), ',')
$$;

-- Writes the versions of whatever statement touched the table: form, COPY or hand-typed SQL alike.
-- States that one transaction itself replaces again are not versions.
CREATE FUNCTION vl_sluit_versies() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE tabel text := quote_ident(TG_TABLE_NAME || '_versie');
        gewijzigd text := CASE TG_OP WHEN 'UPDATE'
          THEN '(SELECT o.id FROM oud o JOIN nieuw n USING (id) WHERE o IS DISTINCT FROM n)'
          ELSE '(SELECT id FROM oud)' END;
BEGIN
  EXECUTE 'DELETE FROM ' || tabel || ' WHERE upper_inf(geregistreerd)'
       || ' AND transactie = pg_current_xact_id() AND id IN ' || gewijzigd;
  EXECUTE 'UPDATE ' || tabel || ' SET geregistreerd = tstzrange(lower(geregistreerd),'
       || ' greatest(vl_nu(), lower(geregistreerd) + interval ''1 microsecond''))'
       || ' WHERE upper_inf(geregistreerd) AND id IN ' || gewijzigd;
  RETURN NULL;
END $$;

CREATE FUNCTION vl_open_versies() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE tabel text := TG_TABLE_NAME || '_versie';
        gewijzigd text := CASE TG_OP WHEN 'UPDATE'
          THEN 'nieuw n JOIN oud o USING (id) WHERE o IS DISTINCT FROM n' ELSE 'nieuw n' END;
BEGIN
  IF coalesce(current_setting('vl.actor', true), '') = '' THEN
    RAISE EXCEPTION 'verzuimloket: a change of % without an actor', TG_TABLE_NAME;
  END IF;
  -- A version starts where the one before it ends, also when the clock of a test facility went back.
  EXECUTE format(
    'INSERT INTO %1$I SELECT nextval(%2$L), tstzrange(greatest(vl_nu(), (SELECT max(upper(v.geregistreerd))'
    || ' FROM %1$I v WHERE v.id = n.id)), NULL), $1, $2, $3, $4, pg_current_xact_id(), n.* FROM %3$s',
    tabel, tabel || '_versie_id_seq', gewijzigd)
  USING current_setting('vl.actor'), coalesce(current_setting('vl.organisatie', true), ''),
        coalesce(current_setting('vl.kanaal', true), ''), coalesce(current_setting('vl.aanleiding', true), '');
  RETURN NULL;
END $$;

-- Gives a table its version table and triggers. The version table has the columns of the table,
-- in its order, after its own; a later column is added to both.
CREATE PROCEDURE vl_versioneer(tabel text) LANGUAGE plpgsql AS $$
DECLARE v text := tabel || '_versie';
BEGIN
  EXECUTE format('CREATE TABLE %I (versie_id bigserial PRIMARY KEY, geregistreerd tstzrange NOT NULL,'
    || ' actor text NOT NULL, organisatie_naam text NOT NULL, kanaal text NOT NULL, aanleiding text NOT NULL,'
    || ' transactie xid8 NOT NULL, LIKE %I)', v, tabel);
  EXECUTE format('CREATE INDEX ON %I (id, versie_id)', v);
  EXECUTE format('CREATE UNIQUE INDEX ON %I (id) WHERE upper_inf(geregistreerd)', v);
  EXECUTE format('CREATE TRIGGER vl_versie_erbij AFTER INSERT ON %I REFERENCING NEW TABLE AS nieuw'
    || ' FOR EACH STATEMENT EXECUTE FUNCTION vl_open_versies()', tabel);
  EXECUTE format('CREATE TRIGGER vl_versie_a_sluit AFTER UPDATE ON %I REFERENCING OLD TABLE AS oud NEW TABLE AS nieuw'
    || ' FOR EACH STATEMENT EXECUTE FUNCTION vl_sluit_versies()', tabel);
  EXECUTE format('CREATE TRIGGER vl_versie_b_open AFTER UPDATE ON %I REFERENCING OLD TABLE AS oud NEW TABLE AS nieuw'
    || ' FOR EACH STATEMENT EXECUTE FUNCTION vl_open_versies()', tabel);
  EXECUTE format('CREATE TRIGGER vl_versie_weg AFTER DELETE ON %I REFERENCING OLD TABLE AS oud'
    || ' FOR EACH STATEMENT EXECUTE FUNCTION vl_sluit_versies()', tabel);
END $$;

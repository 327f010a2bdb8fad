-- Who acts, more precisely: the person, the organisation, and how far a reader may look (ADR 0027, 0018).
CREATE FUNCTION vl_gebruiker() RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT nullif(current_setting('vl.gebruiker', true), '')::bigint
$$;
CREATE FUNCTION vl_kenmerk() RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce(current_setting('vl.kenmerk', true), '')
$$;
CREATE FUNCTION vl_beperking() RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce(current_setting('vl.beperking', true), '')
$$;
CREATE FUNCTION vl_locaties() RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT string_to_array(coalesce(current_setting('vl.locaties', true), ''), ',')
$$;

-- Whoever may create objects in this database may create it (it is a trusted extension); on some managed servers it has to be allowed first.
DO $$
BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported OR invalid_parameter_value THEN
  RAISE EXCEPTION 'Deskside needs the Postgres extension pg_trgm in this database, and cannot create it itself (%).', SQLERRM
    USING ERRCODE = 'feature_not_supported', HINT = 'Let an administrator of the server run: CREATE EXTENSION pg_trgm; and start again.';
END
$$;
--> statement-breakpoint
-- Words with the week they were said in, '2968:printer', so that a search in one week meets nothing of the years before.
CREATE FUNCTION in_week(week integer, words tsvector) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN array_to_tsvector(ARRAY(SELECT week::text || ':' || lexeme FROM unnest(words)));

-- Who plans a row may take it in the same breath. It is theirs only if nothing is before it in its lane, which can be
-- said for sure only here, under the lane's lock.
CREATE OR REPLACE FUNCTION queue_in_lane() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(NEW.lane, 0));
  NEW.seq := nextval('outbox_seq');
  IF NEW.leased_until IS NOT NULL AND EXISTS (SELECT 1 FROM outbox WHERE lane = NEW.lane AND state = 'ready') THEN
    NEW.leased_until := NULL;
    NEW.fence := 0;
    NEW.attempts := 0;
    NEW.unsure := 0;
  END IF;
  RETURN NEW;
END $$;

-- What a schema file cannot say. Each guard refuses something that must not happen, whoever asks.

-- Logs are append-only.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER ticket_events_append_only BEFORE UPDATE OR DELETE ON "ticket_events" FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER ticket_events_no_truncate BEFORE TRUNCATE ON "ticket_events" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON "audit" FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON "audit" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint

-- A ticket stands where its last event left it: no change without an event, no event without its change.
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_last_event" FOREIGN KEY ("id", "version")
  REFERENCES "ticket_events" ("ticket_id", "seq") DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
CREATE FUNCTION refuse_silent_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.version <> OLD.version + 1 THEN
    RAISE EXCEPTION 'ticket % may only change with its next event', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER tickets_change_with_event BEFORE UPDATE ON "tickets" FOR EACH ROW EXECUTE FUNCTION refuse_silent_change();
--> statement-breakpoint
CREATE FUNCTION refuse_loose_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.seq > (SELECT version FROM tickets WHERE id = NEW.ticket_id) THEN
    RAISE EXCEPTION 'ticket % has no version %', NEW.ticket_id, NEW.seq USING ERRCODE = 'foreign_key_violation';
  END IF;
  IF NEW.seq > 1 AND NOT EXISTS (SELECT 1 FROM ticket_events WHERE ticket_id = NEW.ticket_id AND seq = NEW.seq - 1) THEN
    RAISE EXCEPTION 'ticket % has no event %', NEW.ticket_id, NEW.seq - 1 USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER ticket_events_no_gap AFTER INSERT ON "ticket_events"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_loose_event();
--> statement-breakpoint

-- Within a lane, the order of rows is the order of commits: the lock is held until the writer commits.
CREATE SEQUENCE outbox_seq;
--> statement-breakpoint
CREATE FUNCTION queue_in_lane() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(NEW.lane, 0));
  NEW.seq := nextval('outbox_seq');
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER outbox_in_lane BEFORE INSERT ON "outbox" FOR EACH ROW EXECUTE FUNCTION queue_in_lane();
--> statement-breakpoint

-- Pages in other processes hear of new and changed messages once they are committed.
CREATE FUNCTION tell_browsers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('browser_messages', NEW.id::text);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER browser_messages_told AFTER INSERT OR UPDATE ON "browser_messages" FOR EACH ROW EXECUTE FUNCTION tell_browsers();

-- No entitlement gives more seats than were bought. What is given back of one that cannot be given again stays used up.
CREATE FUNCTION seats_used(entitlement bigint, but bigint, given_once boolean) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT count(*) FROM seats WHERE entitlement_id = entitlement AND id IS DISTINCT FROM but AND (state <> 'released' OR given_once);
$$;
--> statement-breakpoint
CREATE FUNCTION refuse_seat_not_bought() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  bought entitlements%ROWTYPE;
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.entitlement_id = OLD.entitlement_id AND (OLD.state <> 'released' OR NEW.state = 'released') THEN
    RETURN NEW;
  END IF;
  -- Whoever takes a seat of it at the same time waits here, and counts this one.
  SELECT * INTO bought FROM entitlements WHERE id = NEW.entitlement_id FOR NO KEY UPDATE;
  IF NEW.state = 'released' AND bought.reassignable THEN
    RETURN NEW;
  END IF;
  IF seats_used(NEW.entitlement_id, NEW.id, NOT bought.reassignable) >= bought.seats THEN
    RAISE EXCEPTION 'entitlement % has no free seat', NEW.entitlement_id USING ERRCODE = 'check_violation', CONSTRAINT = 'seats_within_entitlement';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER seats_within_entitlement BEFORE INSERT OR UPDATE ON "seats" FOR EACH ROW EXECUTE FUNCTION refuse_seat_not_bought();
--> statement-breakpoint
CREATE FUNCTION refuse_fewer_seats_than_held() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF seats_used(NEW.id, NULL, NOT NEW.reassignable) > NEW.seats THEN
    RAISE EXCEPTION 'more seats of entitlement % are held', NEW.id USING ERRCODE = 'check_violation', CONSTRAINT = 'entitlements_hold_seats';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER entitlements_hold_seats BEFORE UPDATE OF "seats", "reassignable" ON "entitlements" FOR EACH ROW EXECUTE FUNCTION refuse_fewer_seats_than_held();
--> statement-breakpoint

-- What was approved is what was asked, and what has ended stays as it ended: the evidence of who got what, and why.
CREATE FUNCTION refuse_other_request() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'UPDATE' THEN
    RAISE EXCEPTION 'license requests are kept';
  END IF;
  IF OLD.ended_at IS NOT NULL THEN
    RAISE EXCEPTION 'license request % has ended', OLD.id;
  END IF;
  IF NEW.version <> OLD.version + 1 OR ROW (NEW.id, NEW.kind, NEW.product_id, NEW.level_id, NEW.person_id, NEW.asked_by_id, NEW.reason, NEW.ends_on, NEW.asked_at)
    IS DISTINCT FROM ROW (OLD.id, OLD.kind, OLD.product_id, OLD.level_id, OLD.person_id, OLD.asked_by_id, OLD.reason, OLD.ends_on, OLD.asked_at) THEN
    RAISE EXCEPTION 'license request % is asked as it is', OLD.id;
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER license_requests_as_asked BEFORE UPDATE OR DELETE ON "license_requests" FOR EACH ROW EXECUTE FUNCTION refuse_other_request();
--> statement-breakpoint
CREATE TRIGGER license_requests_no_truncate BEFORE TRUNCATE ON "license_requests" FOR EACH STATEMENT EXECUTE FUNCTION refuse_other_request();

-- What is bought is what somebody agreed to, and what has ended stays as it ended.
CREATE FUNCTION refuse_other_purchase() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'UPDATE' THEN
    RAISE EXCEPTION 'purchase requests are kept';
  END IF;
  IF OLD.ended_at IS NOT NULL THEN
    RAISE EXCEPTION 'purchase request % has ended', OLD.id;
  END IF;
  IF NEW.version <> OLD.version + 1 OR ROW (NEW.id, NEW.product_id, NEW.person_id, NEW.asked_at) IS DISTINCT FROM ROW (OLD.id, OLD.product_id, OLD.person_id, OLD.asked_at)
    OR (OLD.state <> 'asked' AND ROW (NEW.seats, NEW.price_cents, NEW.currency, NEW.ticket_id) IS DISTINCT FROM ROW (OLD.seats, OLD.price_cents, OLD.currency, OLD.ticket_id)) THEN
    RAISE EXCEPTION 'purchase request % is kept as it was decided', OLD.id;
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER purchase_requests_kept BEFORE UPDATE OR DELETE ON "purchase_requests" FOR EACH ROW EXECUTE FUNCTION refuse_other_purchase();
--> statement-breakpoint
CREATE TRIGGER purchase_requests_no_truncate BEFORE TRUNCATE ON "purchase_requests" FOR EACH STATEMENT EXECUTE FUNCTION refuse_other_purchase();

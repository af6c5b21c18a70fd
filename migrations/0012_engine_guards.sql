-- Two absences of one person cannot overlap. A range of one number stands for the person, so that no extension is needed.
ALTER TABLE "delegations" ADD CONSTRAINT "delegations_one_at_a_time"
  EXCLUDE USING gist (int8range("person_id", "person_id", '[]') WITH &&, daterange("starts_on", "ends_on", '[]') WITH &&) WHERE ("ended_at" IS NULL);
--> statement-breakpoint

-- What was approved is what was seen: a question is asked as it is or not at all, and what has ended stays as it ended.
CREATE FUNCTION refuse_other_question() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'UPDATE' THEN
    RAISE EXCEPTION 'approvals are kept';
  END IF;
  IF OLD.state <> 'pending' THEN
    RAISE EXCEPTION 'approval % has ended', OLD.id;
  END IF;
  IF NEW.version <> OLD.version + 1 OR ROW (NEW.id, NEW.workflow, NEW.subject, NEW.called, NEW.requester_id, NEW.asked_by_id, NEW.team_id, NEW.what, NEW.why, NEW.cost, NEW.digest, NEW.ladder, NEW.asked_at)
    IS DISTINCT FROM ROW (OLD.id, OLD.workflow, OLD.subject, OLD.called, OLD.requester_id, OLD.asked_by_id, OLD.team_id, OLD.what, OLD.why, OLD.cost, OLD.digest, OLD.ladder, OLD.asked_at) THEN
    RAISE EXCEPTION 'approval % is asked as it is', OLD.id;
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER approvals_as_asked BEFORE UPDATE OR DELETE ON "approvals" FOR EACH ROW EXECUTE FUNCTION refuse_other_question();
--> statement-breakpoint
CREATE TRIGGER approvals_no_truncate BEFORE TRUNCATE ON "approvals" FOR EACH STATEMENT EXECUTE FUNCTION refuse_other_question();
--> statement-breakpoint
CREATE FUNCTION refuse_second_answer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'UPDATE' THEN
    RAISE EXCEPTION 'what an approver was asked and answered stays';
  END IF;
  IF OLD.answer IS NOT NULL OR ROW (NEW.id, NEW.approval_id, NEW.person_id, NEW.stands_for, NEW.rung, NEW.asked_at)
    IS DISTINCT FROM ROW (OLD.id, OLD.approval_id, OLD.person_id, OLD.stands_for, OLD.rung, OLD.asked_at) THEN
    RAISE EXCEPTION 'what an approver was asked and answered stays';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER approval_asks_once BEFORE UPDATE OR DELETE ON "approval_asks" FOR EACH ROW EXECUTE FUNCTION refuse_second_answer();
--> statement-breakpoint
CREATE TRIGGER approval_asks_no_truncate BEFORE TRUNCATE ON "approval_asks" FOR EACH STATEMENT EXECUTE FUNCTION refuse_second_answer();
--> statement-breakpoint
-- What was applied stays, so that what happened before can be explained by it.
CREATE TRIGGER editions_append_only BEFORE UPDATE OR DELETE ON "editions" FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER editions_no_truncate BEFORE TRUNCATE ON "editions" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- The lock waits for whoever removes the team at this moment, and then looks again; who removes it waits for this ticket.
CREATE FUNCTION refuse_retired_team() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.team_id = OLD.team_id THEN
    RETURN NEW;
  END IF;
  PERFORM FROM teams WHERE id = NEW.team_id AND NOT retired FOR KEY SHARE;
  IF NOT FOUND AND EXISTS (SELECT FROM teams WHERE id = NEW.team_id) THEN
    RAISE EXCEPTION 'this team was removed, so it gets no tickets';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER tickets_team_in_use BEFORE INSERT OR UPDATE OF team_id ON "tickets" FOR EACH ROW EXECUTE FUNCTION refuse_retired_team();
--> statement-breakpoint
CREATE TRIGGER article_versions_append_only BEFORE UPDATE OR DELETE ON "article_versions" FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER article_versions_no_truncate BEFORE TRUNCATE ON "article_versions" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER answer_outcomes_append_only BEFORE UPDATE OR DELETE ON "answer_outcomes" FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER answer_outcomes_no_truncate BEFORE TRUNCATE ON "answer_outcomes" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
ALTER TABLE "articles" ADD CONSTRAINT "articles_kept" FOREIGN KEY ("id", "version") REFERENCES "article_versions" ("article_id", "version") DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
-- What a ticket was reported with is kept beside it, whoever stores the message: its title and its first public words.
CREATE FUNCTION keep_ticket_text() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.visibility <> 'public' OR EXISTS (SELECT FROM messages WHERE ticket_id = NEW.ticket_id AND id < NEW.id AND visibility = 'public') THEN
    RETURN NULL;
  END IF;
  INSERT INTO ticket_texts (ticket_id, week, text)
    SELECT id, floor(extract(epoch FROM created_at) / 604800)::int, left(title || E'\n' || NEW.body, 4000) FROM tickets WHERE id = NEW.ticket_id
    ON CONFLICT (ticket_id) DO UPDATE SET text = excluded.text;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER messages_text_kept AFTER INSERT OR UPDATE OF body ON "messages" FOR EACH ROW EXECUTE FUNCTION keep_ticket_text();
--> statement-breakpoint
-- Only what is recent is ever looked for.
INSERT INTO ticket_texts (ticket_id, week, text)
  SELECT t.id, floor(extract(epoch FROM t.created_at) / 604800)::int, left(t.title || E'\n' || coalesce(m.body, ''), 4000)
  FROM tickets t LEFT JOIN LATERAL (SELECT body FROM messages WHERE ticket_id = t.id AND visibility = 'public' ORDER BY id LIMIT 1) m ON true
  WHERE t.created_at > now() - interval '30 days';
--> statement-breakpoint
-- What hangs on a ticket has nothing that hangs on it. Both are locked, so that of two who cross, the second sees what the first has done.
CREATE FUNCTION refuse_parent_of_parent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.kind <> 'parent' THEN
    RETURN NEW;
  END IF;
  PERFORM FROM tickets WHERE id IN (NEW.ticket_id, NEW.other_id) ORDER BY id FOR NO KEY UPDATE;
  IF EXISTS (SELECT FROM ticket_links WHERE kind = 'parent' AND ticket_id = NEW.other_id) THEN
    RAISE EXCEPTION 'ticket % hangs on another itself', NEW.other_id;
  END IF;
  IF EXISTS (SELECT FROM ticket_links WHERE kind = 'parent' AND other_id = NEW.ticket_id) THEN
    RAISE EXCEPTION 'other tickets hang on ticket %', NEW.ticket_id;
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER ticket_links_one_level BEFORE INSERT OR UPDATE ON "ticket_links" FOR EACH ROW EXECUTE FUNCTION refuse_parent_of_parent();
--> statement-breakpoint
-- A team is asked once about a wave, and answers once.
CREATE FUNCTION refuse_second_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.decided_by_id IS NOT NULL THEN
    RAISE EXCEPTION 'wave % is decided', OLD.ticket_id;
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER ticket_waves_decided_once BEFORE UPDATE ON "ticket_waves" FOR EACH ROW EXECUTE FUNCTION refuse_second_decision();

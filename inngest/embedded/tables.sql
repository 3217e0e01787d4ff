-- Version 1 of the engine's tables. The schema's name stands for "engine" (see tables.ts). Bodies and outputs are `json`,
-- not `jsonb`: kept exactly as written, and free to hold \u0000 and lone surrogates.

CREATE SCHEMA IF NOT EXISTS "engine";

CREATE TABLE "engine"."version" ("number" integer PRIMARY KEY);
INSERT INTO "engine"."version" VALUES (1);

CREATE TABLE "engine"."event" (
  "id" text PRIMARY KEY,
  "name" text NOT NULL,
  "body" json NOT NULL,
  "received_at" timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX "event_age" ON "engine"."event" ("received_at");

CREATE TABLE "engine"."run" (
  "id" uuid PRIMARY KEY,
  "function_id" text NOT NULL,
  "event_id" text NOT NULL REFERENCES "engine"."event" ("id"),
  "status" text NOT NULL DEFAULT 'active' CHECK ("status" IN ('active', 'completed', 'failed', 'cancelled')),
  "created_at" timestamptz(3) NOT NULL DEFAULT now(),
  "started_at" timestamptz(3),
  "ended_at" timestamptz(3),
  -- When it may next be activated; null while only an event can wake it, and once it has ended.
  "due_at" timestamptz(3) DEFAULT now(),
  -- Who is running it, by the database's clock. A claim that finds a token finds a run whose process died.
  "lease_token" uuid,
  "lease_until" timestamptz(3),
  -- Failed tries since the last progress, and processes lost since then.
  "attempt" integer NOT NULL DEFAULT 0,
  "lost" integer NOT NULL DEFAULT 0,
  -- Counts what others resolved for it, so that a result which arrives during an activation is never slept through.
  "wakes" integer NOT NULL DEFAULT 0,
  -- Concurrency: the limits it counts towards.
  "gates" text[] NOT NULL DEFAULT '{}',
  "gate_limits" integer[] NOT NULL DEFAULT '{}',
  "parent_run_id" uuid,
  "parent_step_id" text,
  "rerun_of" uuid,
  -- When a failed run was run again or marked as seen: until then it is one to look at.
  "settled_at" timestamptz(3),
  -- Whose run it is, in words of whoever embeds the engine.
  "scope" text,
  "output" json,
  "error" json
);
CREATE INDEX "run_due" ON "engine"."run" ("due_at") WHERE "due_at" IS NOT NULL;
CREATE INDEX "run_lane" ON "engine"."run" ("gates", "gate_limits", "due_at") WHERE "due_at" IS NOT NULL;
CREATE INDEX "run_gates" ON "engine"."run" ("lease_until") WHERE "status" = 'active' AND "gates" <> '{}';
CREATE INDEX "run_active" ON "engine"."run" ("function_id") WHERE "status" = 'active';
CREATE INDEX "run_ended" ON "engine"."run" ("ended_at") WHERE "status" <> 'active';
CREATE INDEX "run_scope" ON "engine"."run" ("scope", "id");
CREATE INDEX "run_unfinished" ON "engine"."run" ("status", "scope", "id") WHERE "status" IN ('failed', 'cancelled');
CREATE INDEX "run_event" ON "engine"."run" ("event_id");

CREATE TABLE "engine"."step" (
  "run_id" uuid NOT NULL REFERENCES "engine"."run" ("id") ON DELETE CASCADE,
  -- SHA-1 of the id in the function's code, as the SDK names it.
  "id" text NOT NULL,
  "op" text NOT NULL,
  "name" text NOT NULL,
  -- retrying: a parallel step that failed and has tries left; waiting: for time, an event or another run.
  "status" text NOT NULL CHECK ("status" IN ('retrying', 'waiting', 'completed', 'failed')),
  "attempt" integer NOT NULL DEFAULT 0,
  "due_at" timestamptz(3),
  "event_name" text,
  "expression" text,
  "match_path" text,
  "match_value" text,
  "output" json,
  "error" json,
  "started_at" timestamptz(3) NOT NULL DEFAULT now(),
  "ended_at" timestamptz(3),
  -- The order of completion, which the SDK replays.
  "ended_order" bigint,
  PRIMARY KEY ("run_id", "id")
);
CREATE SEQUENCE "engine"."step_ended";
CREATE INDEX "step_wait" ON "engine"."step" ("event_name", "match_value") WHERE "status" = 'waiting' AND "event_name" IS NOT NULL;

-- Tries that failed; a try that succeeded is its step.
CREATE TABLE "engine"."attempt" (
  "run_id" uuid NOT NULL REFERENCES "engine"."run" ("id") ON DELETE CASCADE,
  "number" integer NOT NULL,
  "step_id" text,
  "step_name" text,
  "started_at" timestamptz(3) NOT NULL,
  "ended_at" timestamptz(3) NOT NULL DEFAULT now(),
  "error" json NOT NULL
);
CREATE INDEX "attempt_run" ON "engine"."attempt" ("run_id");

CREATE TABLE "engine"."idempotency" (
  "function_id" text NOT NULL,
  "key" text NOT NULL,
  "expires_at" timestamptz(3) NOT NULL,
  PRIMARY KEY ("function_id", "key")
);

-- Claims of functions with concurrency limits pass one at a time.
CREATE TABLE "engine"."claim_lock" ("id" integer PRIMARY KEY);
INSERT INTO "engine"."claim_lock" VALUES (1);

CREATE TRIGGER "run_added" AFTER INSERT ON "engine"."run"
  FOR EACH STATEMENT EXECUTE FUNCTION "public"."firstline_notify"('firstline_engine');
CREATE TRIGGER "run_woken" AFTER UPDATE OF "wakes" ON "engine"."run"
  FOR EACH STATEMENT EXECUTE FUNCTION "public"."firstline_notify"('firstline_engine');

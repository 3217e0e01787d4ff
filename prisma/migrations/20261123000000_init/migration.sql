CREATE EXTENSION IF NOT EXISTS "vector";

-- CreateTable
CREATE TABLE "api_key" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "last4" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" JSONB NOT NULL,
    "action" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "contact" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "name" TEXT,
    "email" TEXT,
    "phone" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "contact_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "conversation" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "contact_id" UUID NOT NULL,
    "namespace" TEXT NOT NULL,
    "entity" TEXT NOT NULL DEFAULT '',
    "subject" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "attention" TEXT,
    "unread" BOOLEAN NOT NULL DEFAULT true,
    "assignee_id" UUID,
    "priority" TEXT NOT NULL DEFAULT 'normal',
    "snoozed_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_activity_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "conversation_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "message" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "direction" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "event_id" UUID,
    "suggestion_id" UUID,
    "author" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "message_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "inbox_view" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "owner_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "shared" BOOLEAN NOT NULL DEFAULT false,
    "filter" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "inbox_view_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "presence" (
    "workspace_id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "activity" TEXT NOT NULL,
    "unsaved" BOOLEAN NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "presence_pkey" PRIMARY KEY ("workspace_id","conversation_id","user_id")
);

-- CreateTable
CREATE TABLE "channel" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "config" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),
    "paused_at" TIMESTAMPTZ(3),
    "pause_reason" TEXT,
    "failing_since" TIMESTAMPTZ(3),
    "failed_in_a_row" INTEGER NOT NULL DEFAULT 0,
    "failing_error" TEXT,
    "sending" JSONB NOT NULL DEFAULT '{}',
    "wording" JSONB NOT NULL DEFAULT '{}',
    "cursor" TEXT,
    "turn_free_at" TIMESTAMPTZ(3),

    CONSTRAINT "channel_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "delivery" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "suggestion_id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "channel_id" UUID,
    "status" TEXT NOT NULL,
    "payload" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "next_attempt_at" TIMESTAMPTZ(3),
    "round" INTEGER NOT NULL DEFAULT 1,
    "sent_source" TEXT,
    "sent_account" TEXT,
    "sent_to" TEXT,
    "sent_reference" TEXT,
    "fallback_from" UUID,
    "waits_for" TEXT,
    "turn_at" TIMESTAMPTZ(3),
    "receipt_at" TIMESTAMPTZ(3),
    "receipt_text" TEXT,

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "delivery_attempt" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "delivery_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "duration_ms" DOUBLE PRECISION,
    "outcome" TEXT NOT NULL,
    "http_status" INTEGER,
    "response" TEXT,
    "error" TEXT,
    "error_code" TEXT,
    "request" JSONB,
    "answered" JSONB,
    "may_have_arrived" BOOLEAN NOT NULL DEFAULT false,
    "channel_id" UUID,

    CONSTRAINT "delivery_attempt_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "endpoint" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "verification" JSONB NOT NULL,
    "mapping" JSONB,
    "guards" JSONB NOT NULL DEFAULT '{}',
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "endpoint_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "webhook_request" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "endpoint_id" UUID NOT NULL,
    "method" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "headers" JSONB NOT NULL,
    "sealed_original" BYTEA,
    "body" BYTEA,
    "content" BYTEA,
    "body_size" INTEGER NOT NULL,
    "remote_address" TEXT,
    "verdict" TEXT NOT NULL,
    "reason" TEXT,
    "diagnosis" TEXT,
    "status" INTEGER NOT NULL,
    "matched_secret_id" UUID,
    "event_id" UUID,
    "duration_ms" DOUBLE PRECISION NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 1,
    "verified_again_at" TIMESTAMPTZ(3),
    "redaction" JSONB,
    "redacted" BOOLEAN NOT NULL DEFAULT false,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "webhook_request_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "incoming_event" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "endpoint_id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "position" SMALLINT NOT NULL DEFAULT 0,
    "event_key" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ(3),
    "mapped" JSONB NOT NULL,
    "status" TEXT NOT NULL,
    "status_reason" TEXT,
    "verified" BOOLEAN NOT NULL,
    "conversation_id" UUID,
    "suggestion_id" UUID,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "incoming_event_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "event_run" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "cause" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "event_run_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "event_search" (
    "workspace_id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "terms" tsvector NOT NULL,
    "redaction" JSONB,

    CONSTRAINT "event_search_pkey" PRIMARY KEY ("workspace_id","event_id")
);

-- CreateTable
CREATE TABLE "event_step" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "step" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "duration_ms" DOUBLE PRECISION,
    "error" TEXT,

    CONSTRAINT "event_step_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "knowledge_document" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "filename" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "metadata" JSONB NOT NULL,
    "status" TEXT NOT NULL,
    "error" TEXT,
    "source_url" TEXT,
    "progress_done" INTEGER NOT NULL DEFAULT 0,
    "progress_total" INTEGER NOT NULL DEFAULT 0,
    "version_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "chunk_count" INTEGER NOT NULL DEFAULT 0,
    "chinese_chunk_count" INTEGER NOT NULL DEFAULT 0,
    "token_count" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "knowledge_document_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "document_version" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "original" BYTEA,
    "file_path" TEXT,
    "sha256" BYTEA,
    "text" TEXT,
    "headings" JSONB,
    "layout" JSONB,
    "based_on" UUID,
    "cancelled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "document_version_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "chunk" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "start_offset" INTEGER NOT NULL,
    "end_offset" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "heading_path" TEXT[],
    "language" TEXT NOT NULL,
    "length" INTEGER NOT NULL,
    "content_hash" BYTEA NOT NULL,
    "disabled" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "chunk_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "posting" (
    "workspace_id" UUID NOT NULL,
    "term" TEXT NOT NULL,
    "version_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "frequency" SMALLINT NOT NULL,
    "length" SMALLINT NOT NULL,

    CONSTRAINT "posting_pkey" PRIMARY KEY ("workspace_id","term","version_id","ordinal")
);

-- CreateTable
CREATE TABLE "chunk_embedding" (
    "workspace_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "model" TEXT NOT NULL,
    "embedding" vector NOT NULL,
    "signature" BIT VARYING NOT NULL,

    CONSTRAINT "chunk_embedding_pkey" PRIMARY KEY ("workspace_id","model","version_id","ordinal")
);

-- CreateTable
CREATE TABLE "asked_question" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "origin" TEXT NOT NULL,
    "run_id" UUID,
    "conversation_id" UUID,
    "question" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "evidence" DOUBLE PRECISION NOT NULL,
    "searched" INTEGER NOT NULL,
    "passages" JSONB NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "verdict" TEXT,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "asked_question_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "search_calibration" (
    "workspace_id" UUID NOT NULL,
    "answer_shift" DOUBLE PRECISION NOT NULL,
    "related_shift" DOUBLE PRECISION NOT NULL,
    "learned" JSONB NOT NULL,
    "calibrated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "search_calibration_pkey" PRIMARY KEY ("workspace_id")
);

-- CreateTable
CREATE TABLE "test_question" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "document_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "test_question_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "search_evaluation" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "report" JSONB NOT NULL,
    "ran_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "search_evaluation_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "claimed_until" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "change" (
    "seq" BIGSERIAL NOT NULL,
    "workspace_id" UUID NOT NULL,
    "topic" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "tx" xid8 NOT NULL DEFAULT pg_current_xact_id(),

    CONSTRAINT "change_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "secret" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "owner_kind" TEXT NOT NULL,
    "owner_id" UUID NOT NULL,
    "slot" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "nonce" BYTEA NOT NULL,
    "ciphertext" BYTEA NOT NULL,
    "last4" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "last_matched_at" TIMESTAMPTZ(3),

    CONSTRAINT "secret_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "playbook" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "endpoint_id" UUID,
    "event_type" TEXT,
    "instruction" TEXT NOT NULL DEFAULT '',
    "knowledge_filter" JSONB NOT NULL,
    "channel_id" UUID,
    "autonomy" TEXT NOT NULL,
    "priority" INTEGER NOT NULL DEFAULT 0,
    "condition" JSONB,
    "tool_ids" JSONB NOT NULL DEFAULT '[]',
    "tool_inputs" JSONB NOT NULL DEFAULT '{}',
    "reply_template" TEXT,
    "working_hours" JSONB,
    "outside_hours" TEXT NOT NULL DEFAULT 'wait',
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "playbook_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "suggestion" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "playbook_id" UUID,
    "channel_id" UUID,
    "version" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "final_text" TEXT,
    "language" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "checks" JSONB NOT NULL,
    "retrieved_count" INTEGER NOT NULL,
    "provenance" JSONB,
    "reject_reason" TEXT,
    "decided_by" JSONB,
    "decided_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "suggestion_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "rewrite" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "suggestion_id" UUID NOT NULL,
    "instruction" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "asked_by" JSONB NOT NULL,
    "error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rewrite_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "citation" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "suggestion_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "sentence" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "document_id" UUID,
    "version_id" UUID,
    "document_title" TEXT,
    "chunk_id" UUID,
    "field" TEXT,
    "tool_call_id" UUID,
    "quote" TEXT NOT NULL,
    "start_offset" INTEGER,
    "end_offset" INTEGER,

    CONSTRAINT "citation_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "user_account" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT,
    "session_version" INTEGER NOT NULL DEFAULT 1,
    "locale" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "user_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "workspace_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "chosen_at" TIMESTAMPTZ(3),

    CONSTRAINT "membership_pkey" PRIMARY KEY ("workspace_id","user_id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "sign_in_link" (
    "token_hash" BYTEA NOT NULL,
    "user_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "sign_in_link_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "window_ends_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "workspace" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "auto_send" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "demo" TEXT,

    CONSTRAINT "workspace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "playbook_version" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "playbook_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "author" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "playbook_version_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "tool" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "effect" TEXT NOT NULL,
    "approval" TEXT NOT NULL,
    "request" JSONB NOT NULL,
    "input_schema" JSONB NOT NULL,
    "output" JSONB NOT NULL,
    "timeout_ms" INTEGER NOT NULL,
    "sample" JSONB,
    "kind" TEXT NOT NULL DEFAULT 'http',
    "state" TEXT NOT NULL DEFAULT 'ready',
    "definition_hash" TEXT,
    "origin" TEXT,
    "server_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tool_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "tool_server" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "checked_at" TIMESTAMPTZ(3),
    "problem" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tool_server_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "tool_call" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "tool_id" UUID NOT NULL,
    "tool_version" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "effect" TEXT NOT NULL,
    "run_id" UUID,
    "event_id" UUID,
    "conversation_id" UUID,
    "playbook_id" UUID,
    "key" TEXT NOT NULL,
    "input" JSONB NOT NULL,
    "output" JSONB,
    "status" TEXT NOT NULL,
    "error" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "duration_ms" INTEGER,
    "approval_hash" TEXT,
    "evidence" JSONB,
    "expires_at" TIMESTAMPTZ(3),
    "decision" TEXT,
    "decided_by" JSONB,
    "decided_at" TIMESTAMPTZ(3),
    "reject_reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tool_call_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "first_step" (
    "workspace_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "step" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "first_step_pkey" PRIMARY KEY ("workspace_id","user_id","step")
);

-- CreateIndex
CREATE INDEX "event_search_terms_idx" ON "event_search" USING GIN ("terms");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_hash_key" ON "api_key"("hash");

-- CreateIndex
CREATE INDEX "audit_entry_workspace_id_subject_kind_subject_id_idx" ON "audit_entry"("workspace_id", "subject_kind", "subject_id");

-- CreateIndex
CREATE UNIQUE INDEX "contact_workspace_id_source_external_id_key" ON "contact"("workspace_id", "source", "external_id");

-- CreateIndex
CREATE INDEX "conversation_workspace_id_status_last_activity_at_idx" ON "conversation"("workspace_id", "status", "last_activity_at");

-- CreateIndex
CREATE INDEX "conversation_workspace_id_last_activity_at_id_idx" ON "conversation"("workspace_id", "last_activity_at", "id");

-- CreateIndex
CREATE INDEX "conversation_assignee_id_last_activity_at_idx" ON "conversation"("assignee_id", "last_activity_at");

-- CreateIndex
CREATE INDEX "conversation_snoozed_until_idx" ON "conversation"("snoozed_until");

-- CreateIndex
CREATE INDEX "conversation_entity_workspace_id_idx" ON "conversation"("entity", "workspace_id");

-- CreateIndex
CREATE UNIQUE INDEX "conversation_workspace_id_contact_id_namespace_entity_key" ON "conversation"("workspace_id", "contact_id", "namespace", "entity");

-- CreateIndex
CREATE INDEX "message_workspace_id_conversation_id_id_idx" ON "message"("workspace_id", "conversation_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "message_workspace_id_event_id_key" ON "message"("workspace_id", "event_id");

-- CreateIndex
CREATE UNIQUE INDEX "message_workspace_id_suggestion_id_key" ON "message"("workspace_id", "suggestion_id");

-- CreateIndex
CREATE INDEX "presence_user_id_idx" ON "presence"("user_id");

-- CreateIndex
CREATE INDEX "inbox_view_owner_id_idx" ON "inbox_view"("owner_id");

-- CreateIndex
CREATE INDEX "delivery_workspace_id_status_id_idx" ON "delivery"("workspace_id", "status", "id");

-- CreateIndex
CREATE INDEX "delivery_workspace_id_conversation_id_idx" ON "delivery"("workspace_id", "conversation_id");

-- CreateIndex
CREATE INDEX "delivery_sent_to_workspace_id_idx" ON "delivery"("sent_to", "workspace_id");

-- CreateIndex
CREATE INDEX "delivery_sent_reference_workspace_id_idx" ON "delivery"("sent_reference", "workspace_id");

-- CreateIndex
CREATE UNIQUE INDEX "delivery_workspace_id_suggestion_id_key" ON "delivery"("workspace_id", "suggestion_id");

-- CreateIndex
CREATE UNIQUE INDEX "delivery_attempt_workspace_id_delivery_id_number_key" ON "delivery_attempt"("workspace_id", "delivery_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "endpoint_key_key" ON "endpoint"("key");

-- CreateIndex
CREATE INDEX "webhook_request_endpoint_id_id_idx" ON "webhook_request"("endpoint_id", "id");

-- CreateIndex
CREATE INDEX "webhook_request_verdict_workspace_id_id_idx" ON "webhook_request"("verdict", "workspace_id", "id");

-- CreateIndex
CREATE INDEX "incoming_event_status_workspace_id_id_idx" ON "incoming_event"("status", "workspace_id", "id");

-- CreateIndex
CREATE INDEX "incoming_event_type_workspace_id_id_idx" ON "incoming_event"("type", "workspace_id", "id");

-- CreateIndex
CREATE INDEX "incoming_event_conversation_id_idx" ON "incoming_event"("conversation_id");

-- CreateIndex
CREATE UNIQUE INDEX "incoming_event_endpoint_id_event_key_key" ON "incoming_event"("endpoint_id", "event_key");

-- CreateIndex
CREATE INDEX "event_run_event_id_idx" ON "event_run"("event_id");

-- CreateIndex
CREATE UNIQUE INDEX "event_step_run_id_step_attempt_key" ON "event_step"("run_id", "step", "attempt");

-- CreateIndex
CREATE INDEX "knowledge_document_workspace_id_deleted_at_id_idx" ON "knowledge_document"("workspace_id", "deleted_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "document_version_workspace_id_document_id_number_key" ON "document_version"("workspace_id", "document_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "chunk_workspace_id_version_id_ordinal_key" ON "chunk"("workspace_id", "version_id", "ordinal");

-- CreateIndex
CREATE INDEX "posting_workspace_id_version_id_ordinal_idx" ON "posting"("workspace_id", "version_id", "ordinal");

-- CreateIndex
CREATE UNIQUE INDEX "asked_question_workspace_id_run_id_key" ON "asked_question"("workspace_id", "run_id");

-- CreateIndex
CREATE INDEX "chunk_embedding_workspace_id_version_id_ordinal_idx" ON "chunk_embedding"("workspace_id", "version_id", "ordinal");

-- CreateIndex
CREATE INDEX "change_workspace_id_seq_idx" ON "change"("workspace_id", "seq");

-- CreateIndex
CREATE INDEX "secret_workspace_id_owner_kind_owner_id_idx" ON "secret"("workspace_id", "owner_kind", "owner_id");

-- CreateIndex
CREATE INDEX "suggestion_workspace_id_conversation_id_id_idx" ON "suggestion"("workspace_id", "conversation_id", "id");

-- CreateIndex
CREATE INDEX "suggestion_workspace_id_event_id_idx" ON "suggestion"("workspace_id", "event_id");

-- CreateIndex
CREATE UNIQUE INDEX "suggestion_workspace_id_run_id_key" ON "suggestion"("workspace_id", "run_id");

-- CreateIndex
CREATE INDEX "rewrite_suggestion_id_idx" ON "rewrite"("suggestion_id");

-- CreateIndex
CREATE UNIQUE INDEX "citation_workspace_id_suggestion_id_ordinal_key" ON "citation"("workspace_id", "suggestion_id", "ordinal");

-- CreateIndex
CREATE UNIQUE INDEX "user_account_email_key" ON "user_account"("email");

-- CreateIndex
CREATE INDEX "membership_user_id_idx" ON "membership"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_token_hash_key" ON "invitation"("token_hash");

-- CreateIndex
CREATE INDEX "first_step_user_id_idx" ON "first_step"("user_id");

-- CreateIndex
CREATE INDEX "sign_in_link_user_id_idx" ON "sign_in_link"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "workspace_slug_key" ON "workspace"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "playbook_version_playbook_id_number_key" ON "playbook_version"("playbook_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "tool_workspace_id_name_key" ON "tool"("workspace_id", "name");

-- CreateIndex
CREATE INDEX "tool_call_conversation_id_id_idx" ON "tool_call"("conversation_id", "id");

-- CreateIndex
CREATE INDEX "tool_call_tool_id_id_idx" ON "tool_call"("tool_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "tool_call_run_id_key_key" ON "tool_call"("run_id", "key");

-- AddForeignKey
ALTER TABLE "event_search" ADD CONSTRAINT "event_search_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event_search" ADD CONSTRAINT "event_search_workspace_id_event_id_fkey" FOREIGN KEY ("workspace_id", "event_id") REFERENCES "incoming_event"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact" ADD CONSTRAINT "contact_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversation" ADD CONSTRAINT "conversation_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversation" ADD CONSTRAINT "conversation_workspace_id_contact_id_fkey" FOREIGN KEY ("workspace_id", "contact_id") REFERENCES "contact"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversation" ADD CONSTRAINT "conversation_assignee_id_fkey" FOREIGN KEY ("assignee_id") REFERENCES "user_account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "presence" ADD CONSTRAINT "presence_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "presence" ADD CONSTRAINT "presence_workspace_id_conversation_id_fkey" FOREIGN KEY ("workspace_id", "conversation_id") REFERENCES "conversation"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "presence" ADD CONSTRAINT "presence_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inbox_view" ADD CONSTRAINT "inbox_view_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inbox_view" ADD CONSTRAINT "inbox_view_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "user_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_workspace_id_conversation_id_fkey" FOREIGN KEY ("workspace_id", "conversation_id") REFERENCES "conversation"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "channel" ADD CONSTRAINT "channel_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_workspace_id_conversation_id_fkey" FOREIGN KEY ("workspace_id", "conversation_id") REFERENCES "conversation"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery_attempt" ADD CONSTRAINT "delivery_attempt_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery_attempt" ADD CONSTRAINT "delivery_attempt_workspace_id_delivery_id_fkey" FOREIGN KEY ("workspace_id", "delivery_id") REFERENCES "delivery"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "endpoint" ADD CONSTRAINT "endpoint_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_request" ADD CONSTRAINT "webhook_request_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_request" ADD CONSTRAINT "webhook_request_workspace_id_endpoint_id_fkey" FOREIGN KEY ("workspace_id", "endpoint_id") REFERENCES "endpoint"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incoming_event" ADD CONSTRAINT "incoming_event_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incoming_event" ADD CONSTRAINT "incoming_event_workspace_id_endpoint_id_fkey" FOREIGN KEY ("workspace_id", "endpoint_id") REFERENCES "endpoint"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event_run" ADD CONSTRAINT "event_run_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event_run" ADD CONSTRAINT "event_run_workspace_id_event_id_fkey" FOREIGN KEY ("workspace_id", "event_id") REFERENCES "incoming_event"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event_step" ADD CONSTRAINT "event_step_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event_step" ADD CONSTRAINT "event_step_workspace_id_run_id_fkey" FOREIGN KEY ("workspace_id", "run_id") REFERENCES "event_run"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "knowledge_document" ADD CONSTRAINT "knowledge_document_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_version" ADD CONSTRAINT "document_version_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_version" ADD CONSTRAINT "document_version_workspace_id_document_id_fkey" FOREIGN KEY ("workspace_id", "document_id") REFERENCES "knowledge_document"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chunk" ADD CONSTRAINT "chunk_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chunk" ADD CONSTRAINT "chunk_workspace_id_version_id_fkey" FOREIGN KEY ("workspace_id", "version_id") REFERENCES "document_version"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "posting" ADD CONSTRAINT "posting_workspace_id_version_id_ordinal_fkey" FOREIGN KEY ("workspace_id", "version_id", "ordinal") REFERENCES "chunk"("workspace_id", "version_id", "ordinal") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chunk_embedding" ADD CONSTRAINT "chunk_embedding_workspace_id_version_id_ordinal_fkey" FOREIGN KEY ("workspace_id", "version_id", "ordinal") REFERENCES "chunk"("workspace_id", "version_id", "ordinal") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "asked_question" ADD CONSTRAINT "asked_question_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "test_question" ADD CONSTRAINT "test_question_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "search_evaluation" ADD CONSTRAINT "search_evaluation_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "search_calibration" ADD CONSTRAINT "search_calibration_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "change" ADD CONSTRAINT "change_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "secret" ADD CONSTRAINT "secret_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "playbook" ADD CONSTRAINT "playbook_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "suggestion" ADD CONSTRAINT "suggestion_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "suggestion" ADD CONSTRAINT "suggestion_workspace_id_conversation_id_fkey" FOREIGN KEY ("workspace_id", "conversation_id") REFERENCES "conversation"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rewrite" ADD CONSTRAINT "rewrite_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rewrite" ADD CONSTRAINT "rewrite_workspace_id_suggestion_id_fkey" FOREIGN KEY ("workspace_id", "suggestion_id") REFERENCES "suggestion"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "citation" ADD CONSTRAINT "citation_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "citation" ADD CONSTRAINT "citation_workspace_id_suggestion_id_fkey" FOREIGN KEY ("workspace_id", "suggestion_id") REFERENCES "suggestion"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "first_step" ADD CONSTRAINT "first_step_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "first_step" ADD CONSTRAINT "first_step_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sign_in_link" ADD CONSTRAINT "sign_in_link_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "playbook_version" ADD CONSTRAINT "playbook_version_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tool" ADD CONSTRAINT "tool_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tool_server" ADD CONSTRAINT "tool_server_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tool_call" ADD CONSTRAINT "tool_call_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- Beyond what Prisma's schema can say.

-- A search compares the signatures of all vectors and the vectors of the nearest few: these are kept beside the table, so that
-- a walk over the signatures reads a tenth of what it would.
ALTER TABLE "chunk_embedding" ALTER COLUMN "embedding" SET STORAGE EXTERNAL, ALTER COLUMN "signature" SET STORAGE PLAIN,
  ALTER COLUMN "model" SET STORAGE PLAIN;
ALTER TABLE "chunk_embedding" SET (toast_tuple_target = 256);

-- All that BM25 reads of a word stands together in the index.
ALTER TABLE "posting" DROP CONSTRAINT "posting_pkey",
  ADD CONSTRAINT "posting_pkey" PRIMARY KEY ("workspace_id", "term", "version_id", "ordinal") INCLUDE ("frequency", "length");

-- The documents a search may quote from: in force, not past their day, and with all of the filter's metadata.
CREATE FUNCTION "searched_documents"("in_workspace" UUID, "in_filter" JSONB) RETURNS SETOF "knowledge_document"
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT d.* FROM knowledge_document d
  WHERE d.workspace_id = in_workspace AND d.deleted_at IS NULL AND d.version_id IS NOT NULL
    AND d.metadata @> in_filter
    AND coalesce(d.metadata ->> 'valid_until', 'z') >= to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD')
$$;

-- The passages nearest to a vector by their signatures, by the index made below for vectors of that length.
CREATE FUNCTION "near_chunks"(
  "in_workspace" UUID, "in_model" TEXT, "in_vector" vector, "in_filter" JSONB, "in_limit" INTEGER
) RETURNS TABLE ("version_id" UUID, "ordinal" INTEGER, "embedding" vector) LANGUAGE plpgsql STABLE AS $$
BEGIN
  -- IS TRUE keeps the documents a test of each passage the index names, in the index's order.
  RETURN QUERY EXECUTE format('
    SELECT e.version_id, e.ordinal, e.embedding FROM chunk_embedding e
    WHERE e.workspace_id = $1 AND e.model = $2 AND length(e.signature) = %1$s
      AND (e.version_id IN (SELECT d.version_id FROM searched_documents($1, $4) d)) IS TRUE
    ORDER BY e.signature::bit(%1$s) <~> binary_quantize($3) LIMIT $5', vector_dims(in_vector))
  USING in_workspace, in_model, in_vector, in_filter, in_limit;
END
$$;

-- An index over the signatures (HNSW, Malkov and Yashunin 2016) for the usual lengths of vectors; those of another length are
-- walked over. It needs pgvector 0.8, whose index goes on where a filter leaves too few, and pays off beyond what one
-- embedded database holds, which would pay for it at each write.
DO $$
DECLARE size INTEGER;
BEGIN
  IF version() NOT LIKE '%wasm%'
    AND (SELECT string_to_array(extversion, '.')::int[] >= '{0,8}' FROM pg_extension WHERE extname = 'vector') THEN
    FOREACH size IN ARRAY ARRAY[256, 384, 512, 768, 1024, 1536, 2048, 3072] LOOP
      EXECUTE format('CREATE INDEX chunk_embedding_signature_%1$s_idx ON chunk_embedding
        USING hnsw ((signature::bit(%1$s)) bit_hamming_ops) WHERE length(signature) = %1$s', size);
    END LOOP;
    -- Only that index needs no sorting.
    ALTER FUNCTION near_chunks SET hnsw.ef_search = 300 SET hnsw.iterative_scan = strict_order
      SET enable_sort = off SET enable_seqscan = off;
  END IF;
END
$$;

-- The one search of the knowledge base, the same on every database: BM25 over the postings beside exact cosine similarity
-- over the vectors of one model (of those nearest by their signatures), joined by a min-max-normalised weighted sum over the union of each leg's best 50.
-- Terms that stand for the same thing (the translations of a word) share a concept, and a passage gets its best one.
-- Concepts from 0 up are the question's own words, those below 0 its words in the other language. `coverage` is the part of
-- the question, by rarity, that a passage holds, in the language it holds more of; its rarities are smoothed, so that
-- they mean the same in a base of ten passages as in one of ten thousand. `searched` counts the passages in scope.
-- Beyond 20,000 passages a search takes two shortcuts, so that its time does not grow as they do. The index names the nearest
-- signatures. And the rarer words find the passages, the best 600 of which then count the common words too: of the ten best
-- of 100,000 passages of random words 97 % are the same. Up to there every passage is looked at.
CREATE FUNCTION "match_chunks"(
  "in_workspace" UUID, "in_terms" TEXT[], "in_concepts" INTEGER[], "in_weights" REAL[],
  "in_model" TEXT, "in_vector" vector, "in_vector_weight" DOUBLE PRECISION, "in_filter" JSONB, "in_limit" INTEGER
) RETURNS TABLE (
  "document_id" UUID, "version_id" UUID, "title" TEXT, "chunk_id" UUID, "text" TEXT, "start_offset" INTEGER,
  "end_offset" INTEGER, "heading_path" TEXT[], "score" DOUBLE PRECISION, "lexical" DOUBLE PRECISION,
  "similarity" DOUBLE PRECISION, "coverage" DOUBLE PRECISION, "internal" BOOLEAN, "searched" INTEGER
) LANGUAGE sql STABLE PARALLEL SAFE AS $$
  WITH scope AS MATERIALIZED (
    SELECT d.id, d.version_id, d.title, d.chunk_count, d.token_count,
      coalesce(d.metadata ->> 'audience' = 'internal', false) AS internal
    FROM searched_documents(in_workspace, in_filter) d
  ),
  total AS MATERIALIZED (
    SELECT coalesce(sum(chunk_count), 0)::float8 AS chunks,
      greatest(coalesce(sum(token_count), 0)::float8 / greatest(sum(chunk_count), 1), 1) AS mean_length,
      coalesce(sum(chunk_count), 0) > 20000 AS large
    FROM scope
  ),
  query AS MATERIALIZED (
    SELECT q.no, q.term, q.concept, q.weight, count(*) OVER (PARTITION BY q.concept) AS terms
    FROM unnest(in_terms, in_concepts, in_weights) WITH ORDINALITY AS q(term, concept, weight, no)
  ),
  -- How many passages have each word. In a large base the count ends at 1,000 ...
  counted AS MATERIALIZED (
    SELECT q.no, p.found, p.reached
    FROM query q
    CROSS JOIN LATERAL (
      SELECT count(*) AS found, (array_agg(l.version_id))[1000] AS reached FROM (
        SELECT o.version_id FROM posting o
        WHERE o.workspace_id = in_workspace AND o.term = q.term
          AND (o.version_id IN (SELECT s.version_id FROM scope s)) IS TRUE
        ORDER BY o.version_id, o.ordinal LIMIT (SELECT CASE WHEN t.large THEN 1000 END FROM total t)
      ) l
    ) p
  ),
  -- ... and the passages of the documents up to there tell how many the others have.
  found AS MATERIALIZED (
    SELECT c.no, CASE WHEN t.large AND c.found = 1000
      THEN c.found * t.chunks / (SELECT sum(s.chunk_count) FROM scope s WHERE s.version_id <= c.reached)
      ELSE c.found END AS passages
    FROM counted c CROSS JOIN total t
  ),
  rarity AS MATERIALIZED (
    SELECT q.no, q.term, q.concept, q.weight, q.terms, f.passages,
      ln(1 + (t.chunks - f.passages + 0.5) / (f.passages + 0.5)) AS idf,
      ln(1 + (t.chunks + 20) / (f.passages + 2)) AS smooth_idf
    FROM query q JOIN found f ON f.no = q.no CROSS JOIN total t
  ),
  concept AS MATERIALIZED (
    SELECT r.concept, max(r.weight) AS weight, max(r.weight) * min(r.smooth_idf) AS importance,
      sum(r.passages) AS passages
    FROM rarity r GROUP BY r.concept
  ),
  side AS (
    SELECT sum(importance) FILTER (WHERE concept >= 0) AS own, sum(importance) FILTER (WHERE concept < 0) AS other
    FROM concept
  ),
  -- In a large base a concept is common when the rarer ones of its language have 6,000 passages without it.
  ranked AS (
    SELECT c.concept, t.large AND sum(c.passages) OVER (PARTITION BY c.concept >= 0 ORDER BY c.passages, c.concept)
      - c.passages >= 6000 AS common
    FROM concept c CROSS JOIN total t
  ),
  -- What a hit of each term counts before its frequency and length, and the part of the question that the term stands for.
  worth AS MATERIALIZED (
    SELECT r.no, r.term, r.concept, r.terms, k.common, r.idf * r.weight * 2.2::float8 AS score,
      c.importance * r.weight / c.weight AS share
    FROM rarity r JOIN concept c ON c.concept = r.concept JOIN ranked k ON k.concept = r.concept
  ),
  -- A word at a time: OFFSET 0 keeps the planner from reading the words of one document after the other.
  hit AS (
    SELECT p.version_id, p.ordinal, w.concept, w.terms, w.share,
      w.score * p.frequency / (p.frequency + 1.2::float8 * (0.25::float8 + 0.75::float8 * p.length / t.mean_length)) AS score
    FROM worth w CROSS JOIN total t
    CROSS JOIN LATERAL (
      SELECT o.version_id, o.ordinal, o.frequency, o.length FROM posting o
      WHERE o.workspace_id = in_workspace AND o.term = w.term
        AND (o.version_id IN (SELECT s.version_id FROM scope s)) IS TRUE OFFSET 0
    ) p
    WHERE NOT w.common
  ),
  concept_hit AS (
    SELECT h.version_id, h.ordinal, h.concept, h.share, h.score FROM hit h WHERE h.terms < 2
    UNION ALL
    SELECT h.version_id, h.ordinal, h.concept, max(h.share), max(h.score)
    FROM hit h WHERE h.terms > 1 GROUP BY h.version_id, h.ordinal, h.concept
  ),
  candidate AS MATERIALIZED (
    SELECT h.version_id, h.ordinal, sum(h.score) AS score, sum(h.share) FILTER (WHERE h.concept >= 0) AS own,
      sum(h.share) FILTER (WHERE h.concept < 0) AS other
    FROM (SELECT * FROM concept_hit OFFSET 0) h GROUP BY h.version_id, h.ordinal
    ORDER BY score DESC, h.version_id, h.ordinal
    LIMIT CASE WHEN (SELECT bool_or(w.common) FROM worth w) THEN 600 ELSE 50 END
  ),
  common_hit AS (
    SELECT c.version_id, c.ordinal, w.concept, max(w.share) AS share,
      max(w.score * p.frequency / (p.frequency + 1.2::float8 * (0.25::float8 + 0.75::float8 * p.length / t.mean_length))) AS score
    FROM worth w CROSS JOIN total t CROSS JOIN candidate c
    CROSS JOIN LATERAL (
      SELECT o.frequency, o.length FROM posting o
      WHERE o.workspace_id = in_workspace AND o.term = w.term AND o.version_id = c.version_id AND o.ordinal = c.ordinal
      OFFSET 0
    ) p
    WHERE w.common
    GROUP BY c.version_id, c.ordinal, w.concept
  ),
  best AS (
    SELECT h.version_id, h.ordinal, sum(h.score) AS score, sum(h.own) AS own, sum(h.other) AS other
    FROM (
      SELECT c.version_id, c.ordinal, c.score, c.own, c.other FROM candidate c
      UNION ALL
      SELECT h.version_id, h.ordinal, h.score, CASE WHEN h.concept >= 0 THEN h.share END, CASE WHEN h.concept < 0 THEN h.share END
      FROM common_hit h
    ) h
    GROUP BY h.version_id, h.ordinal ORDER BY score DESC, h.version_id, h.ordinal LIMIT 50
  ),
  lexical AS (
    SELECT b.version_id, b.ordinal, b.score,
      greatest(coalesce(b.own / nullif(s.own, 0), 0), coalesce(b.other / nullif(s.other, 0), 0)) AS coverage
    FROM best b CROSS JOIN side s
  ),
  -- The sign of each dimension tells roughly which vectors are near, in a thirtieth of the bytes (Charikar's random
  -- hyperplanes, with the axes for planes); of the nearest by these the vectors themselves decide. The index holds all
  -- workspaces' signatures: where another's are most of them, it would be walked over for long.
  way AS MATERIALIZED (
    SELECT t.large AND EXISTS (SELECT FROM pg_class i
      WHERE i.oid = to_regclass('chunk_embedding_signature_' || vector_dims(in_vector) || '_idx')
        AND i.reltuples < 16 * t.chunks) AS indexed
    FROM total t
  ),
  near AS MATERIALIZED (
    (SELECT e.version_id, e.ordinal, e.embedding FROM chunk_embedding e
    WHERE in_vector IS NOT NULL AND NOT (SELECT w.indexed FROM way w)
      AND e.workspace_id = in_workspace AND e.model = in_model
      AND length(e.signature) = vector_dims(in_vector)
      AND e.version_id IN (SELECT s.version_id FROM scope s)
    ORDER BY e.signature <~> binary_quantize(in_vector), e.version_id, e.ordinal LIMIT 300)
    UNION ALL
    SELECT n.version_id, n.ordinal, n.embedding
    FROM near_chunks(in_workspace, in_model, in_vector, in_filter, 300) n
    WHERE (SELECT w.indexed FROM way w)
  ),
  semantic AS (
    SELECT e.version_id, e.ordinal, 1 - (e.embedding <=> in_vector) AS similarity FROM near e
    ORDER BY similarity DESC, e.version_id, e.ordinal LIMIT 50
  ),
  joined AS (
    SELECT coalesce(l.version_id, s.version_id) AS version_id, coalesce(l.ordinal, s.ordinal) AS ordinal,
      coalesce(l.score, 0) AS lexical, s.similarity,
      coalesce(l.coverage, 0) AS coverage
    FROM lexical l FULL JOIN semantic s ON s.version_id = l.version_id AND s.ordinal = l.ordinal
  ),
  fused AS (
    SELECT j.*,
      coalesce(j.lexical / nullif(max(j.lexical) OVER (), 0), 0) + in_vector_weight * coalesce(
        (j.similarity - min(j.similarity) OVER ()) /
          nullif(max(j.similarity) OVER () - min(j.similarity) OVER (), 0), 0) AS sum
    FROM joined j
  )
  SELECT s.id, f.version_id, s.title, c.id, c.text, c.start_offset, c.end_offset, c.heading_path,
    f.sum / CASE WHEN in_vector IS NULL THEN 1 ELSE 1 + in_vector_weight END, f.lexical, f.similarity, f.coverage,
    s.internal, (SELECT t.chunks FROM total t)::int
  FROM (SELECT * FROM fused ORDER BY sum DESC, version_id, ordinal LIMIT in_limit) f
  JOIN scope s ON s.version_id = f.version_id
  JOIN chunk c ON c.workspace_id = in_workspace AND c.version_id = f.version_id AND c.ordinal = f.ordinal
  ORDER BY f.sum DESC, f.version_id, f.ordinal
$$;

-- Which database this is: where the search goes through a host's REST interface, both ways have to lead to the same one.
CREATE FUNCTION "database_identity"() RETURNS SETOF TEXT LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT id::text FROM "_prisma_migrations" ORDER BY migration_name, started_at LIMIT 1
$$;

-- On Supabase these are called through its REST interface, by the service role and by nobody else.
REVOKE ALL ON FUNCTION "match_chunks", "near_chunks", "searched_documents", "database_identity" FROM PUBLIC;
DO $$
DECLARE name text;
BEGIN
  FOR name IN SELECT rolname FROM pg_roles WHERE rolname IN ('anon', 'authenticated') LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION match_chunks, near_chunks, searched_documents, database_identity FROM %I', name);
  END LOOP;
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'service_role') THEN
    GRANT EXECUTE ON FUNCTION match_chunks, near_chunks, searched_documents, database_identity TO service_role;
    GRANT SELECT ON knowledge_document, posting, chunk, chunk_embedding TO service_role;
  END IF;
END
$$;

-- Wake the readers of a table; what happened is read from the rows. PostgreSQL tells every listening process after the
-- commit. The embedded database (compiled to WebAssembly) cannot notify across its socket, but hands the statement's own
-- client a notice; its readers wait for the transaction anyway, since it runs one at a time.
CREATE FUNCTION "firstline_notify"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF version() LIKE '%wasm%' OR version() LIKE '%emscripten%' THEN
    RAISE NOTICE '%', TG_ARGV[0];
  ELSE
    PERFORM pg_notify(TG_ARGV[0], '');
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER "outbox_notify" AFTER INSERT ON "outbox"
  FOR EACH STATEMENT EXECUTE FUNCTION "firstline_notify"('firstline_outbox');
CREATE TRIGGER "change_notify" AFTER INSERT ON "change"
  FOR EACH STATEMENT EXECUTE FUNCTION "firstline_notify"('firstline_change');

-- Nothing is reachable through a host's automatic REST interface: row-level security on, and no policy.
DO $$
DECLARE name text;
BEGIN
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
  END LOOP;
END
$$;

"use client";

import { useTranslations } from "next-intl";

const told = [
  "invalid_json",
  "invalid_encoding",
  "incomplete_body",
  "missing_event_key",
  "invalid_event_key",
  "missing_credential",
  "no_secret_configured",
  "signature_mismatch",
  "signature_malformed",
  "timestamp_stale",
  "timestamp_malformed",
  "token_mismatch",
  "address_not_allowed",
  "method_not_allowed",
  "payload_too_large",
  "unsupported_media_type",
  "unusable_content",
  "rate_limited",
  "body_differs",
] as const;

/** A code of the closed list as a sentence in the reader's language. */
export function useReason(): (code: string | null) => string {
  const t = useTranslations("endpoint.reason");
  return (code) => {
    const name = told.find((known) => known === code);
    return name ? t(name) : t("unknown");
  };
}

"use client";

import { useTranslations } from "next-intl";
import type { ErrorCode } from "../../server/errors.ts";
import { useSentence } from "../sentences/use-sentence.ts";

/** What a failed call carries: our code in its data, our sentence as its message, or neither when nothing answered. */
export type CallError = {
  message: string;
  data?: { reason?: string; httpStatus?: number } | null | undefined;
};

const told = [
  "already_decided",
  "already_member",
  "forbidden",
  "host_not_allowed",
  "last_admin",
  "missing_credential",
  "newer_event",
  "not_found",
  "payload_too_large",
  "rate_limited",
  "unseen_message",
  "unsupported_media_type",
  "wrong_password",
  "internal",
] as const satisfies readonly ErrorCode[];

/** Our own code of a failed call, of the closed list in server/errors.ts. */
export const reasonOf = (error: CallError | null): string | undefined => error?.data?.reason;

/** An error in the reader's language where its code says enough; otherwise the server's own sentence. */
export function useErrorText(): (error: CallError) => string {
  const t = useTranslations("errors");
  const sentence = useSentence();
  return (error) => {
    if (!error.data) return t("offline");
    const code = told.find((known) => known === error.data?.reason);
    return code ? t(`codes.${code}`) : sentence(error.message);
  };
}

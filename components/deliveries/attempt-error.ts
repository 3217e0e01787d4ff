"use client";

import { useTranslations } from "next-intl";
import type { DeliveryAttempt } from "../../server/delivery/schema.ts";
import { useSentence } from "../sentences/use-sentence.ts";

/** Why an attempt failed, in the reader's language, and what to do about it. */
export function useAttemptError(): (
  attempt: Pick<DeliveryAttempt, "errorCode" | "httpStatus" | "error">,
) => string {
  const t = useTranslations("delivery.error");
  const sentence = useSentence();
  return ({ errorCode, httpStatus, error }) => {
    if (errorCode === "answered") return t("answered", { status: httpStatus ?? 0 });
    return errorCode ? t(errorCode) : error === null ? "" : sentence(error);
  };
}

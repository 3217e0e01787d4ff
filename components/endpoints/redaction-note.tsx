"use client";

import { useTranslations } from "next-intl";
import type { Redacted } from "../../server/incoming-event/schema.ts";

/** What of a body is hidden, and whether it is still kept. */
export function RedactionNote({ redacted }: { redacted: Redacted | null }) {
  const t = useTranslations("endpoint.redaction");
  if (!redacted) return null;
  const { fields, whole, forGood } = redacted;
  const kept = t(forGood ? "gone" : "kept");
  return (
    <p className="foreign-text mb-2 rounded-md bg-muted px-3 py-2 text-sm">
      {whole
        ? t("whole", { kept })
        : fields.length > 0
          ? t("fields", { fields: fields.join(", "), kept })
          : kept}
    </p>
  );
}

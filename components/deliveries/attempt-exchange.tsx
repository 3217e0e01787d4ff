"use client";

import { useTranslations } from "next-intl";
import type { DeliveryAttempt } from "../../server/delivery/schema.ts";

const lines = (headers: Record<string, string>) =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n");

/** What one attempt sent and what came back; what signs or opens something is masked. */
export function AttemptExchange({ attempt }: { attempt: DeliveryAttempt }) {
  const t = useTranslations("delivery.exchange");
  const { request, answered, response } = attempt;
  if (!request && !answered && !response) return null;
  const sent = request ? `POST ${request.url ?? ""}\n${lines(request.headers)}` : undefined;
  const came = [answered ? lines(answered.headers) : "", response ?? ""].filter(Boolean).join("\n\n");
  return (
    <details className="mt-1">
      <summary className="min-h-6 text-sm text-muted-foreground">{t("show")}</summary>
      {[
        { name: t("request"), text: sent },
        { name: t("answer"), text: came },
      ].map(({ name, text }) =>
        text ? (
          <div key={name}>
            <p className="mt-2 text-xs font-medium">{name}</p>
            <pre
              // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
              tabIndex={0}
              className="foreign-text max-h-48 overflow-auto rounded-md bg-muted p-2 font-mono text-xs"
            >
              {text}
            </pre>
          </div>
        ) : null,
      )}
    </details>
  );
}

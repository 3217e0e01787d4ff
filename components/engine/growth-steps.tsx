"use client";

import { useTranslations } from "next-intl";
import { PageSection } from "../ui/page-section.tsx";

/** What to set for Inngest Cloud and for a server of one's own; the same functions run there, unchanged. */
export function GrowthSteps({ publicUrl }: { publicUrl: string }) {
  const t = useTranslations("engine.grow");
  const desk = /^https:/.test(publicUrl) ? publicUrl : "https://desk.example.com";
  return (
    <PageSection title={t("title")}>
      <p className="mb-4 text-muted-foreground">{t("description")}</p>
      <h3 className="font-medium">{t("cloud.title")}</h3>
      <p className="mb-2">{t("cloud.how")}</p>
      <Lines
        label={t("cloud.title")}
        lines={[`FIRSTLINE_PUBLIC_URL=${desk}`, "INNGEST_EVENT_KEY=…", "INNGEST_SIGNING_KEY=signkey-prod-…"]}
      />
      <h3 className="mt-6 font-medium">{t("selfHosted.title")}</h3>
      <p className="mb-2">{t("selfHosted.how")}</p>
      <p className="mb-2 rounded-md bg-pending-soft px-3 py-2 text-pending">
        {t.rich("selfHosted.redis", { code: (text) => <code className="font-mono text-sm">{text}</code> })}
      </p>
      <Lines
        label={t("selfHosted.title")}
        lines={[
          "inngest start --port 8288 --event-key EVENT_KEY --signing-key HEX_KEY \\",
          "  --redis-uri redis://redis.internal:6379 --postgres-uri postgres://… \\",
          `  --sdk-url ${desk}/api/inngest`,
        ]}
      />
      <p className="my-2">{t("selfHosted.then")}</p>
      <Lines
        label={t("selfHosted.then")}
        lines={[
          "INNGEST_BASE_URL=http://inngest.internal:8288",
          "INNGEST_EVENT_KEY=EVENT_KEY",
          "INNGEST_SIGNING_KEY=HEX_KEY",
        ]}
      />
      <p className="mt-4 text-muted-foreground">{t("moving")}</p>
    </PageSection>
  );
}

function Lines({ label, lines }: { label: string; lines: string[] }) {
  return (
    <section aria-label={label}>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        className="overflow-x-auto rounded-md bg-muted p-3 font-mono text-xs"
      >
        {lines.join("\n")}
      </pre>
    </section>
  );
}

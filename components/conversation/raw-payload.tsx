"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";

/** The bytes as they came, fetched when someone wants to see them. */
export function RawPayload({ eventId }: { eventId: string }) {
  const t = useTranslations("conversation");
  const trpc = useTRPC();
  const errorText = useErrorText();
  const [open, setOpen] = useState(false);
  const event = useQuery(trpc.event.payload.queryOptions({ id: eventId }, { enabled: open }));
  return (
    <details onToggle={(toggle) => setOpen(toggle.currentTarget.open)}>
      <summary className="min-h-6 text-muted-foreground hover:text-foreground">{t("raw")}</summary>
      {event.data ? (
        <pre
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
          tabIndex={0}
          className="foreign-text mt-1 max-h-80 overflow-auto rounded-md bg-muted p-2 font-mono text-xs"
        >
          {event.data.body ?? t("noBody")}
        </pre>
      ) : event.isError ? (
        <p className="text-destructive">{errorText(event.error)}</p>
      ) : open ? (
        <div className="skeleton mt-1 h-24" />
      ) : null}
    </details>
  );
}

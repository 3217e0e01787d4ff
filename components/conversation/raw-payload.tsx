"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useErrorText } from "../live/error-text.ts";
import { useTRPC } from "../trpc.ts";
import { flattenPayload } from "./flatten-payload.ts";

/** Everything the event said, as names and values, and below them the bytes as they came; fetched when it is wanted. */
export function RawPayload({ eventId }: { eventId: string }) {
  const t = useTranslations("conversation");
  const trpc = useTRPC();
  const errorText = useErrorText();
  const [open, setOpen] = useState(false);
  const event = useQuery(trpc.event.payload.queryOptions({ id: eventId }, { enabled: open }));
  const body = event.data?.body;
  const read = body ? flattenPayload(body) : undefined;
  return (
    <details onToggle={(toggle) => setOpen(toggle.currentTarget.open)}>
      <summary className="min-h-6 text-muted-foreground hover:text-foreground">{t("allFields")}</summary>
      {event.data ? (
        <>
          {read ? (
            <dl className="mt-1 divide-y">
              {read.fields.map(({ path, value }) => (
                <div key={path} className="py-1">
                  <dt className="font-mono text-xs break-all text-muted-foreground">{path}</dt>
                  <dd className="foreign-text">{value}</dd>
                </div>
              ))}
            </dl>
          ) : null}
          {read?.more ? <p className="py-1 text-muted-foreground">{t("moreFields")}</p> : null}
          <details>
            <summary className="min-h-6 text-muted-foreground hover:text-foreground">{t("raw")}</summary>
            <pre
              // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
              tabIndex={0}
              className="foreign-text mt-1 max-h-80 overflow-auto rounded-md bg-muted p-2 font-mono text-xs"
            >
              {body ?? t("noBody")}
            </pre>
          </details>
        </>
      ) : event.isError ? (
        <p className="text-destructive">{errorText(event.error)}</p>
      ) : open ? (
        <div className="skeleton mt-1 h-24" />
      ) : null}
    </details>
  );
}

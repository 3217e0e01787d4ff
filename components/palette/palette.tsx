"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { Command, defaultFilter } from "cmdk";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { triageTargets } from "../triage/targets.ts";
import { AssignPage } from "./assign-page.tsx";
import { PriorityPage } from "./priority-page.tsx";
import type { MadeRequest, PaletteDesk } from "./request.ts";
import { RootPage } from "./root-page.tsx";
import { SnoozePage } from "./snooze-page.tsx";

type Props = PaletteDesk & {
  request: MadeRequest;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** Go anywhere, find anything, act on what is open: one field, and a list under it. */
export default function Palette({ request, open, onOpenChange, ...desk }: Props) {
  const t = useTranslations("palette");
  const { opener } = request;
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-overlay" />
        <Base.Popup
          data-palette=""
          // The keyboard goes back to where it was; where that is gone, whoever keeps the place there decides.
          finalFocus={() => (opener?.isConnected ? opener : false)}
          aria-label={t("title")}
          className="fixed top-[12dvh] left-1/2 z-50 flex max-h-[70dvh] w-[36rem] max-w-[calc(100vw-1.5rem)] -translate-x-1/2 flex-col overflow-hidden rounded-lg border bg-popover text-popover-foreground shadow-popover"
        >
          {/* A new request is a new palette: nothing typed stays behind. */}
          <Body key={request.number} {...desk} request={request} close={() => onOpenChange(false)} />
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

function Body({ request, close, ...desk }: PaletteDesk & { request: MadeRequest; close: () => void }) {
  const t = useTranslations("palette");
  const [page, setPage] = useState(request.page);
  const [query, setQuery] = useState("");
  // What the commands act on is what was at hand when the palette opened.
  const [targets] = useState(() => (request.targets.length > 0 ? request.targets : triageTargets()));
  const turnTo = (next: typeof page) => {
    setQuery("");
    setPage(next);
  };
  const run = (action: () => unknown) => {
    close();
    action();
  };
  let content: ReactNode;
  if (page === "assign") content = <AssignPage targets={targets} run={run} />;
  else if (page === "snooze") content = <SnoozePage targets={targets} query={query} run={run} />;
  else if (page === "priority") content = <PriorityPage targets={targets} run={run} />;
  else content = <RootPage {...desk} targets={targets} query={query} run={run} turnTo={turnTo} />;
  return (
    <Command label={t("title")} loop filter={score} className="flex min-h-0 flex-col">
      <Command.Input
        autoFocus
        value={query}
        maxLength={200}
        onValueChange={setQuery}
        placeholder={t(`placeholder.${page}`, { count: targets.length })}
        aria-label={t(`placeholder.${page}`, { count: targets.length })}
        className="h-12 w-full shrink-0 border-b bg-transparent px-4 text-lg outline-none placeholder:text-muted-foreground"
        onKeyDown={(event) => {
          if (event.key !== "Backspace" || query !== "" || request.page !== "root" || page === "root") return;
          event.preventDefault();
          turnTo("root");
        }}
      />
      <Command.List label={t("results")} className="min-h-0 flex-1 scroll-py-2 overflow-y-auto p-2">
        <Command.Empty className="px-2 py-8 text-center text-muted-foreground">{t("nothing")}</Command.Empty>
        {content}
      </Command.List>
    </Command>
  );
}

/** Letters strewn over a label are no match: below this a command was not meant. */
const meant = 0.1;

/** What the server found is shown as it answered; of the commands those that are meant. */
function score(value: string, search: string, keywords?: string[]): number {
  if (value.startsWith("found-")) return meant;
  const own = defaultFilter(value, search, keywords);
  return own < meant ? 0 : own;
}

"use client";

import { Toast as Base } from "@base-ui/react/toast";
import { CircleAlert, CircleCheck, LoaderCircle, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

const manager = Base.createToastManager();

type Message = { title: string; description?: string };
type Action = { label: string; run: () => void };

/** How long an undo is offered. */
const actionMs = 10_000;

/** Short messages at the edge of the screen; errors stay until dismissed and are announced at once. */
export const toast = {
  success({ action, ...message }: Message & { action?: Action }) {
    const id = manager.add({
      ...message,
      type: "success",
      timeout: action ? actionMs : 5000,
      ...(action && {
        actionProps: {
          children: action.label,
          onClick: () => {
            manager.close(id);
            action.run();
          },
        },
      }),
    });
  },
  error: (message: Message) => manager.add({ ...message, type: "error", timeout: 0, priority: "high" }),
  /** Stays until it is closed. */
  progress(message: Message) {
    const id = manager.add({ ...message, type: "progress", timeout: 0 });
    return {
      update: (next: Message) => manager.update(id, next),
      close: () => manager.close(id),
    };
  },
};

/** Wraps the page once. Base UI's toasts need no injected style element, so the strict style policy holds. */
export function ToastRegion({ children }: { children: ReactNode }) {
  return (
    <Base.Provider toastManager={manager} limit={3}>
      {children}
      <Base.Portal>
        <Base.Viewport
          data-toasts=""
          className="fixed right-4 bottom-4 z-50 flex w-90 max-w-[calc(100vw-2rem)] flex-col gap-2 max-md:bottom-18"
        >
          <Toasts />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

function Toasts() {
  const { toasts } = Base.useToastManager();
  const t = useTranslations("common");
  return toasts.map((entry) => (
    <Base.Root
      key={entry.id}
      toast={entry}
      className="rounded-lg border bg-popover text-popover-foreground shadow-popover transition-[opacity,translate] duration-200 data-ending-style:opacity-0 data-starting-style:translate-y-2 data-starting-style:opacity-0 data-limited:hidden"
    >
      <Base.Content className="flex items-start gap-2.5 p-3">
        {entry.type === "error" ? (
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-destructive" />
        ) : entry.type === "progress" ? (
          <LoaderCircle aria-hidden className="mt-0.5 size-4 shrink-0 animate-spin text-primary" />
        ) : (
          <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-positive" />
        )}
        <div className="min-w-0 flex-1">
          <Base.Title className="text-sm font-medium" />
          <Base.Description className="foreign-text text-sm text-muted-foreground" />
        </div>
        {entry.actionProps ? (
          <Base.Action className="-my-0.5 min-h-6 shrink-0 rounded-sm px-1.5 text-sm font-medium text-primary hover:bg-muted" />
        ) : null}
        <Base.Close
          aria-label={t("dismiss")}
          className="-m-1 flex size-6 shrink-0 items-center justify-center rounded-sm text-muted-foreground hover:bg-muted"
        >
          <X aria-hidden className="size-4" />
        </Base.Close>
      </Base.Content>
    </Base.Root>
  ));
}

"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./class-names.ts";

export const Dialog = Base.Root;
export const DialogTrigger = Base.Trigger;
export const DialogClose = Base.Close;

/** The window of a dialog: title and description name it for screen readers, children are its body. */
export function DialogContent({
  title,
  description,
  className,
  children,
  ...props
}: Omit<ComponentProps<typeof Base.Popup>, "className" | "title"> & {
  title: ReactNode;
  description?: ReactNode;
  className?: string;
}) {
  const t = useTranslations("common");
  return (
    <Base.Portal>
      <Base.Backdrop className="fixed inset-0 z-40 bg-overlay transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
      <Base.Popup
        className={cn(
          "fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-2rem)] w-[30rem] max-w-[calc(100vw-2rem)] -translate-x-1/2 -translate-y-1/2 flex-col gap-4 overflow-y-auto rounded-lg border bg-popover p-5 text-popover-foreground shadow-popover transition-[scale,opacity] duration-150 data-ending-style:scale-[0.98] data-ending-style:opacity-0 data-starting-style:scale-[0.98] data-starting-style:opacity-0",
          className,
        )}
        {...props}
      >
        <div className="flex flex-col gap-1 pr-8">
          <Base.Title className="text-lg font-semibold">{title}</Base.Title>
          {description ? (
            <Base.Description className="text-muted-foreground">{description}</Base.Description>
          ) : null}
        </div>
        {children}
        <Base.Close
          aria-label={t("close")}
          className="absolute top-3 right-3 flex size-8 items-center justify-center rounded-md text-muted-foreground hover:bg-muted"
        >
          <X aria-hidden className="size-4" />
        </Base.Close>
      </Base.Popup>
    </Base.Portal>
  );
}

export function DialogFooter({ className, ...props }: ComponentProps<"div">) {
  return <div className={cn("flex flex-wrap justify-end gap-2", className)} {...props} />;
}

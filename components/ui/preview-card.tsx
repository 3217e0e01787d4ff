"use client";

import { PreviewCard as Base } from "@base-ui/react/preview-card";
import type { ComponentProps } from "react";
import { cn } from "./class-names.ts";
import { landmark } from "./landmark.ts";

/** A link whose card opens on hover and on focus. */
export const PreviewCard = Base.Root;
export const PreviewCardTrigger = Base.Trigger;

export function PreviewCardContent({
  className,
  ...props
}: Omit<ComponentProps<typeof Base.Popup>, "className"> & { className?: string }) {
  return (
    <Base.Portal container={landmark("main")}>
      <Base.Positioner sideOffset={6} collisionPadding={12} className="z-40">
        <Base.Popup
          className={cn(
            "flex max-h-80 w-96 max-w-[calc(100vw-1.5rem)] flex-col gap-2 overflow-y-auto rounded-lg border bg-popover p-4 text-popover-foreground shadow-popover transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0",
            className,
          )}
          {...props}
        />
      </Base.Positioner>
    </Base.Portal>
  );
}

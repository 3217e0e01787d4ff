"use client";

import { Menu as Base } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "./class-names.ts";
import { landmark } from "./landmark.ts";

export const Menu = Base.Root;
export const MenuTrigger = Base.Trigger;
export const MenuGroup = Base.Group;
export const MenuRadioGroup = Base.RadioGroup;

const item =
  "flex min-h-8 select-none items-center gap-2 rounded-sm px-2 text-sm outline-none data-highlighted:bg-accent data-highlighted:text-accent-foreground [&_svg]:size-4";

export function MenuContent({
  className,
  side = "bottom",
  align = "start",
  within,
  ...props
}: Omit<ComponentProps<typeof Base.Popup>, "className"> & {
  className?: string;
  side?: "top" | "bottom" | "left" | "right";
  align?: "start" | "center" | "end";
  /** The landmark the menu belongs to. */
  within: "header" | "main";
}) {
  return (
    <Base.Portal container={landmark(within)}>
      <Base.Positioner sideOffset={6} side={side} align={align} className="z-50 outline-none">
        <Base.Popup
          className={cn(
            "min-w-48 rounded-lg border bg-popover p-1 text-popover-foreground shadow-popover outline-none transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0",
            className,
          )}
          {...props}
        />
      </Base.Positioner>
    </Base.Portal>
  );
}

export function MenuItem({
  className,
  ...props
}: Omit<ComponentProps<typeof Base.Item>, "className"> & { className?: string }) {
  return <Base.Item className={cn(item, className)} {...props} />;
}

export function MenuRadioItem({
  children,
  ...props
}: Omit<ComponentProps<typeof Base.RadioItem>, "className">) {
  return (
    <Base.RadioItem className={cn(item, "justify-between")} {...props}>
      <span className="flex items-center gap-2">{children}</span>
      <Base.RadioItemIndicator>
        <Check aria-hidden className="text-primary" />
      </Base.RadioItemIndicator>
    </Base.RadioItem>
  );
}

export function MenuLabel({
  className,
  ...props
}: Omit<ComponentProps<typeof Base.GroupLabel>, "className"> & { className?: string }) {
  return (
    <Base.GroupLabel className={cn("px-2 pt-2 pb-1 text-xs text-muted-foreground", className)} {...props} />
  );
}

export function MenuSeparator() {
  return <Base.Separator className="mx-1 my-1 h-px bg-border" />;
}

"use client";

import { Command } from "cmdk";
import type { ReactNode } from "react";
import { Keys } from "../keyboard/keys.tsx";

/** A line of the palette: what it does, what more there is to say about it, and the key that does the same. */
export function PaletteItem({
  id,
  icon,
  children,
  detail,
  keys,
  keywords,
  onSelect,
}: {
  id: string;
  icon?: ReactNode;
  children: ReactNode;
  detail?: ReactNode;
  keys?: string | undefined;
  /** Further words it is found by, beside its label. */
  keywords?: string[];
  onSelect: () => void;
}) {
  const label = typeof children === "string" ? [children] : [];
  return (
    <Command.Item
      value={id}
      keywords={[...label, ...(keywords ?? [])]}
      onSelect={onSelect}
      className="flex min-h-9 cursor-default select-none items-center gap-2.5 rounded-md px-2 text-sm data-[selected=true]:bg-accent data-[selected=true]:text-accent-foreground [&>svg]:size-4 [&>svg]:shrink-0"
    >
      {icon}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {detail ? <span className="max-w-48 truncate text-xs text-muted-foreground">{detail}</span> : null}
      {keys ? <Keys combination={keys} /> : null}
    </Command.Item>
  );
}

export function PaletteGroup({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-muted-foreground"
    >
      {children}
    </Command.Group>
  );
}

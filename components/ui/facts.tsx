import type { ReactNode } from "react";

/** Names and values, one below the other. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="divide-y">{children}</dl>;
}

/** One of them; nothing at all when there is no value. */
export function Fact({ name, children }: { name: ReactNode; children: ReactNode }) {
  if (children === null || children === undefined || children === "") return null;
  return (
    <div className="grid gap-x-4 py-1.5 sm:grid-cols-[10rem_1fr]">
      <dt className="text-muted-foreground">{name}</dt>
      <dd className="foreign-text min-w-0">{children}</dd>
    </div>
  );
}

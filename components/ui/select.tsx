import type { ComponentProps } from "react";
import { cn } from "./class-names.ts";

/** The browser's own select: the best one on a phone, and known to every screen reader. */
export function Select({
  options,
  className,
  ...props
}: ComponentProps<"select"> & { options: readonly { value: string; label: string }[] }) {
  return (
    <select
      className={cn(
        "h-9 w-full rounded-md border border-input bg-background px-2 text-base focus-visible:outline-offset-0 disabled:opacity-60 aria-invalid:border-destructive max-md:text-lg",
        className,
      )}
      {...props}
    >
      {options.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  );
}

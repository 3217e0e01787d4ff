import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "./class-names.ts";

/** A compact choice in the browser's own list, as wide as what is chosen; it stands out while it filters something. */
export function FilterSelect({
  active,
  className,
  ...props
}: ComponentProps<"select"> & { active?: boolean }) {
  return (
    <span
      className={cn(
        "relative inline-flex max-w-44 items-center rounded-md text-sm text-muted-foreground hover:text-foreground",
        active && "bg-accent font-medium text-accent-foreground",
        className,
      )}
    >
      <select
        className="field-sizing-content min-h-7 min-w-0 max-w-full cursor-pointer appearance-none truncate rounded-md bg-transparent pr-6 pl-1.5 [&>option]:bg-popover [&>option]:text-popover-foreground"
        {...props}
      />
      <ChevronDown aria-hidden className="pointer-events-none absolute right-1.5 size-3.5" />
    </span>
  );
}

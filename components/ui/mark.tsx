import { cn } from "./class-names.ts";

/** The product's sign: a page whose first line stands out. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" fill="none" aria-hidden="true" className={cn("size-6", className)}>
      <rect x="3" y="4" width="18" height="5" rx="1.5" className="fill-primary" />
      <rect x="3" y="12" width="13" height="2.5" rx="1.25" className="fill-muted-foreground/70" />
      <rect x="3" y="17.5" width="8" height="2.5" rx="1.25" className="fill-muted-foreground/45" />
    </svg>
  );
}

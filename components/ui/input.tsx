import type { ComponentProps } from "react";
import { cn } from "./class-names.ts";

const field =
  "w-full rounded-md border border-input bg-background px-2.5 text-base placeholder:text-muted-foreground focus-visible:outline-offset-0 disabled:opacity-60 aria-invalid:border-destructive max-md:text-lg";

export function Input({ className, ...props }: ComponentProps<"input">) {
  return <input className={cn(field, "h-9", className)} {...props} />;
}

export function Textarea({ className, ...props }: ComponentProps<"textarea">) {
  return (
    <textarea className={cn(field, "field-sizing-content min-h-24 resize-y py-2", className)} {...props} />
  );
}

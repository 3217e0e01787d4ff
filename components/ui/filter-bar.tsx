"use client";

import { cn } from "./class-names.ts";

/** A row of choices of which one holds. */
export function FilterBar<Value extends string>({
  label,
  options,
  value,
  onChange,
  className,
}: {
  label: string;
  options: readonly { value: Value; label: string }[];
  value: Value;
  onChange: (value: Value) => void;
  className?: string;
}) {
  return (
    <fieldset className={cn("-mx-1.5 flex flex-wrap gap-0.5", className)}>
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
          className={cn(
            "min-h-7 rounded-md px-1.5 text-sm text-muted-foreground hover:text-foreground",
            option.value === value && "bg-accent font-medium text-accent-foreground",
          )}
        >
          {option.label}
        </button>
      ))}
    </fieldset>
  );
}

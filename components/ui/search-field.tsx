"use client";

import { Search } from "lucide-react";
import { type RefObject, useEffect, useEffectEvent, useState } from "react";
import { Input } from "./input.tsx";

const pauseMs = 200;

/**
 * A search that is asked when the typing rests. Only then does the address change: a change that came after
 * the click on a result would undo the way to it.
 */
export function SearchField({
  value,
  onSearch,
  label,
  field,
  describedBy,
}: {
  /** What was asked last. */
  value: string;
  onSearch: (text: string) => void;
  label: string;
  field: RefObject<HTMLInputElement | null>;
  describedBy?: string;
}) {
  const [typed, setTyped] = useState<string>();
  const ask = useEffectEvent((text: string) => {
    setTyped(undefined);
    if (text !== value) onSearch(text);
  });
  useEffect(() => {
    if (typed === undefined) return;
    const timer = setTimeout(() => ask(typed), pauseMs);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <search className="relative max-w-xl">
      <Search
        aria-hidden
        className="pointer-events-none absolute top-2.5 left-2.5 size-4 text-muted-foreground"
      />
      <Input
        ref={field}
        type="search"
        maxLength={200}
        aria-label={label}
        aria-describedby={describedBy}
        placeholder={label}
        className="pl-8"
        value={typed ?? value}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && field.current?.blur()}
      />
    </search>
  );
}

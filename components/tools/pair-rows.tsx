"use client";

import { Plus, X } from "lucide-react";
import { Button } from "../ui/button.tsx";
import { Input } from "../ui/input.tsx";
import type { PairRow } from "./draft.ts";

/** Names and values, a row each: headers, output fields. */
export function PairRows({
  legend,
  hint,
  names,
  rows,
  onChange,
}: {
  legend: string;
  hint?: string;
  names: { name: string; value: string; add: string; remove: string };
  rows: PairRow[];
  onChange: (rows: PairRow[]) => void;
}) {
  const set = (index: number, change: Partial<PairRow>) =>
    onChange(rows.map((row, i) => (i === index ? { ...row, ...change } : row)));
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 text-sm font-medium">{legend}</legend>
      {hint ? <p className="text-sm text-muted-foreground">{hint}</p> : null}
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
        <div key={index} className="flex gap-2">
          <Input
            aria-label={names.name}
            placeholder={names.name}
            className="min-w-0 flex-1 font-mono text-sm"
            value={row.name}
            onChange={(event) => set(index, { name: event.target.value })}
          />
          <Input
            aria-label={names.value}
            placeholder={names.value}
            className="min-w-0 flex-[2] font-mono text-sm"
            value={row.value}
            onChange={(event) => set(index, { value: event.target.value })}
          />
          <Button
            variant="ghost"
            size="icon"
            className="h-9"
            aria-label={names.remove}
            onClick={() => onChange(rows.filter((_, i) => i !== index))}
          >
            <X aria-hidden />
          </Button>
        </div>
      ))}
      <Button className="self-start" onClick={() => onChange([...rows, { name: "", value: "" }])}>
        <Plus aria-hidden /> {names.add}
      </Button>
    </fieldset>
  );
}

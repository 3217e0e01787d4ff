"use client";

import type { ReactNode } from "react";
import { cn } from "./class-names.ts";

export type Series = { key: string; name: string; color: string };

/** A picture with its legend, and the same numbers as a table for those who do not see it. */
export function ChartFrame({
  title,
  head,
  rows,
  series,
  format = String,
  className,
  height = "h-44",
  children,
}: {
  title: string;
  /** What the labels of the rows are. */
  head: string;
  rows: readonly ({ label: string } & Record<string, unknown>)[];
  series: readonly Series[];
  format?: (value: unknown) => string;
  className?: string;
  height?: string;
  children: ReactNode;
}) {
  return (
    <figure className={cn("min-w-0 rounded-lg border px-4 py-3", className)}>
      <figcaption className="mb-2 font-medium">{title}</figcaption>
      <div aria-hidden className={height}>
        {children}
      </div>
      {series.length > 1 ? (
        <ul aria-hidden className="mt-2 flex flex-wrap gap-x-3 text-xs text-muted-foreground">
          {series.map(({ key, name, color }) => (
            <li key={key} className="flex items-center gap-1.5">
              <svg viewBox="0 0 8 8" className="size-2" role="presentation">
                <rect width="8" height="8" rx="1" fill={color} />
              </svg>
              {name}
            </li>
          ))}
        </ul>
      ) : null}
      <table className="sr-only">
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            {series.map(({ key, name }) => (
              <th key={key} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.label}>
              <th scope="row">{row.label}</th>
              {series.map(({ key }) => (
                <td key={key}>{format(row[key])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

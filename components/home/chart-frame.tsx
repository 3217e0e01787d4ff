"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

export type Series = { key: string; name: string; color: string };

/** A picture with its legend, and the same numbers as a table for those who do not see it. */
export function ChartFrame({
  title,
  rows,
  series,
  format = String,
  children,
}: {
  title: string;
  rows: readonly ({ day: string } & Record<string, unknown>)[];
  series: readonly Series[];
  format?: (value: unknown) => string;
  children: ReactNode;
}) {
  const t = useTranslations("figures");
  return (
    <figure className="min-w-0 rounded-lg border px-4 py-3">
      <figcaption className="mb-2 font-medium">{title}</figcaption>
      <div aria-hidden className="h-44">
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
            <th scope="col">{t("day")}</th>
            {series.map(({ key, name }) => (
              <th key={key} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.day}>
              <th scope="row">{row.day}</th>
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

"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "../ui/class-names.ts";

const nameable = /^[\p{L}\p{M}\p{N}_$@:/ -]+$/u;
const deepest = 12;
const mostEntries = 200;

type Props = {
  value: unknown;
  path: string;
  /** Paths in use, and what for. */
  used: ReadonlyMap<string, string>;
  onPick: (path: string) => void;
};

/** A value's fields, each a button that names its path; what a path cannot name is shown and not offered. */
export function JsonTree({ value, path, used, onPick }: Props) {
  return (
    <ul className="font-mono text-xs leading-6">
      <Entries value={value} path={path} used={used} onPick={onPick} depth={0} />
    </ul>
  );
}

function Entries({ value, path, depth, ...rest }: Props & { depth: number }): ReactNode {
  const t = useTranslations("endpoint.mapper");
  if (typeof value !== "object" || value === null) return null;
  const entries = Object.entries(value);
  return (
    <>
      {entries.slice(0, mostEntries).map(([name, child]) => {
        const childPath = path ? `${path}.${name}` : name;
        const branch = typeof child === "object" && child !== null;
        return (
          <li key={name} className="min-w-0">
            {branch ? (
              <>
                <span className="text-muted-foreground">{name}</span>
                {depth < deepest && nameable.test(name) ? (
                  <ul className="ml-1.5 border-l pl-3">
                    <Entries value={child} path={childPath} depth={depth + 1} {...rest} />
                  </ul>
                ) : (
                  <span> …</span>
                )}
              </>
            ) : (
              <Leaf name={name} value={child} path={childPath} {...rest} />
            )}
          </li>
        );
      })}
      {entries.length > mostEntries ? <li>{t("more", { count: entries.length - mostEntries })}</li> : null}
    </>
  );
}

function Leaf({ name, value, path, used, onPick }: Props & { name: string }) {
  const t = useTranslations("endpoint.mapper");
  const purpose = used.get(path);
  const text = typeof value === "string" ? value : String(value);
  const shown = (
    <>
      <span className="text-muted-foreground">{name}</span>
      <bdi className="min-w-0 truncate">{text.slice(0, 200)}</bdi>
      {purpose ? (
        <span className="shrink-0 rounded-sm bg-primary px-1 font-sans text-primary-foreground">
          {purpose}
        </span>
      ) : null}
    </>
  );
  if (!nameable.test(name)) return <span className="flex gap-2 px-1.5">{shown}</span>;
  return (
    <button
      type="button"
      onClick={() => onPick(path)}
      aria-label={t("pick", { path, value: text.slice(0, 80) })}
      className={cn(
        "flex min-h-6 w-full min-w-0 items-center gap-2 rounded-sm px-1.5 text-left hover:bg-accent",
        purpose && "bg-accent",
      )}
    >
      {shown}
    </button>
  );
}

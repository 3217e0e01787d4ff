import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "./class-names.ts";

/** A row that leads to what it is about: two lines on a phone, `columns` (a grid template's class) where there is room. */
export function RowLink({ href, columns, children }: { href: string; columns: string; children: ReactNode }) {
  return (
    <li className="border-b [contain-intrinsic-size:auto_3rem] [content-visibility:auto]">
      <Link
        href={href}
        prefetch={false}
        className={cn(
          "grid min-h-12 grid-cols-[1fr_auto] items-center gap-x-4 gap-y-0.5 px-4 py-1.5 hover:bg-muted/60 focus-visible:-outline-offset-2 md:px-8",
          columns,
        )}
      >
        {children}
      </Link>
    </li>
  );
}

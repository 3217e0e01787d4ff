"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "./class-names.ts";

/** Several pages in one place: links to each, the one that is open marked. */
export function PageTabs({ label, tabs }: { label: string; tabs: { label: string; href: string }[] }) {
  const pathname = usePathname();
  return (
    <nav aria-label={label} className="-mb-px flex gap-1 border-b px-4 md:px-8">
      {tabs.map(({ label, href }) => (
        <Link
          key={href}
          href={href}
          aria-current={pathname === href ? "page" : undefined}
          className={cn(
            "-mb-px flex min-h-9 items-center border-b-2 border-transparent px-2.5 text-sm text-muted-foreground hover:text-foreground",
            pathname === href && "border-primary font-medium text-foreground",
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}

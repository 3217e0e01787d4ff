"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { cn } from "../ui/class-names.ts";

const tabs = [
  { name: "documents", href: "/knowledge" },
  { name: "questions", href: "/knowledge/questions" },
  { name: "thresholds", href: "/knowledge/thresholds" },
] as const;

/** What the team knows, what it was asked, and when it says that it knows: three pages, one place. */
export function KnowledgeTabs() {
  const t = useTranslations("knowledgeTabs");
  const pathname = usePathname();
  return (
    <nav aria-label={t("label")} className="-mb-px flex gap-1 border-b px-4 md:px-8">
      {tabs.map(({ name, href }) => (
        <Link
          key={name}
          href={href}
          aria-current={pathname === href ? "page" : undefined}
          className={cn(
            "-mb-px flex min-h-9 items-center border-b-2 border-transparent px-2.5 text-sm text-muted-foreground hover:text-foreground",
            pathname === href && "border-primary font-medium text-foreground",
          )}
        >
          {t(name)}
        </Link>
      ))}
    </nav>
  );
}

import type { LucideIcon } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

/** What needs a look, where one looks first. */
export function NoticeList({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul aria-label={label} className="flex flex-col gap-1 rounded-md bg-pending-soft px-3 py-2 text-pending">
      {children}
    </ul>
  );
}

/** @param props.href where the named thing is mended; left out for whoever may not */
export function Notice({
  icon: Icon,
  name,
  href,
  action,
  children,
}: {
  icon: LucideIcon;
  name: string;
  href: string | undefined;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <li className="flex gap-2">
      <Icon aria-hidden className="mt-1 size-4 shrink-0" />
      <span className="min-w-0 flex-1">
        {href === undefined ? (
          <bdi className="font-medium">{name}</bdi>
        ) : (
          <Link href={href} className="font-medium underline underline-offset-4">
            <bdi>{name}</bdi>
          </Link>
        )}{" "}
        {children}
      </span>
      {action}
    </li>
  );
}

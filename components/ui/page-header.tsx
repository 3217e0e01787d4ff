import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { buttonVariants } from "./button-variants.ts";

/** The first line of a page: where one is, where one came from, what can be done here. */
export function PageHeader({
  title,
  description,
  back,
  actions,
}: {
  title: ReactNode;
  description?: ReactNode;
  back?: { href: string; label: string };
  actions?: ReactNode;
}) {
  return (
    <header className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 pt-5 pb-4 md:px-8">
      {back ? (
        <Link
          href={back.href}
          aria-label={back.label}
          className={buttonVariants({ variant: "ghost", size: "icon", className: "-ml-2" })}
        >
          <ArrowLeft aria-hidden />
        </Link>
      ) : null}
      <div className="min-w-0 flex-1">
        <h1 className="truncate text-xl font-semibold">{title}</h1>
        {description ? <div className="text-muted-foreground">{description}</div> : null}
      </div>
      {actions}
    </header>
  );
}

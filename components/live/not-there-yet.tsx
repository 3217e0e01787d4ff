"use client";

import { PageHeader } from "../ui/page-header.tsx";
import { ErrorState, SkeletonRows } from "../ui/states.tsx";
import { type CallError, useErrorText } from "./error-text.ts";

/** A page about one thing while it is being read, or when it could not be: a thing that is not there is not asked for again. */
export function NotThereYet({
  query: { error, refetch },
  title,
  back,
}: {
  query: { error: CallError | null; refetch: () => unknown };
  title: string;
  back: { href: string; label: string };
}) {
  const errorText = useErrorText();
  if (!error) return <SkeletonRows count={8} className="md:px-8" />;
  return (
    <>
      <PageHeader title={title} back={back} />
      <ErrorState
        error={{ message: errorText(error) }}
        {...(error.data?.httpStatus !== 404 && { onRetry: () => refetch() })}
      />
    </>
  );
}

"use client";

import type { ReactNode } from "react";
import { LoadMore } from "../ui/load-more.tsx";
import { ErrorState, SkeletonRows } from "../ui/states.tsx";
import { type CallError, useErrorText } from "./error-text.ts";

/** A list that is read page by page, as the screens' queries hold it. */
type PagedList = {
  isPending: boolean;
  error: CallError | null;
  refetch: () => unknown;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
};

/**
 * The rows of a list (`li` each) as far as they were read, and the way to more; placeholders before that, `empty` where there
 * is none, another try where the first page failed.
 */
export function PagedRows<Row>({
  list,
  rows,
  label,
  empty,
  placeholders = 10,
  children,
}: {
  list: PagedList;
  rows: Row[];
  label: string;
  empty: ReactNode;
  placeholders?: number;
  children: (row: Row) => ReactNode;
}) {
  const errorText = useErrorText();
  return (
    <>
      {list.isPending ? (
        <SkeletonRows count={placeholders} className="md:px-8" />
      ) : list.error && rows.length === 0 ? (
        <ErrorState error={{ message: errorText(list.error) }} onRetry={() => list.refetch()} />
      ) : rows.length === 0 ? (
        empty
      ) : (
        <ul aria-label={label} className="border-t">
          {rows.map(children)}
        </ul>
      )}
      <LoadMore query={list} />
    </>
  );
}

import { QueryCache, QueryClient } from "@tanstack/react-query";
import {
  createTRPCClient,
  httpBatchLink,
  httpSubscriptionLink,
  splitLink,
  TRPCClientError,
} from "@trpc/client";
import superjson from "superjson";
import type { AppRouter } from "../../server/api/trpc/root.ts";

const url = "/api/trpc";

/** Queries and mutations in batches, live changes as server-sent events. */
export const createApiClient = () =>
  createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (operation) => operation.type === "subscription",
        true: httpSubscriptionLink({ url, transformer: superjson }),
        false: httpBatchLink({ url, transformer: superjson, maxItems: 10 }),
      }),
    ],
  });

const httpStatus = (error: Error): number | undefined =>
  error instanceof TRPCClientError ? (error.data?.httpStatus as number | undefined) : undefined;

/** Refusals are final; what may pass is tried again twice. A session that ended leads to the sign-in page. */
export const createQueryClient = () =>
  new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (httpStatus(error) === 401) window.location.reload();
      },
    }),
    defaultOptions: {
      queries: {
        // Live changes invalidate what they touch; the rest may be as old as this when it is shown again.
        staleTime: 30_000,
        retry: (failures, error) => {
          const status = httpStatus(error);
          return failures < 2 && (status === undefined || status >= 500);
        },
      },
    },
  });

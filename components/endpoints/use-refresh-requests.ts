"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../trpc.ts";

/** Reads again what the screens show of endpoints and their requests. */
export function useRefreshRequests(): () => Promise<void> {
  const trpc = useTRPC();
  const client = useQueryClient();
  return async () => {
    await Promise.all([
      client.invalidateQueries(trpc.request.pathFilter()),
      client.invalidateQueries(trpc.endpoint.list.pathFilter()),
      client.invalidateQueries(trpc.endpoint.show.pathFilter()),
      client.invalidateQueries(trpc.endpoint.traffic.pathFilter()),
    ]);
  };
}

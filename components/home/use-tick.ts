"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { demoSteps } from "../../server/checklist/schema.ts";
import { useTRPC } from "../trpc.ts";

type Step = (typeof demoSteps)[number];

/** Ticks a step of the newcomer's list, once, as soon as it has been done; costs nothing once it is ticked or put away. */
export function useTick(): (step: Step) => void {
  const trpc = useTRPC();
  const client = useQueryClient();
  const list = useQuery(trpc.checklist.show.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }));
  const told = useRef(new Set<Step>());
  const { mutate } = useMutation(
    trpc.checklist.tick.mutationOptions({
      onSuccess: () => client.invalidateQueries(trpc.checklist.show.queryFilter()),
    }),
  );
  const early = useRef(new Set<Step>());
  const tick = (step: Step) => {
    if (!list.data) return void early.current.add(step);
    if (list.data.hidden || list.data.done.includes(step) || told.current.has(step)) return;
    told.current.add(step);
    mutate({ step });
  };
  // What was done before the list was there is ticked as soon as it is.
  useEffect(() => {
    if (!list.data || early.current.size === 0) return;
    for (const step of early.current) tick(step);
    early.current.clear();
  });
  return tick;
}

/** Ticks a step as soon as `done` holds. */
export function useTickWhen(step: Step, done: boolean): void {
  const tick = useTick();
  useEffect(() => {
    if (done) tick(step);
  }, [done, step, tick]);
}

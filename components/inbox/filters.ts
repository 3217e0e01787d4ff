"use client";

import { parseAsBoolean, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import type { Priority, ViewFilter } from "../../server/conversation/schema.ts";

export const statusFilters = ["awaiting_review", "open", "snoozed", "done", "all"] as const;
export const priorities = ["urgent", "high", "normal", "low"] as const satisfies readonly Priority[];

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What the inbox shows is in its address, so that it can be sent to a colleague and survives a reload. */
export function useInboxFilters() {
  const [filters, setFilters] = useQueryStates({
    status: parseAsStringLiteral(statusFilters).withDefault("awaiting_review"),
    /** me, none, or a colleague's id. */
    assignee: parseAsString.withDefault(""),
    priority: parseAsStringLiteral(priorities),
    unread: parseAsBoolean.withDefault(false),
    search: parseAsString.withDefault(""),
  });
  const { status, assignee, priority, unread, search } = filters;
  // An address can be mistyped; what is no filter filters nothing.
  const knownAssignee = assignee === "me" || assignee === "none" || uuid.test(assignee) ? assignee : "";
  const input = {
    ...(status === "all" ? {} : { queue: status }),
    ...(knownAssignee ? { assignee: knownAssignee } : {}),
    ...(priority ? { priority } : {}),
    ...(unread ? { unread } : {}),
    ...(search ? { search: search.slice(0, 200) } : {}),
    limit: 30,
  };
  const view: ViewFilter = {
    ...(status === "awaiting_review" ? {} : { status }),
    ...(knownAssignee ? { assignee: knownAssignee } : {}),
    ...(priority ? { priority } : {}),
    ...(unread ? { unread } : {}),
    ...(search ? { search } : {}),
  };
  return { ...filters, assignee: knownAssignee, setFilters, input, view, address: viewAddress(view) };
}

const names = ["status", "assignee", "priority", "unread", "search"] as const;

/** A view as the end of the inbox's address, with its question mark; nothing for the view one begins with. */
export function viewAddress(view: ViewFilter): string {
  // In an order of its own: what was saved comes back in the database's.
  const text = new URLSearchParams(
    names
      .filter((name) => view[name] !== undefined)
      .map((name): [string, string] => [name, String(view[name])]),
  ).toString();
  return text && `?${text}`;
}

import type { Role } from "../user/schema.ts";

const everyone = ["agent", "admin"] as const satisfies readonly Role[];
const admins = ["admin"] as const satisfies readonly Role[];

/** Who may do what: the whole table. Every tRPC procedure and every REST route names one of its rows. */
export const permissions = {
  "me:read": everyone,
  "me:update": everyone,
  "change:read": everyone,

  "conversation:read": everyone,
  "conversation:update": everyone,
  "contact:read": everyone,
  "contact:manage": everyone,
  "suggestion:decide": everyone,

  "event:read": everyone,
  "event:replay": admins,
  "request:read": admins,
  "delivery:read": everyone,
  "delivery:retry": admins,

  "knowledge:read": everyone,
  "knowledge:manage": admins,

  "endpoint:read": everyone,
  "endpoint:manage": admins,
  "channel:read": everyone,
  "channel:manage": admins,
  "tool:read": everyone,
  "tool:manage": admins,
  "tool-call:decide": everyone,
  "playbook:read": everyone,
  "playbook:manage": admins,

  "run:read": admins,
  "run:manage": admins,
  "engine:read": admins,
  "demo:use": everyone,
  "figure:read": everyone,

  "audit:read": admins,
  "system:read": admins,
  "secret:read": admins,
  "api-key:manage": admins,
  "team:read": everyone,
  "team:manage": admins,
  "workspace:manage": admins,
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissions;

export function isAllowed(role: Role, permission: Permission): boolean {
  return (permissions[permission] as readonly Role[]).includes(role);
}

import { initTRPC } from "@trpc/server";
import superjson from "superjson";
import type { Context } from "../../context.ts";
import { DomainError } from "../../errors.ts";
import type { Member } from "../../user/schema.ts";
import type { Caller } from "../auth.ts";
import { isAllowed, type Permission } from "../permissions.ts";
import { requireStorable } from "../storable-input.ts";
import { shapeError, toTrpcError } from "./error-shape.ts";

/** What a request brings: who sent it, read from the rows whenever it is asked. */
export type RequestContext = { caller: () => Promise<Caller | null> };

/** What a resolver gets: a Context to hand to its verb, the person at the screen, and a way to look them up again. */
export type ProcedureContext = Context & { member: Member; caller: () => Promise<Caller | null> };

const t = initTRPC
  .context<RequestContext>()
  .meta<{ permission: Permission }>()
  .create({
    transformer: superjson,
    errorFormatter: shapeError,
    isDev: false,
    sse: {
      ping: { enabled: true, intervalMs: 15_000 },
      client: { reconnectAfterInactivityMs: 40_000 },
    },
  });

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** The caller in force, or the reason why this permission is not theirs. */
export async function requireCaller(
  find: () => Promise<Caller | null>,
  permission: Permission,
): Promise<Caller> {
  const caller = await find();
  if (!caller) throw new DomainError("missing_credential", "Sign in first.");
  if (!isAllowed(caller.member.role, permission))
    throw new DomainError("forbidden", "Your role does not allow this.");
  return caller;
}

/**
 * The only way to make a procedure: it names what one has to be allowed, and its resolver runs in the caller's workspace.
 * `ctx` is the Context that verbs take, so a resolver is `({ ctx, input }) => verb({ ctx, input })`.
 */
export function procedure(permission: Permission) {
  return t.procedure.meta({ permission }).use(async ({ ctx, next, getRawInput }) => {
    let caller: Caller;
    try {
      caller = await requireCaller(ctx.caller, permission);
      requireStorable(await getRawInput());
    } catch (error) {
      throw toTrpcError(error);
    }
    const result = await next({
      ctx: { ...caller.ctx, member: caller.member } satisfies Partial<ProcedureContext>,
    });
    if (!result.ok) throw toTrpcError(result.error);
    return result;
  });
}

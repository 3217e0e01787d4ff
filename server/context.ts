import type { Platform } from "./platform/platform.ts";

declare const workspaceIdBrand: unique symbol;
/** A workspace id that an edge has proven: minted only by the sign-in, the API key, the endpoint key or a stored row. */
export type WorkspaceId = string & { [workspaceIdBrand]: true };

/** Who acts. Data, so that everything done can be told apart in the audit. */
export type Actor =
  | { kind: "user"; id: string; name: string }
  | { kind: "apiKey"; id: string; name: string }
  | { kind: "endpoint"; id: string }
  | { kind: "playbook"; id: string }
  | { kind: "system" };

/** What every verb receives beside its input. */
export type Context = {
  workspaceId: WorkspaceId;
  actor: Actor;
  platform: Platform;
  now: () => Date;
};

export function makeContext(platform: Platform, workspaceId: string, actor: Actor): Context {
  return { platform, workspaceId: workspaceId as WorkspaceId, actor, now: () => new Date() };
}

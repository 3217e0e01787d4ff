import { channelFor } from "../channel/store.ts";
import { readEndpoint } from "../endpoint/store.ts";
import { DomainError } from "../errors.ts";
import type { Transaction } from "../platform/database.ts";

/** Throws DomainError("invalid_input") when the playbook names an endpoint or a channel that is not in the workspace. */
export async function checkReferences(
  tx: Transaction,
  workspaceId: string,
  playbook: { endpointId?: string | null | undefined; channelId?: string | null | undefined },
): Promise<void> {
  if (playbook.endpointId && !(await readEndpoint(tx, workspaceId, playbook.endpointId)))
    throw new DomainError("invalid_input", "endpoint_id: there is no such endpoint in this workspace.");
  if (playbook.channelId && !(await channelFor(tx, workspaceId, playbook.channelId)))
    throw new DomainError("invalid_input", "channel_id: there is no such channel in this workspace.");
}

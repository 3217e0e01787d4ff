import { channelFor } from "../channel/store.ts";
import { readEndpoint } from "../endpoint/store.ts";
import { DomainError } from "../errors.ts";
import type { Transaction } from "../platform/database.ts";
import { inputsOf } from "../tool/input/input-schema.ts";
import { toolsOf } from "../tool/store.ts";
import type { Playbook } from "./schema.ts";

/**
 * Throws DomainError("invalid_input") when the playbook names an endpoint, a channel or a tool that is not in the workspace,
 * or inputs that its tools do not have.
 */
export async function checkReferences(
  tx: Transaction,
  workspaceId: string,
  playbook: Pick<Playbook, "endpointId" | "channelId" | "toolIds" | "toolInputs">,
): Promise<void> {
  if (playbook.endpointId && !(await readEndpoint(tx, workspaceId, playbook.endpointId)))
    throw new DomainError("invalid_input", "endpoint_id: there is no such endpoint in this workspace.");
  if (playbook.channelId && !(await channelFor(tx, workspaceId, playbook.channelId)))
    throw new DomainError("invalid_input", "channel_id: there is no such channel in this workspace.");
  const tools = await toolsOf(tx, workspaceId, playbook.toolIds);
  if (tools.length < playbook.toolIds.length)
    throw new DomainError("invalid_input", "tool_ids: there is no such tool in this workspace.");
  for (const [name, inputs] of Object.entries(playbook.toolInputs)) {
    const tool = tools.find((one) => one.name === name);
    if (!tool)
      throw new DomainError("invalid_input", `tool_inputs: ${name} is none of the playbook's tools.`);
    const odd = Object.keys(inputs).find((input) => !inputsOf(tool.inputSchema).includes(input));
    if (odd) throw new DomainError("invalid_input", `tool_inputs: ${name} has no input ${odd}.`);
  }
}

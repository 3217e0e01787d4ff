import type { Context } from "../../context.ts";
import type { ReceivingEndpoint } from "../../endpoint/receiving/receiving-endpoint.ts";
import { storable } from "../reading/storable.ts";
import type { Arrival } from "./arrival.ts";
import { maskCredentials } from "./mask-credentials.ts";
import { sealOriginal } from "./seal-original.ts";

/** What is recorded of every call: credentials masked, and sealed beside it so that it can be verified again. */
export function requestRow(ctx: Context, endpoint: ReceivingEndpoint, arrival: Arrival) {
  const { workspaceId, platform } = ctx;
  const { url, headers, masked } = maskCredentials(
    arrival,
    endpoint.scheme.credentialHeaders(endpoint.options),
  );
  return {
    id: arrival.id,
    workspaceId,
    endpointId: endpoint.id,
    method: arrival.method,
    url: storable(url),
    headers: headers.map(([name, value]): [string, string] => [storable(name), storable(value)]),
    sealedOriginal: masked ? sealOriginal(platform.sealedSecrets, workspaceId, arrival) : null,
    body: arrival.body,
    content: null as Uint8Array | null,
    bodySize: arrival.bodySize,
    remoteAddress: arrival.remoteAddress,
    matchedSecretId: null as string | null,
    durationMs: performance.now() - arrival.startedAt,
    receivedAt: arrival.receivedAt,
  };
}

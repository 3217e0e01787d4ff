import type { SealedSecrets } from "../../platform/sealed-secrets.ts";
import type { Arrival } from "./arrival.ts";

const context = (workspaceId: string, requestId: string) =>
  `${workspaceId}/webhook_request/${requestId}/original`;

/** URL and headers before masking, sealed into one value: key id (16 characters), nonce (12 bytes), ciphertext. */
export function sealOriginal(
  secrets: SealedSecrets,
  workspaceId: string,
  arrival: Pick<Arrival, "id" | "url" | "headers">,
): Uint8Array {
  const text = JSON.stringify({ url: arrival.url, headers: arrival.headers });
  const { keyId, nonce, ciphertext } = secrets.seal(text, context(workspaceId, arrival.id));
  return Buffer.concat([Buffer.from(keyId, "latin1"), nonce, ciphertext]);
}

/** Opens what sealOriginal sealed; throws when it is not that row's. */
export function openOriginal(
  secrets: SealedSecrets,
  workspaceId: string,
  requestId: string,
  sealed: Uint8Array,
): Pick<Arrival, "url" | "headers"> {
  const bytes = Buffer.from(sealed);
  const parts = {
    keyId: bytes.toString("latin1", 0, 16),
    nonce: bytes.subarray(16, 28),
    ciphertext: bytes.subarray(28),
  };
  return JSON.parse(secrets.open(parts, context(workspaceId, requestId)));
}

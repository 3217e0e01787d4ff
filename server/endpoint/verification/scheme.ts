import type { z } from "zod";
import type { ErrorCode } from "../../errors.ts";
import type { Handshake } from "./handshake.ts";
import type { Hint } from "./hint.ts";

/** A request as verification sees it: nothing of it has been parsed yet. */
export type VerifiableRequest = {
  method: string;
  /** The address the sender was given and called: our public URL, path and query as received. */
  url: string;
  /** Lower-cased names; the values in the order received, as bytes in Latin-1. */
  headers: ReadonlyMap<string, readonly string[]>;
  body: Uint8Array;
};

export type RefusalCode = Extract<
  ErrorCode,
  | "missing_credential"
  | "no_secret_configured"
  | "signature_mismatch"
  | "signature_malformed"
  | "timestamp_stale"
  | "timestamp_malformed"
  | "token_mismatch"
>;

/** The secret that matched (null: nothing is verified here), or why not, for the admin to read. */
export type Verification =
  /** `content`: the JSON that the body stands for, where the body is sealed or not JSON. */
  | { ok: true; secretId: string | null; content?: Uint8Array }
  | { ok: false; code: RefusalCode; diagnosis: string; hint?: Hint };

export type Refusal = Extract<Verification, { ok: false }>;

export const refuse = (code: RefusalCode, diagnosis: string, hint?: Hint): Refusal => ({
  ok: false,
  code,
  diagnosis,
  ...(hint && { hint }),
});

/** A secret in force; one made of several fields is their JSON. */
export type ActiveSecret = { id: string; value: string };

export type VerificationInput<Options> = {
  request: VerifiableRequest;
  secrets: readonly ActiveSecret[];
  options: Options;
  /** The time of receipt, by which freshness is judged. */
  at: Date;
};

/** What an answer is sealed with: the secret that matched, the time, and a text that no other answer shares. */
export type Sealing = { secret: string; at: Date; seed: string };

/** What a sender adds to a request to prove itself: headers, and where it seals or signs them, other bytes or a longer URL. */
export type Signed = { headers: Record<string, string>; url?: string; body?: Uint8Array };

export type SigningInput<Options> = {
  request: VerifiableRequest;
  secret: string;
  options: Options;
  at: Date;
  /** A text that no other request shares, for nonces and ids. */
  seed: string;
};

/** How one kind of sender proves itself. Pure: data and functions of their input. */
export type Scheme<Options extends z.ZodObject = z.ZodObject> = {
  /** What the contract allows beside `scheme` and `secret`. */
  options: Options;
  /** The shape of the secret in the contract; null when there is none. */
  secret: z.ZodType<string | Record<string, string>> | null;
  /** Set where the secret may be ours: the form of the one that an endpoint created without a secret gets. */
  ourSecret?: "whsec" | "text";
  verify(input: VerificationInput<z.output<Options>>): Verification;
  /** Proves a request as this sender would: what the test console sends. */
  sign(input: SigningInput<z.output<Options>>): Signed;
  /** Lower-cased names of headers that carry an id, or the type, of what happened. */
  idHeader?: string;
  typeHeader?: string;
  /** Set where the sender posts form fields, or XML, rather than JSON alone. XML is read by `verify`. */
  bodyForm?: "form" | "xml";
  /** Set where the sender takes nothing but 200 for an answer. */
  acceptedStatus?: 200;
  /** The answer to a call that only verifies our address, given a verified body; null for every other call. */
  handshake?(body: unknown, sealing: Sealing): Handshake | null;
  /** The answer to such a call by GET, which carries its proof in the query; a refusal, or null when it is none. */
  handshakeByQuery?(
    input: Pick<VerificationInput<unknown>, "request" | "secrets" | "at">,
  ): Handshake | Refusal | null;
  /** The answer to a call by HEAD, where the sender looks whether there is somebody before it sends. */
  answersHead?: true;
  /** What the sender wants to read in the answer to a stored call, beside ours. */
  acknowledgement?(sealing: Sealing): Record<string, string>;
  /** Lower-cased names of headers whose values are credentials: masked wherever a request is shown. */
  credentialHeaders(options: z.output<Options>): string[];
};

/** Keeps the options' type inside a definition and forgets it outside. */
export function defineScheme<Options extends z.ZodObject>(scheme: Scheme<Options>): Scheme {
  return scheme as unknown as Scheme;
}

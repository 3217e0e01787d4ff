/** What a secret belongs to, and which of its places it fills, e.g. an endpoint's "verification". */
export type SecretOwner = { kind: "endpoint" | "channel" | "tool" | "tool_server"; id: string; slot: string };

/** A secret in force, opened. Never leaves the server: no edge may answer, log or prompt with it. */
export type OpenedSecret = {
  id: string;
  value: string;
  /** Set on rotation: until then it is still valid. */
  expiresAt: Date | null;
};

/** All that may be shown of a secret. */
export type SecretDescription = {
  id: string;
  slot: string;
  /** Its last four characters; empty where that would show a third of it or more. */
  last4: string;
  createdAt: Date;
  expiresAt: Date | null;
  lastMatchedAt: Date | null;
};

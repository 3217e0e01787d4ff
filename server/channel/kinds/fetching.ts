import type { Outbound } from "../../platform/outbound.ts";
import type { TokenCache } from "./token-cache.ts";

export type FetchInput<Config, Secret> = {
  config: Config;
  /** Newest first. */
  secrets: Secret[];
  at: Date;
  outbound: Outbound;
  tokens: TokenCache;
  /** What the announcement said. */
  pass: string;
  /** Where the last one ended; null the first time. */
  cursor: string | null;
};

/** For a provider that only announces messages: what its announcement says, and how they are fetched. */
export type Fetching<Config, Secret> = {
  /** What the fetched messages are recorded under. */
  path: string;
  /** Which account of ours was written to, and what opens the messages; null for every other event. */
  announced(body: unknown): { account: string; pass: string } | null;
  /** Whether this channel is the account's. */
  serves(config: Config, account: string): boolean;
  /**
   * What customers wrote behind the cursor, as bodies of events, oldest first.
   * @throws Error in words when the provider does not answer as it should
   */
  collect(input: FetchInput<Config, Secret>): Promise<{ messages: object[]; cursor: string; more: boolean }>;
};

import { once } from "./registry.ts";

/** Ids, names of our own, counts and outcomes; never what somebody wrote. */
export type SpanAttributes = Record<string, string | number | boolean>;

/** A part of an event's way. The event's id is the id of its trace, so that every process adds to the same one. */
export type SpanOf = { eventId: string; name: string; attributes?: SpanAttributes };

/** What a span ends with: what it learned on the way, and the code of an error. */
export type SpanEnd = { attributes?: SpanAttributes; error?: string };

export type Tracing = {
  /** The arrival of an event: the span all others hang on. */
  arrived(of: SpanOf & { startedAt: Date; endedAt: Date }): void;
  start(of: SpanOf): (end: SpanEnd) => void;
  /** Sends what is left. */
  stop(): Promise<void>;
};

const holder = () => once<{ tracing?: Tracing }>("tracing", () => ({}));

/** Undefined while tracing is off, which it is unless the environment names a collector. */
export const tracing = (): Tracing | undefined => holder().tracing;

export function setTracing(value: Tracing | undefined): void {
  if (value) holder().tracing = value;
  else delete holder().tracing;
}

/** Runs a part of an event's way as a span. `codeOf` says of an error what may be shown of it. */
export async function traced<T>(
  of: SpanOf,
  work: () => Promise<T>,
  ends: { learned?: (value: T) => SpanAttributes; codeOf?: (error: unknown) => string } = {},
): Promise<T> {
  const end = tracing()?.start(of);
  if (!end) return work();
  try {
    const value = await work();
    end({ attributes: ends.learned?.(value) ?? {} });
    return value;
  } catch (error) {
    end({ error: ends.codeOf?.(error) ?? "error" });
    throw error;
  }
}

/** One HTTP call as it came in, before anything is believed of it. */
export type Arrival = {
  id: string;
  method: string;
  /** Path and query as received. */
  url: string;
  /** In the order received; values are bytes in Latin-1. */
  headers: [name: string, value: string][];
  /** Null when it was not read. */
  body: Uint8Array | null;
  /** Bytes of the body, as announced where it was not read. */
  bodySize: number;
  remoteAddress: string | null;
  receivedAt: Date;
  /** performance.now() at the first byte. */
  startedAt: number;
};

/** The values of each header under its lower-cased name. */
export function headerValues(headers: Arrival["headers"]): Map<string, string[]> {
  const values = new Map<string, string[]>();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    const known = values.get(key);
    if (known) known.push(value);
    else values.set(key, [value]);
  }
  return values;
}

/** Headers as a mapping reads them: one value each, repeated ones joined as HTTP joins them. */
export function plainHeaders(values: ReadonlyMap<string, string[]>): Record<string, string> {
  const headers: Record<string, string> = Object.create(null);
  for (const [name, list] of values) headers[name] = list.join(", ");
  return headers;
}

/** Query parameters as a mapping reads them: the first value of each. */
export function plainQuery(url: string): Record<string, string> {
  const query: Record<string, string> = Object.create(null);
  const mark = url.indexOf("?");
  if (mark < 0) return query;
  for (const [name, value] of new URLSearchParams(url.slice(mark + 1))) query[name] ??= value;
  return query;
}

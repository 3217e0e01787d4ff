/**
 * Statements of the embedded database, parsed and planned once for all its clients. They share one session, so that they
 * cannot name statements of their own, and a statement without a name is parsed and planned at each use: most of its cost.
 * Here a statement that comes again is given a name (extended query protocol, version 3), and its Parse is answered on the
 * backend's behalf.
 */
const mostStatements = 300;
const longestStatement = 20_000;
/** A plan is made for tables as large as they are: not kept longer, or for more uses, while they may be growing. */
const keptMs = 30_000;
const keptUses = 100;

const code = (letter: string) => letter.charCodeAt(0);
const [parse, bind, describe, execute, sync, query] = ["P", "B", "D", "E", "S", "Q"].map(code);
/** Describe says by this letter that it is about a portal. */
const portal = code("P");
const parseComplete = Uint8Array.of(code("1"), 0, 0, 0, 4);

type Kept = { name?: string | undefined; since: number; uses: number };

export type Rewritten = {
  /** Messages to send first, whose answers are nobody's. */
  first: Uint8Array | undefined;
  batch: Uint8Array;
  /** What the client is told before the backend's answer. */
  answer: Uint8Array | undefined;
  /** To be told the type of the first message that the backend answers with. */
  settle(type: number | undefined): void;
};

type Message = { type: number; at: number; end: number };

function messagesOf(batch: Buffer): Message[] {
  const messages: Message[] = [];
  for (let at = 0; at + 5 <= batch.length; ) {
    const end = at + 1 + batch.readInt32BE(at + 1);
    messages.push({ type: batch[at]!, at, end });
    at = end;
  }
  return messages;
}

/** `before` the name, the name, and what follows the place of the empty name, as one message. */
function withName(type: number, before: Buffer, name: string, after: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head[0] = type;
  const body = Buffer.concat([before, Buffer.from(`${name}\0`, "latin1"), after]);
  head.writeInt32BE(4 + body.length, 1);
  return Buffer.concat([head, body]);
}

const closeOf = (name: string) => withName(code("C"), Buffer.from("S"), name, Buffer.alloc(0));

const nothing = Buffer.alloc(0);
const changesTables =
  /^\s*(?:alter|comment|create|deallocate|discard|do|drop|grant|reindex|revoke|set|truncate)\b/i;
const isKeepable = /^\s*(?:select|insert|update|delete|with)\b/i;

/** @param now milliseconds of a clock that does not jump */
export function keepStatements(now: () => number = () => performance.now()): {
  rewrite(batch: Uint8Array): Rewritten;
} {
  const kept = new Map<string, Kept>();
  /** Named in the session, and not ours to use any more. */
  let stale: string[] = [];
  let count = 0;

  function drop(one: Kept): void {
    if (one.name !== undefined) stale.push(one.name);
    one.name = undefined;
  }
  function forgetAll(): void {
    for (const one of kept.values()) drop(one);
    kept.clear();
  }
  function takeStale(): Buffer | undefined {
    if (stale.length === 0) return undefined;
    const messages = stale.map(closeOf);
    stale = [];
    return Buffer.concat([...messages, Buffer.from([sync!, 0, 0, 0, 4])]);
  }
  function find(key: string): Kept | undefined {
    const known = kept.get(key);
    kept.delete(key);
    kept.set(key, known ?? { since: 0, uses: 0 });
    if (kept.size > mostStatements) {
      const [oldest, one] = kept.entries().next().value!;
      drop(one);
      kept.delete(oldest);
    }
    return known;
  }
  const asItIs = (batch: Uint8Array): Rewritten => ({
    // It may go on with what a turn before it began.
    first: undefined,
    batch,
    answer: undefined,
    settle() {},
  });

  return {
    rewrite(bytes) {
      const batch = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const [head] = batch;
      if (head === query && changesTables.test(batch.toString("latin1", 5, 200))) forgetAll();
      if (head !== parse) return asItIs(bytes);
      const messages = messagesOf(batch);
      const [first, second] = messages;
      const key = batch.toString("latin1", 6, first!.end);
      if (changesTables.test(key.slice(0, 200))) forgetAll();
      const types = messages.map(({ type }) => type);
      const isUsual =
        types.length === (types[2] === describe ? 5 : 4) &&
        types[1] === bind &&
        types.at(-2) === execute &&
        types.at(-1) === sync &&
        // Neither the statement nor its portal has a name, and what is described is the portal.
        batch[5] === 0 &&
        batch[second!.at + 5] === 0 &&
        batch[second!.at + 6] === 0 &&
        (types[2] !== describe || batch[messages[2]!.at + 5] === portal) &&
        key.length <= longestStatement &&
        isKeepable.test(key);
      if (!isUsual) return asItIs(bytes);

      const known = find(key);
      if (!known) return asItIs(bytes);
      if (known.uses >= keptUses || now() - known.since >= keptMs) drop(known);
      const { name = `kept_${++count}` } = known;
      const isNew = known.name === undefined;
      const parts = [
        isNew ? withName(parse!, nothing, name, batch.subarray(6, first!.end)) : nothing,
        withName(bind!, Buffer.of(0), name, batch.subarray(second!.at + 7, second!.end)),
        batch.subarray(second!.end),
      ];
      known.uses = isNew ? 1 : known.uses + 1;
      return {
        first: takeStale(),
        batch: Buffer.concat(parts),
        answer: isNew ? undefined : parseComplete,
        settle(type) {
          if (isNew && type === parseComplete[0]) Object.assign(known, { name, since: now() });
          // Whatever the backend has against it, the next use begins anew.
          else if (type === code("E")) drop(known);
        },
      };
    },
  };
}

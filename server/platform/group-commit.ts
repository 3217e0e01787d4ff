import { DomainError, toDomainError } from "../errors.ts";

/** Writes items that arrive together in one statement. */
export type GroupCommit<Item, Result> = { add(item: Item): Promise<Result> };

type Waiting<Item, Result> = {
  item: Item;
  bytes: number;
  resolve(result: Result): void;
  reject(error: unknown): void;
};

/**
 * Nothing waits for company: an item goes out at once while fewer than `atOnce` statements are under way, and those that
 * arrive meanwhile go out together when one of them ends. An item whose statement fails alone fails alone; when storage is
 * away everyone waiting is told at once.
 * @param write results in the order of the items, after their commit
 * @throws DomainError("rate_limited") from `add` when more than `maxWaitingBytes` are waiting
 */
export function createGroupCommit<Item, Result>(options: {
  write(items: Item[]): Promise<Result[]>;
  bytesOf(item: Item): number;
  atOnce: number;
  maxItems: number;
  maxBytes: number;
  maxWaitingBytes: number;
}): GroupCommit<Item, Result> {
  const { write, bytesOf, atOnce, maxItems, maxBytes, maxWaitingBytes } = options;
  let waiting: Waiting<Item, Result>[] = [];
  let waitingBytes = 0;
  let underWay = 0;

  function takeGroup(): Waiting<Item, Result>[] {
    let count = 0;
    let bytes = 0;
    for (const entry of waiting) {
      if (count === maxItems || (count > 0 && bytes + entry.bytes > maxBytes)) break;
      count++;
      bytes += entry.bytes;
    }
    waitingBytes -= bytes;
    return waiting.splice(0, count);
  }

  async function send(group: Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await write(group.map((entry) => entry.item));
      for (const [i, entry] of group.entries()) entry.resolve(results[i]!);
    } catch (error) {
      if (toDomainError(error).code === "storage_unavailable") {
        const all = [...group, ...waiting];
        waiting = [];
        waitingBytes = 0;
        for (const entry of all) entry.reject(error);
      } else if (group.length === 1) group[0]!.reject(error);
      else for (const entry of group) await send([entry]);
    }
  }

  function pump(): void {
    while (underWay < atOnce && waiting.length > 0) {
      underWay++;
      send(takeGroup()).finally(() => {
        underWay--;
        pump();
      });
    }
  }

  return {
    add(item) {
      const bytes = bytesOf(item);
      if (waitingBytes + bytes > maxWaitingBytes)
        return Promise.reject(
          new DomainError("rate_limited", "More is arriving than can be stored just now.", {
            retryAfterSeconds: 1,
          }),
        );
      return new Promise((resolve, reject) => {
        waiting.push({ item, bytes, resolve, reject });
        waitingBytes += bytes;
        pump();
      });
    },
  };
}

import { verify } from "@node-rs/argon2";
import { DomainError } from "../errors.ts";
import { once } from "../platform/registry.ts";
import { hashPassword } from "./hash-password.ts";

/** Each verification takes a thread and 19 MiB: more than a few at once would starve everything else in the process. */
const atOnce = 2;
const waitingAtMost = 40;

type Queue = { running: number; waiting: (() => void)[] };

const queue = once("password-queue", (): Queue => ({ running: 0, waiting: [] }));

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (queue.running >= atOnce) {
    if (queue.waiting.length >= waitingAtMost)
      throw new DomainError("rate_limited", "Many people are signing in just now. Try again in a moment.", {
        retryAfterSeconds: 5,
      });
    await new Promise<void>((resolve) => queue.waiting.push(resolve));
  } else queue.running++;
  try {
    return await work();
  } finally {
    const next = queue.waiting.shift();
    if (next) next();
    else queue.running--;
  }
}

/** What unknown people and people without a password are checked against, so that the answer takes as long. */
const nobodysHash = once("nobodys-password", () => ({ value: hashPassword(crypto.randomUUID()) }));

/** Whether the password is the one that was hashed; without a hash it works as long and says no. */
export function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  return inTurn(async () => {
    const matches = await verify(passwordHash ?? (await nobodysHash.value), password);
    return matches && passwordHash !== null;
  });
}

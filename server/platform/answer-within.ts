import { DomainError } from "../errors.ts";

/**
 * What the database says, if it says it in time; later it counts as away. The work itself is not called back: it may still
 * happen, and whoever tries again must expect that it did.
 * @throws DomainError("storage_unavailable")
 */
export function answerWithin<T>(ms: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      const message = "The database does not answer just now. Try again in a moment.";
      reject(new DomainError("storage_unavailable", message, { retryAfterSeconds: 5 }));
    }, ms);
    work.then(resolve, reject).finally(() => clearTimeout(late));
  });
}

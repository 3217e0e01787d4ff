import { expect, test } from "vitest";
import { DomainError, toDomainError } from "./errors.ts";

const coded = (code: string, cause?: Error) => Object.assign(new Error("It failed.", { cause }), { code });

test.each([
  ["a refused connection", coded("ECONNREFUSED")],
  ["a server that shuts down", coded("57P01")],
  ["a full disk", coded("53100")],
  ["no transaction to be had in time", coded("P2028")],
  ["a connection not to be had in time", new Error("timeout exceeded when trying to connect")],
  ["a server that does not say hello", new Error("timeout expired")],
  [
    "a server that dies under a statement of Prisma's",
    Object.assign(coded("P2010"), { meta: { driverAdapterError: { cause: { originalCode: "57P01" } } } }),
  ],
  ["any of them as a cause", new Error("Raw query failed.", { cause: coded("08006") })],
])("%s is storage away: 503, and come again", (_, error) => {
  expect(toDomainError(error)).toMatchObject({
    code: "storage_unavailable",
    status: 503,
    retryAfterSeconds: 5,
  });
});

test("what nobody foresaw is internal, and keeps its words to itself", () => {
  const known = toDomainError(coded("23505", new Error("secret")));
  expect(known).toMatchObject({ code: "internal", status: 500 });
  expect(known.message).not.toContain("secret");
});

test("what is known already stays as it is", () => {
  const known = new DomainError("conflict", "Taken.");
  expect(toDomainError(known)).toBe(known);
});

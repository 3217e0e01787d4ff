import ipaddr from "ipaddr.js";
import type { EngineCheck } from "../server/platform/durable-runs.ts";
import { newId } from "../server/platform/ids.ts";
import { inngest } from "./client.ts";

const patienceMs = 10_000;
const nobody = /fetch failed|ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNRESET|terminated|no answer/i;
const wrongKey = /\b40[13]\b|unauthorized|event key not found|not authorized/i;

/** What a failed call says about its reason, by the words of the SDK and the server. */
export function outcomeOf(message: string): EngineCheck["outcome"] {
  if (wrongKey.test(message)) return "refused_key";
  return nobody.test(message) ? "unreachable" : "refused";
}

async function checked(
  subject: EngineCheck["subject"],
  attempt: () => Promise<unknown>,
): Promise<EngineCheck> {
  const late = new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`no answer within ${patienceMs / 1000} s`)), patienceMs).unref();
  });
  try {
    await Promise.race([attempt(), late]);
    return { subject, outcome: "ok" };
  } catch (error) {
    const { message, cause } = error as Error;
    const detail = cause instanceof Error ? `${message} (${cause.message})` : message;
    return { subject, outcome: outcomeOf(detail), detail: detail.slice(0, 500) };
  }
}

/** Sends an event that no function listens to. */
export const testEvents = () =>
  checked("events", () => inngest.send({ id: newId(), name: "firstline/connection.tested", data: {} }));

/** Registers the functions once more. */
export const testRegistration = (register: () => Promise<unknown>) => checked("registration", register);

/** Inngest Cloud calls our public address: one that only this network knows cannot work. */
export function testAddress(publicUrl: string): EngineCheck {
  const host = new URL(publicUrl).hostname.replace(/^\[|\]$/g, "");
  const local = ipaddr.isValid(host)
    ? ipaddr.process(host).range() !== "unicast"
    : host === "localhost" || /\.(local|internal|lan|test)$/.test(host) || !host.includes(".");
  return local
    ? { subject: "address", outcome: "only_local", detail: publicUrl }
    : { subject: "address", outcome: "ok" };
}

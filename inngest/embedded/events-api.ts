import { createHash, timingSafeEqual } from "node:crypto";
import { isStorageUnavailable } from "../../server/errors.ts";
import type { Logger } from "../../server/platform/logger.ts";
import { reservedPrefix } from "./own-events.ts";
import { canonicalJson, type EventBody, limits } from "./protocol.ts";
import { readBody, TooLargeError } from "./read-body.ts";

/** A request is refused; the status and the sentence are its answer. */
class Refusal extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Whether two keys are the same, in time that does not depend on where they differ. */
export function sameKey(given: string, expected: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

/** The id of an event sent without one: the same for every retry of one request (`x-inngest-event-id-seed`). */
function idFor(seed: string, index: number): string {
  return createHash("sha256").update(`${seed} ${index}`).digest("hex").slice(0, 32);
}

/**
 * Reads the body of `POST /e/{key}`: one event or an array of them.
 * @param seed what the ids of events without one are made from
 * @throws Refusal 400 or 413 with a sentence; nothing of such a request is stored
 */
export function readEvents(body: unknown, seed: string, now: Date): EventBody[] {
  const list = Array.isArray(body) ? body : [body];
  if (list.length > limits.eventsPerRequest)
    throw new Refusal(413, `More than ${limits.eventsPerRequest} events in one request.`);
  return list.map((value, index) => {
    const refuse = (sentence: string, status = 400): never => {
      throw new Refusal(status, `Event ${index + 1}: ${sentence}`);
    };
    if (value === null || typeof value !== "object" || Array.isArray(value)) return refuse("not an object.");
    const { id, name, data, ts, ...rest } = value as Record<string, unknown>;
    if (typeof name !== "string" || name === "" || name.includes("\0")) return refuse("the name is missing.");
    if (name.length > limits.eventNameLength)
      refuse(`the name is longer than ${limits.eventNameLength} characters.`);
    if (name.startsWith(reservedPrefix)) refuse(`names that begin with "${reservedPrefix}" are reserved.`);
    if (data !== undefined && data !== null && (typeof data !== "object" || Array.isArray(data)))
      refuse("data is not an object.");
    if (id !== undefined && id !== null && (typeof id !== "string" || id.length > 512 || id.includes("\0")))
      refuse("the id is not a string of at most 512 characters.");
    if (ts !== undefined && ts !== null && !Number.isInteger(ts)) refuse("ts is not in whole milliseconds.");
    const event: EventBody = {
      ...rest,
      id: (id as string) || idFor(seed, index),
      name,
      data: (data ?? {}) as EventBody["data"],
      ts: (ts as number) || now.getTime(),
    };
    let size = 0;
    try {
      size = Buffer.byteLength(canonicalJson(event));
    } catch {
      refuse("it is nested too deeply.");
    }
    if (size > limits.eventBytes) refuse(`larger than ${limits.eventBytes / 1024} KB.`, 413);
    return event;
  });
}

/**
 * `POST /e/{key}`: 200 `{ids, status}` once the events are committed; 401 unknown key, 400 or 413 unusable events, 503
 * where they cannot be taken now. The SDK tries five times.
 */
export async function answerEvents(
  request: Request,
  key: string,
  parts: {
    eventKey: string;
    /** Stores and starts; undefined while no functions are registered, when events would start nothing. */
    accept: ((events: EventBody[]) => Promise<void>) | undefined;
    logger: Logger;
  },
): Promise<Response> {
  const answer = (status: number, body: object, headers: Record<string, string> = {}) =>
    Response.json({ ...body, status }, { status, headers });
  if (!sameKey(key, parts.eventKey)) return answer(401, { error: "Event key not found" });
  if (!parts.accept)
    return answer(503, { error: "No functions are registered yet." }, { "retry-after": "1" });
  try {
    const seed = request.headers.get("x-inngest-event-id-seed") || crypto.randomUUID();
    const events = readEvents(JSON.parse(await readBody(request, limits.requestBytes)), seed, new Date());
    await parts.accept(events);
    return answer(200, { ids: events.map((event) => event.id) });
  } catch (error) {
    if (error instanceof Refusal) return answer(error.status, { error: error.message });
    if (error instanceof TooLargeError) return answer(413, { error: error.message });
    if (error instanceof SyntaxError) return answer(400, { error: "The body is not JSON." });
    parts.logger.warn({ err: error }, "engine.events_not_stored");
    return isStorageUnavailable(error)
      ? answer(503, { error: "The events cannot be stored just now." }, { "retry-after": "1" })
      : answer(500, { error: "The events could not be stored." });
  }
}

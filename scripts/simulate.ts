/**
 * Keeps sending believable, signed events: to the demo workspace's endpoints, or to one of yours.
 *   npm run simulate -- --rate 2
 *   npm run simulate -- --endpoint tickets --secret whsec_…            (Standard Webhooks)
 *   npm run simulate -- --endpoint tickets --secret a-token --header x-token
 * Rate: events a second, 0.01 to 50 (default 0.5). --count stops after so many. --url names another server than this machine's.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { withKeptKeys } from "../server/create-platform.ts";
import { bodyOf, demoSecret, endpointKeys, signedHeaders, toldSample } from "../server/demo/rules.ts";
import { samples } from "../server/demo/shop/samples.ts";
import { loadSettings, SettingsError } from "../server/env.ts";
import { newId } from "../server/platform/ids.ts";

const { values } = parseArgs({
  options: {
    rate: { type: "string", default: "0.5" },
    count: { type: "string" },
    endpoint: { type: "string" },
    secret: { type: "string" },
    header: { type: "string" },
    url: { type: "string" },
  },
});

const rate = Number(values.rate);
const most = values.count === undefined ? Number.POSITIVE_INFINITY : Number(values.count);
if (!(rate >= 0.01 && rate <= 50)) stop("Give --rate as a number from 0.01 to 50.");
if (!(most >= 1)) stop("Give --count as a whole number from 1 on.");
if ((values.endpoint === undefined) !== (values.secret === undefined))
  stop("Give --endpoint and --secret together, or neither for the demo's endpoints.");
if (values.secret && !values.secret.startsWith("whsec_") && !values.header)
  stop("A secret that does not begin with whsec_ is a token: name the header that carries it with --header.");

function stop(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

let settings: ReturnType<typeof withKeptKeys>;
try {
  settings = withKeptKeys(loadSettings());
} catch (error) {
  if (error instanceof SettingsError) stop(error.message);
  throw error;
}
const origin = (values.url ?? settings.publicUrl).replace(/\/$/, "");

/** One more request: where it goes, and as what. */
function request(number: number): {
  url: string;
  body: string;
  headers: Record<string, string>;
  what: string;
} {
  const at = new Date();
  const id = `sim-${newId()}`;
  const { source, ...told } = toldSample(samples[number % samples.length]!, { number, id, at });
  const own = values.endpoint;
  // An endpoint of one's own finds id, type and text in their usual places; the demo's have mappings.
  const body = own
    ? JSON.stringify({
        ...{ event_id: id, type: told.type, created_at: at.toISOString(), text: told.text },
        ...{ entity: told.entity, customer: told.contact },
      })
    : bodyOf(source, told);
  const secret = values.secret ?? demoSecret(settings.masterKey, source);
  const headers = values.header
    ? { "content-type": "application/json", [values.header]: secret }
    : signedHeaders(own ? "orders" : source, { secret, id, body, at });
  const what = `${told.type}  ${told.text ?? ""}`.trimEnd();
  return { url: `${origin}/api/webhook/v1/${own ?? endpointKeys[source]}`, body, headers, what };
}

const counts = new Map<number, number>();
let sent = 0;
let ended = false;
const summary = () => {
  const told = [...counts].map(([status, count]) => `${count} × ${status || "no answer"}`).join(", ");
  console.log(`${sent} sent: ${told || "nothing answered"}.`);
};
process.on("SIGINT", () => {
  ended = true;
});

console.log(`Sending ${rate} a second to ${origin}. Stop with Ctrl+C.`);
const startedAt = performance.now();
while (!ended && sent < most) {
  const { url, body, headers, what } = request(sent);
  sent += 1;
  let status = 0;
  try {
    const answer = await fetch(url, { method: "POST", headers, body, signal: AbortSignal.timeout(10_000) });
    status = answer.status;
    await answer.body?.cancel();
  } catch {}
  counts.set(status, (counts.get(status) ?? 0) + 1);
  console.log(`${status || "---"}  ${what}`);
  if (sent === 1 && status === 0)
    stop(`Nothing answers at ${origin}: start Firstline, or name it with --url.`);
  if (sent === 1 && status === 404)
    stop(
      "There is no such endpoint: the demo workspace is not there. Give --endpoint and --secret of one of yours.",
    );
  if (sent === 1 && (status === 401 || status === 403))
    stop(
      "The endpoint refuses the signature: it has another secret, or another scheme than --header or whsec_ says.",
    );
  await sleep(Math.max(0, startedAt + (sent * 1000) / rate - performance.now()));
}
summary();
process.exit([...counts.keys()].some((status) => status === 0 || status >= 400) ? 1 : 0);

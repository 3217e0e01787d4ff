import { parse } from "shell-quote";
import { emptyDraft, type InputRow, type InputType, type PairRow, type ToolDraft } from "./draft.ts";

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
/** Header names whose values are credentials: they become secrets, and never stand in the template. */
const secretHeader =
  /^(authorization|proxy-authorization|x-api-key|api-key|apikey|x-auth-token|.*(token|secret|key))$/i;
const dropped =
  /^(host|content-length|content-type|accept-encoding|cookie|connection|idempotency-key|user-agent)$/i;

const typeOf = (value: unknown): InputType =>
  typeof value === "number"
    ? Number.isInteger(value)
      ? "integer"
      : "number"
    : typeof value === "boolean"
      ? "boolean"
      : Array.isArray(value)
        ? "array"
        : typeof value === "object" && value !== null
          ? "object"
          : "string";

const row = (name: string, value: unknown): InputRow => ({
  name,
  type: typeOf(value),
  required: true,
  description: "",
  rest: {},
});

/** A word for a path's changing part: of `/orders/1001` the "order_id". */
function slotName(before: string | undefined, taken: Set<string>): string {
  const noun = (before ?? "")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .replace(/ies$/i, "y")
    .replace(/s$/i, "")
    .toLowerCase();
  let name = /^[a-z]/.test(noun) ? `${noun}_id` : "id";
  while (taken.has(name)) name = `${name}_2`;
  taken.add(name);
  return name;
}

type Words = { method?: string; url?: string; headers: PairRow[]; data: string[]; get: boolean };

function readWords(line: string): Words {
  const words = parse(line.replace(/\\\r?\n/g, " ")).filter(
    (word): word is string => typeof word === "string",
  );
  const found: Words = { headers: [], data: [], get: false };
  const rest = words[0] === "curl" ? words.slice(1) : words;
  for (let i = 0; i < rest.length; i++) {
    const word = rest[i]!;
    const next = () => rest[++i] ?? "";
    if (word === "-X" || word === "--request") found.method = next().toUpperCase();
    else if (word === "-H" || word === "--header") {
      const [name = "", ...value] = next().split(":");
      found.headers.push({ name: name.trim(), value: value.join(":").trim() });
    } else if (/^(-d|--data(-raw|-binary|-ascii|-urlencode)?|--json)$/.test(word)) found.data.push(next());
    else if (word === "-u" || word === "--user")
      found.headers.push({ name: "Authorization", value: `Basic ${btoa(next())}` });
    else if (word === "-G" || word === "--get") found.get = true;
    else if (word === "--url") found.url = next();
    else if (
      /^(-o|--output|-A|--user-agent|-m|--max-time|--connect-timeout|-b|--cookie|-e|--referer|-w|-x|--proxy)$/.test(
        word,
      )
    )
      next();
    else if (!word.startsWith("-") && found.url === undefined) found.url = word;
  }
  return found;
}

/**
 * A tool out of a cURL line: changing parts of the path become slots, parameters and body fields become inputs with the
 * line's values as sample, credentials become secrets. Null when there is no address in it.
 */
export function importCurl(line: string): ToolDraft | null {
  const words = readWords(line);
  const text = words.url && !/^[a-z]+:\/\//i.test(words.url) ? `https://${words.url}` : words.url;
  if (!text || !URL.canParse(text)) return null;
  const url = new URL(text);
  const inputs: InputRow[] = [];
  const sample: NonNullable<ToolDraft["sample"]> = {};
  const taken = new Set<string>();
  const put = (name: string, value: NonNullable<ToolDraft["sample"]>[string]) => {
    inputs.push(row(name, value));
    sample[name] = value;
  };
  const segments = url.pathname.split("/").map((segment, i, all) => {
    if (!/\d/.test(segment) || /^v\d+(\.\d+)?$/i.test(segment)) return segment;
    const name = slotName(all[i - 1], taken);
    put(name, decodeURIComponent(segment));
    return `{${name}}`;
  });
  for (const [name, value] of url.searchParams)
    if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !taken.has(name)) {
      taken.add(name);
      put(name, value);
    }
  let body: unknown;
  try {
    body = words.data.length > 0 ? JSON.parse(words.data.join("&")) : undefined;
  } catch {
    body = Object.fromEntries(new URLSearchParams(words.data.join("&")));
  }
  if (typeof body === "object" && body !== null && !Array.isArray(body))
    for (const [name, value] of Object.entries(body)) if (!taken.has(name)) put(name, value as never);

  const secrets: Record<string, string> = {};
  const headers = words.headers
    .filter(({ name }) => name !== "" && !dropped.test(name))
    .map(({ name, value }) => {
      if (!secretHeader.test(name)) return { name, value };
      const [scheme, ...credential] = /^(bearer|basic|token) /i.test(value) ? value.split(" ") : ["", value];
      const secret = `credential${Object.keys(secrets).length > 0 ? Object.keys(secrets).length + 1 : ""}`;
      secrets[secret] = credential.join(" ");
      return { name, value: `${scheme ? `${scheme} ` : ""}{{secret.${secret}}}` };
    });
  const wanted = words.method ?? (words.data.length > 0 && !words.get ? "POST" : "GET");
  const method = methods.find((known) => known === wanted) ?? "GET";
  const isRead = method === "GET";
  return {
    ...emptyDraft,
    name: `${isRead ? "get" : method.toLowerCase()}_${segments.filter((one) => /^[A-Za-z]/.test(one)).at(-1) ?? "data"}`
      .toLowerCase()
      .replace(/[^a-z0-9_]+/g, "_"),
    method,
    url: `${url.origin}${segments.join("/")}`,
    headers,
    secrets,
    inputs,
    sample,
    effect: isRead ? "read" : "write",
    approval: isRead ? "never" : "always",
  };
}

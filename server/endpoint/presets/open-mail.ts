import { answeredText } from "./answered-text.ts";
import { type OpenedReport, openReport } from "./open-report.ts";

type Fields = Record<string, unknown>;
const isObject = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const text = (value: unknown): string | undefined =>
  typeof value === "string" && value.trim() !== "" ? value : undefined;
const first = (...values: unknown[]) => values.map(text).find((value) => value !== undefined);

/** A mail as every relay's form of it is read: `mail.text` is what was newly written. */
export type OpenedMail = {
  type: "email.received";
  id?: string | undefined;
  /** `id` is the address in lower case: the same person, however a mail program writes it. */
  from: { id?: string | undefined; email?: string | undefined; name?: string | undefined };
  subject?: string | undefined;
  date?: string | undefined;
  text?: string | undefined;
  in_reply_to?: string | undefined;
  references?: string | undefined;
  /** The oldest mail of the thread. */
  thread?: string | undefined;
  /** How it says that nobody wrote it (RFC 3834), or that it reports on another mail. */
  automatic?: string | undefined;
  /** What it reports of another mail, where that is all it is. */
  report?: OpenedReport | undefined;
};

/**
 * Opens a mail that a relay posts as JSON: Postmark's inbound webhook (`MessageID`, `FromFull`, `Headers`), CloudMailin's
 * (`headers`, `envelope`, `plain`), or the plain names (`message_id`, `from`, `subject`, `text`, `in_reply_to`,
 * `references`, `headers`) that a script of one's own writes. The body keeps its fields beside `mail`.
 */
export function openMail(body: unknown): unknown {
  if (!isObject(body)) return body;
  const headers = headersOf(body.Headers ?? body.headers);
  const sender = isObject(body.FromFull) ? body.FromFull : isObject(body.from) ? body.from : {};
  const address = readAddress(first(body.From, body.from, headers.get("from")) ?? "");
  const email = first(sender.Email, sender.email, address.email);
  const subject = first(body.Subject, body.subject, headers.get("subject"));
  const inReplyTo = first(body.in_reply_to, headers.get("in-reply-to"));
  const references = listOf(body.references) ?? headers.get("references");
  const id = first(headers.get("message-id"), body.message_id, body.MessageID);
  const automatic = automaticBy(headers);
  const isByServer = automatic !== undefined || /^(mailer-daemon|postmaster)@/i.test(email ?? "");
  const report = isByServer ? openReport(body, wholeText(body) ?? "") : undefined;
  const mail: OpenedMail = {
    type: "email.received",
    id,
    from: {
      id: email?.toLowerCase(),
      email,
      name: first(sender.Name, sender.name, address.name),
    },
    subject,
    date: first(body.Date, body.date, headers.get("date")),
    text: writtenText(body, subject, inReplyTo !== undefined),
    in_reply_to: inReplyTo,
    references,
    thread: references?.match(/<[^<>\s]+>/)?.[0] ?? inReplyTo ?? id,
    automatic,
    report: report ? { ...report, about: report.about ?? inReplyTo ?? references } : undefined,
  };
  return { ...body, mail };
}

const wholeText = (body: Fields) => first(body.TextBody, body.plain, body.text, body["body-plain"]);

/** Newly written text; a mail that begins a thread says half of it in its subject. */
function writtenText(body: Fields, subject: string | undefined, isAnswer: boolean): string | undefined {
  const stripped = first(body.StrippedTextReply, body.reply_plain, body["stripped-text"]);
  const whole = wholeText(body);
  const own = stripped?.trim() ?? (whole && answeredText(whole));
  const told = isAnswer || (subject && /^\s*(re|aw|fwd?|回复|答复|转发)\s*[:：]/i.test(subject));
  if (told || !subject || own?.includes(subject.trim())) return own;
  return own ? `${subject.trim()}\n\n${own}` : subject.trim();
}

/** Header names in lower case and with hyphens; Postmark lists `{Name, Value}`, CloudMailin writes an object. */
function headersOf(value: unknown): Map<string, string> {
  const pairs: [unknown, unknown][] = Array.isArray(value)
    ? value.filter(isObject).map(({ Name, Value, name, value }) => [Name ?? name, Value ?? value])
    : isObject(value)
      ? Object.entries(value)
      : [];
  const known = new Map<string, string>();
  for (const [name, content] of pairs) {
    const said = listOf(content);
    if (typeof name === "string" && said) known.set(name.toLowerCase().replaceAll("_", "-"), said);
  }
  return known;
}

const listOf = (value: unknown): string | undefined =>
  Array.isArray(value) ? text(value.filter((one) => typeof one === "string").join(" ")) : text(value);

/** `Name <address>` or an address alone. */
function readAddress(value: string): { email?: string; name?: string } {
  const [, name = "", email] = /^\s*(.*?)\s*<([^<>\s]+)>\s*$/s.exec(value) ?? [];
  if (email) return { email, ...(name && { name: name.replace(/^"(.*)"$/s, "$1") }) };
  return /^\S+@\S+$/.test(value.trim()) ? { email: value.trim() } : {};
}

function automaticBy(headers: Map<string, string>): string | undefined {
  const submitted = headers.get("auto-submitted")?.trim().toLowerCase();
  if (submitted && submitted !== "no") return submitted;
  if (/multipart\/report/i.test(headers.get("content-type") ?? "")) return "report";
  if (headers.has("x-autoreply") || headers.has("x-autorespond")) return "auto-replied";
  const precedence = headers.get("precedence")?.trim().toLowerCase();
  return precedence === "auto_reply" || precedence === "bulk" ? precedence : undefined;
}

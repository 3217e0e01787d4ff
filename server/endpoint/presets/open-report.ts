type Fields = Record<string, unknown>;
const isObject = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What a mail server reports of another mail (RFC 3464), as far as it says so. */
export type OpenedReport = {
  /** failed, delayed, delivered, relayed, expanded */
  action: string;
  /** 5.1.1 and the like (RFC 3463) */
  status?: string | undefined;
  /** The server that did not take it, else the one that reports. */
  host?: string | undefined;
  /** What that server said. */
  said?: string | undefined;
  /** The Message-IDs of what it is about. */
  about?: string | undefined;
};

const longestSaid = 300;

/**
 * Opens a delivery status notification: of the parts that a relay hands over as attachments, `message/delivery-status` is the
 * report and `message/rfc822` or `text/rfc822-headers` what it is about. A relay that hands over no parts has the report in the
 * text. Of several recipients the one that fares worst counts.
 * @param text the mail's own text
 * @returns undefined for a mail that is no such report
 */
export function openReport(body: Fields, text: string): OpenedReport | undefined {
  const parts = partsOf(body);
  const said = parts.find(({ type }) => /^message\/(global-)?delivery-status$/.test(type))?.text ?? text;
  const groups = said.split(/\r?\n[ \t]*\r?\n/).map(fieldsOf);
  const recipients = groups.filter((fields) => fields.has("final-recipient") && fields.has("action"));
  const worst = ["failed", "delayed", "delivered", "relayed", "expanded"];
  const actionOf = (fields: Map<string, string>) => fields.get("action")!.toLowerCase();
  const [first] = recipients
    .filter((fields) => worst.includes(actionOf(fields)))
    .sort((a, b) => worst.indexOf(actionOf(a)) - worst.indexOf(actionOf(b)));
  if (!first) return undefined;
  const reporting = groups.find((fields) => fields.has("reporting-mta"))?.get("reporting-mta");
  const original = parts.find(({ type }) =>
    /^(message\/(rfc822|global)|text\/rfc822-headers)/.test(type),
  )?.text;
  // Of a returned mail the header only: what its text quotes is not what it is.
  const about = fieldsOf(original?.split(/\r?\n\r?\n/, 1)[0] ?? text).get("message-id");
  return {
    action: actionOf(first),
    status: first.get("status")?.match(/^\d\.\d{1,3}\.\d{1,3}/)?.[0],
    host: plain(first.get("remote-mta") ?? reporting),
    said: plain(first.get("diagnostic-code"))?.slice(0, longestSaid),
    about,
  };
}

/** Postmark's `Attachments` and CloudMailin's `attachments`, contents in base64. */
function partsOf(body: Fields): { type: string; text: string }[] {
  const list = [body.Attachments, body.attachments].find(Array.isArray) ?? [];
  return list.filter(isObject).flatMap((part) => {
    const type = part.ContentType ?? part.content_type;
    const content = part.Content ?? part.content;
    if (typeof type !== "string" || typeof content !== "string") return [];
    const bare = type.split(";", 1)[0]!.trim().toLowerCase();
    if (!/^(message\/|text\/rfc822-headers)/.test(bare)) return [];
    return [{ type: bare, text: Buffer.from(content, "base64").toString("utf8") }];
  });
}

/** Header fields by their names in lower case, folded lines joined (RFC 5322, 2.2.3); of a repeated one the first. */
function fieldsOf(text: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of text.replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/)) {
    const [, name, value] = /^([!-9;-~]{1,80}):[ \t]*(.*)$/.exec(line) ?? [];
    if (name && value && !fields.has(name.toLowerCase())) fields.set(name.toLowerCase(), value.trim());
  }
  return fields;
}

/** Without the type that stands before it (`dns; mx.example`, `smtp; 550 …`), and without control characters. */
const plain = (value: string | undefined): string | undefined =>
  value
    ?.replace(/^[\w-]+\s*;\s*/, "")
    .replace(/\p{Cc}+/gu, " ")
    .trim() || undefined;

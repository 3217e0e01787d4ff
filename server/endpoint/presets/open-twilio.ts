/** A report's own name: a message has one of each status, and all carry the message's SID. */
export function openTwilio(body: unknown): unknown {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return body;
  const { MessageSid, SmsSid, MessageStatus, SmsStatus } = body as Record<string, unknown>;
  const [sid, status] = [MessageSid ?? SmsSid, MessageStatus ?? SmsStatus];
  const isReport = typeof sid === "string" && typeof status === "string" && !/^receiv/.test(status);
  return { ...body, report: isReport ? { id: `${sid}/${status}` } : undefined };
}

/** Lines that mail programs put above what is answered; everything from there on is the earlier mail. */
const beginnings = [
  /^-{2,}\s*(Original Message|Forwarded message|原始邮件|原始郵件|转发的邮件)\s*-{2,}/i,
  /^_{10,}$/,
  /^(On|Am|Le|El|Il)\s.{5,200}\s(wrote|schrieb|a écrit|escribió|ha scritto)\s?:$/is,
  /^(在|于)?.{4,200}(写道|寫道)\s?[:：]$/s,
  /^.{3,120}(于|在).{4,80}(写道|寫道)\s?[:：]$/s,
];
/** Outlook and its like: a block of headers. */
const from = /^(\*?From\*?|发件人|寄件者)\s*[:：]/i;
const sent = /^(\*?(Sent|Date|To|Subject)\*?|发送时间|发送日期|日期|收件人|主题|主旨)\s*[:：]/i;

/**
 * What the writer of a mail added: without the quoted mail below it and without their signature (RFC 3676, 4.3). A mail
 * that is nothing but a quotation stays whole.
 */
export function answeredText(text: string): string {
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  let end = lines.length;
  for (let i = 0; i < end; i++) {
    const line = lines[i]!.trim();
    // The line that introduces a quotation is often broken in two.
    const two = `${line} ${lines[i + 1]?.trim() ?? ""}`.trim();
    const isHeaderBlock = from.test(line) && lines.slice(i + 1, i + 4).some((next) => sent.test(next.trim()));
    const isSignature = lines[i] === "-- " || lines[i] === "--";
    const introduces = beginnings.some((one) => one.test(line) || (line !== "" && one.test(two)));
    if (isHeaderBlock || isSignature || introduces || (line.startsWith(">") && restIsQuoted(lines, i)))
      end = i;
  }
  const own = lines.slice(0, end).join("\n").trim();
  return own === "" ? text.trim() : own;
}

/** Answers between quoted lines are kept: only a quotation that runs to the end is taken off. */
function restIsQuoted(lines: string[], start: number): boolean {
  return lines.slice(start).every((line) => line.trim() === "" || line.trim().startsWith(">"));
}

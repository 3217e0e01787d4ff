/**
 * How a header writes its signatures: one value after a prefix ("sha256=…"); or a list of labelled entries ("v1,… v1,…",
 * "t=…,v1=…") of which those under `label` count and the others are fields or versions we do not speak.
 */
export type SignatureForm =
  | { kind: "single"; prefix: string }
  | { kind: "list"; label: string; separator: " " | ","; joint: "," | "=" };

const mostSignatures = 20;

/** The signatures of a header value, its other fields, and a sentence when it is not of that form. */
export function readSignatures(
  value: string,
  form: SignatureForm,
): { signatures: string[]; fields: Map<string, string>; problem?: string } {
  const fields = new Map<string, string>();
  if (form.kind === "single")
    return value.startsWith(form.prefix)
      ? { signatures: [value.slice(form.prefix.length)], fields }
      : { signatures: [], fields, problem: `does not begin with "${form.prefix}".` };

  // Splitting stops at the limit, so that a long list costs nothing.
  const entries = value.split(form.separator, mostSignatures + 1);
  if (entries.length > mostSignatures)
    return { signatures: [], fields, problem: "has more than 20 signatures." };
  const signatures: string[] = [];
  for (const entry of entries) {
    const joint = entry.indexOf(form.joint);
    const [label, text] = [entry.slice(0, joint), entry.slice(joint + 1)];
    if (joint < 1 || !/^\w+$/.test(label) || !/^[\w+/=.-]*$/.test(text))
      return { signatures: [], fields, problem: "is not a list of signatures as this sender writes it." };
    if (label === form.label) signatures.push(text);
    else fields.set(label, text);
  }
  return signatures.length > 0
    ? { signatures, fields }
    : { signatures, fields, problem: `has no ${form.label} signature.` };
}

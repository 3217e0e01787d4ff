/** A piece of what a sender signs. */
export type SignedPart =
  | { kind: "literal"; text: string }
  | { kind: "body" | "timestamp" | "method" | "url" }
  | { kind: "header"; name: string };

const placeholder = /\{([^{}]*)\}/;

/**
 * Reads a template such as "{timestamp}.{body}": `{body}`, `{timestamp}`, `{method}`, `{url}`, `{header.NAME}` and plain
 * text between them. Returns a sentence when it is not one.
 */
export function parseSignedTemplate(template: string): SignedPart[] | string {
  const parts: SignedPart[] = [];
  // An odd piece is what stood between braces.
  for (const [i, piece] of template.split(placeholder).entries()) {
    if (i % 2 === 0) {
      if (/[{}]/.test(piece)) return "has a brace that belongs to no placeholder";
      if (piece) parts.push({ kind: "literal", text: piece });
    } else if (piece === "body" || piece === "timestamp" || piece === "method" || piece === "url")
      parts.push({ kind: piece });
    else if (/^header\.[\w-]+$/.test(piece))
      parts.push({ kind: "header", name: piece.slice("header.".length).toLowerCase() });
    else return `knows no {${piece}}; use {body}, {timestamp}, {method}, {url} or {header.NAME}`;
  }
  if (parts.filter((part) => part.kind === "body").length !== 1)
    return "must contain {body} once: what is not signed is not verified";
  return parts;
}

/** A template known to be right, for the schemes written in this folder. */
export function signed(template: string): SignedPart[] {
  const parts = parseSignedTemplate(template);
  if (typeof parts === "string") throw new Error(`"${template}" ${parts}`);
  return parts;
}

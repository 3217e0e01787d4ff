export type PayloadField = { path: string; value: string };

const most = 60;
const longest = 500;

/**
 * A JSON payload as names and values, in its own order: what can be read instead of parsed. Undefined for what is no JSON
 * object or list; empty values say nothing and are left out.
 */
export function flattenPayload(body: string): { fields: PayloadField[]; more: boolean } | undefined {
  let root: unknown;
  try {
    root = JSON.parse(body);
  } catch {
    return undefined;
  }
  if (typeof root !== "object" || root === null) return undefined;
  const fields: PayloadField[] = [];
  let more = false;
  const walk = (value: unknown, path: string): void => {
    if (more || value === null || value === undefined || value === "") return;
    if (typeof value === "object") {
      for (const [name, child] of Object.entries(value)) walk(child, path === "" ? name : `${path}.${name}`);
      return;
    }
    if (fields.length === most) {
      more = true;
      return;
    }
    const text = String(value);
    fields.push({ path, value: text.length > longest ? `${text.slice(0, longest).toWellFormed()}…` : text });
  };
  walk(root, "");
  return { fields, more };
}

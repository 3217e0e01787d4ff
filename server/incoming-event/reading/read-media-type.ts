import { DomainError } from "../../errors.ts";

/**
 * What the body is announced as: JSON (`application/json` or a type ending in `+json`), or form fields where the sender
 * posts those; never compressed. Throws DomainError("unsupported_media_type").
 */
export function readMediaType(headers: Record<string, string>, allowForm: boolean): "json" | "form" {
  const type = headers["content-type"]?.split(";", 1)[0]?.trim().toLowerCase();
  const isForm = allowForm && type === "application/x-www-form-urlencoded";
  if (!type || !(isForm || /^application\/(json|[\w.-]+\+json)$/.test(type)))
    throw new DomainError(
      "unsupported_media_type",
      `Send application/json; the request ${type ? `says ${type.slice(0, 100)}` : "names no content type"}.`,
    );
  const encoding = headers["content-encoding"]?.trim().toLowerCase();
  if (encoding && encoding !== "identity")
    throw new DomainError("unsupported_media_type", "Send the body without a content encoding.");
  return isForm ? "form" : "json";
}

import { DomainError } from "../../errors.ts";

/**
 * What the body is announced as: JSON (`application/json` or a type ending in `+json`), or form fields or XML where the
 * sender posts those; never compressed. Throws DomainError("unsupported_media_type").
 */
export function readMediaType(
  headers: Record<string, string>,
  allowed: "form" | "xml" | undefined,
): "json" | "form" | "xml" {
  const type = headers["content-type"]?.split(";", 1)[0]?.trim().toLowerCase();
  const isForm = allowed === "form" && type === "application/x-www-form-urlencoded";
  const isXml = allowed === "xml" && (type === "text/xml" || type === "application/xml");
  if (!type || !(isForm || isXml || /^application\/(json|[\w.-]+\+json)$/.test(type)))
    throw new DomainError(
      "unsupported_media_type",
      `Send application/json; the request ${type ? `says ${type.slice(0, 100)}` : "names no content type"}.`,
    );
  const encoding = headers["content-encoding"]?.trim().toLowerCase();
  if (encoding && encoding !== "identity")
    throw new DomainError("unsupported_media_type", "Send the body without a content encoding.");
  return isForm ? "form" : isXml ? "xml" : "json";
}

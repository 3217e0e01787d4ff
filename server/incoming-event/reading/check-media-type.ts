import { DomainError } from "../../errors.ts";

/**
 * Refuses a body that is not announced as plain JSON: `application/json` or a type ending in `+json`, not compressed.
 * Throws DomainError("unsupported_media_type").
 */
export function checkMediaType(headers: Record<string, string>): void {
  const type = headers["content-type"]?.split(";", 1)[0]?.trim().toLowerCase();
  if (!type || !/^application\/(json|[\w.-]+\+json)$/.test(type))
    throw new DomainError(
      "unsupported_media_type",
      `Send application/json; the request ${type ? `says ${type.slice(0, 100)}` : "names no content type"}.`,
    );
  const encoding = headers["content-encoding"]?.trim().toLowerCase();
  if (encoding && encoding !== "identity")
    throw new DomainError("unsupported_media_type", "Send the body without a content encoding.");
}

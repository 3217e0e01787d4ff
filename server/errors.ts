/** Every reason a request can be refused, with the HTTP status each edge answers. The list is closed. */
export const errorStatus = {
  // 400: the request cannot be read
  invalid_json: 400,
  invalid_encoding: 400,
  incomplete_body: 400,
  missing_event_key: 400,
  invalid_event_key: 400,
  invalid_input: 400,
  wrong_password: 400,
  // 401: no credential
  missing_credential: 401,
  no_secret_configured: 401,
  // 403: a credential, but not a good one
  signature_mismatch: 403,
  signature_malformed: 403,
  timestamp_stale: 403,
  timestamp_malformed: 403,
  token_mismatch: 403,
  address_not_allowed: 403,
  forbidden: 403,
  host_not_allowed: 422,
  not_found: 404,
  endpoint_not_found: 404,
  endpoint_disabled: 404,
  method_not_allowed: 405,
  conflict: 409,
  already_decided: 409,
  unseen_message: 409,
  newer_event: 409,
  last_admin: 409,
  already_member: 409,
  payload_too_large: 413,
  unsupported_media_type: 415,
  unusable_content: 422,
  rate_limited: 429,
  storage_unavailable: 503,
  model_unavailable: 502,
  source_unavailable: 502,
  internal: 500,
} as const;

export type ErrorCode = keyof typeof errorStatus;

/** The one error class of the product: a closed code, a sentence that says what to do, and where useful when to retry. */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: { cause?: unknown; retryAfterSeconds?: number } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "DomainError";
    this.code = code;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }

  get status(): number {
    return errorStatus[this.code];
  }

  /** By name and code, not by identity: main and Next's bundle each load this class, and pass errors to one another. */
  static override [Symbol.hasInstance](value: unknown): value is DomainError {
    if (!(value instanceof Error) || value.name !== "DomainError") return false;
    return Object.hasOwn(errorStatus, String((value as { code?: unknown }).code));
  }
}

export function notFound(what: string): DomainError {
  return new DomainError("not_found", `There is no such ${what} in this workspace.`);
}

/** PostgreSQL's own code (SQLSTATE) where Prisma does not know the error and keeps it inside; else empty. */
export function postgresCode(error: unknown): string {
  const { meta } = (error ?? {}) as {
    meta?: { driverAdapterError?: { cause?: { originalCode?: unknown } } };
  };
  return String(meta?.driverAdapterError?.cause?.originalCode ?? "");
}

/** Connection-class failures of PostgreSQL and its driver: worth a 503 and another try, not a 500. */
export function isStorageUnavailable(error: unknown): boolean {
  for (let e = error, depth = 0; e instanceof Error && depth < 5; e = e.cause, depth++) {
    const code = String((e as { code?: unknown }).code ?? "");
    if (/^(08|57P0|53|58)/.test(code) || /^(08|57P0|53|58)/.test(postgresCode(e))) return true;
    if (/^(ECONN|EPIPE|ENOENT|ETIMEDOUT|EAI_AGAIN|P1001|P1002|P1008|P1017|P2024|P2028)/.test(code))
      return true;
    if (
      /timeout exceeded when trying to connect|timeout expired|Connection terminated|Can't reach database|DatabaseNotReachable|ConnectionClosed|the database system is|Query read timeout|statement timeout/i.test(
        e.message,
      )
    )
      return true;
  }
  return false;
}

/** Any thrown value as a DomainError; what is not one becomes `storage_unavailable` or `internal`, without its text. */
export function toDomainError(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  if (isStorageUnavailable(error))
    return new DomainError(
      "storage_unavailable",
      "The database does not answer just now. Try again in a moment.",
      {
        cause: error,
        retryAfterSeconds: 5,
      },
    );
  return new DomainError("internal", "Something went wrong on our side. It is in the log.", { cause: error });
}

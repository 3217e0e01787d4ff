/** What an admin can do about a refusal: a closed list, said in words by the screens. */
export const hintCodes = [
  "accepted_now",
  "no_secret",
  "header_missing",
  "header_repeated",
  "looks_like",
  "prefix_missing",
  "digest_form",
  "body_reserialised",
  "body_not_signed",
  "secret_reading",
  "secret_trimmed",
  "previous_secret",
  "other_endpoint",
  "other_scheme",
  "timestamp_old",
  "timestamp_ahead",
  "timestamp_form",
  "aes_key_differs",
  "receive_id_differs",
  "encrypt_key_missing",
  "secret_differs",
] as const;

export type HintCode = (typeof hintCodes)[number];

/** Values for the words: names of headers and endpoints, numbers; never a secret. */
export type Hint = { code: HintCode; params: Record<string, string | number> };

export const hint = (code: HintCode, params: Hint["params"] = {}): Hint => ({ code, params });

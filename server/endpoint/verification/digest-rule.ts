import type { Encoding } from "./compare.ts";
import type { SignatureForm } from "./signature-header.ts";
import type { SignedPart } from "./signed-template.ts";
import type { TimestampUnit } from "./timestamp.ts";

/** The family of senders that sign with a keyed digest: all that differs between them. */
export type DigestRule = {
  /** Lower-cased name of the header that carries the signature. */
  header: string;
  form: SignatureForm;
  algorithm: "sha256" | "sha1" | "sha512";
  encoding: Encoding;
  /** The key's bytes. Default: the secret's UTF-8. */
  key?: (secret: string) => Buffer;
  signed: SignedPart[];
  /** How the address is written where it is signed. Default: as called. */
  url?: (url: string) => string;
  /**
   * Where the signed time is: a header, a field of the signature header, or a field of the JSON body (which a sender may
   * leave out).
   */
  timestamp?: {
    from: { header: string } | { field: string } | { bodyField: string };
    unit: TimestampUnit;
    toleranceS: number;
    pastOnly?: boolean;
  };
};

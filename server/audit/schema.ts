import { z } from "zod";
import { pageInput } from "../platform/page.ts";

export const auditFilter = pageInput.extend({
  /** The kind of thing that changed, e.g. "channel". */
  subject: z
    .string()
    .regex(/^[a-z_]{1,40}$/)
    .optional(),
});

/** Who did what, with the state before and after as far as it was written down; secrets were redacted when it was. */
export type AuditView = {
  id: string;
  at: Date;
  actor: { kind: string; id?: string; name?: string };
  action: string;
  subjectKind: string;
  subjectId: string;
  before: unknown;
  after: unknown;
};

import { z } from "zod";
import { templateProblem } from "../../platform/template/render-template.ts";

const longest = 4000;

/** Liquid round `{{ reply }}`: a greeting above, a signature below. */
export const wordingTemplate = z
  .string()
  .trim()
  .min(1)
  .max(longest)
  .superRefine((text, check) => {
    const problem = templateProblem(text);
    if (problem) check.addIssue({ code: "custom", message: problem });
    else if (!/\{\{-?\s*reply\b/.test(text))
      check.addIssue({ code: "custom", message: "must contain {{ reply }}, where the reply goes" });
  });

/** How a channel words its replies, by the reply's language; a language left out is sent as it was approved. */
export const wording = z.strictObject({ en: wordingTemplate.optional(), zh: wordingTemplate.optional() });

export type Wording = z.infer<typeof wording>;

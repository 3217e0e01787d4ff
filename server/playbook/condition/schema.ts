import { z } from "zod";
import { parseFieldPath } from "../../endpoint/mapping/field-path.ts";

/** The comparisons, under the names that condition builders of the web use (react-querybuilder). */
export const operators = [
  "=",
  "!=",
  ">",
  ">=",
  "<",
  "<=",
  "contains",
  "doesNotContain",
  "beginsWith",
  "endsWith",
  "in",
  "notIn",
  "null",
  "notNull",
] as const;
export type Operator = (typeof operators)[number];

const scalar = z.union([z.string().max(1000), z.number(), z.boolean(), z.null()]);

/** One comparison. `field` is a dotted path into headers, query, body or contact; without a prefix into the body. */
const rule = z.strictObject({
  field: z
    .string()
    .refine((path) => parseFieldPath(path) !== null, "must be a dotted path such as body.data.id"),
  operator: z.enum(operators),
  value: z.union([scalar, z.array(scalar).max(100)]).optional(),
});

export type Rule = z.infer<typeof rule>;
export type Condition = { combinator: "and" | "or"; rules: (Rule | Condition)[] };

const maxDepth = 4;
const maxRules = 50;

const count = (condition: Condition): number =>
  condition.rules.reduce((sum, one) => sum + ("rules" in one ? count(one) : 1), 0);

const atDepth = (depth: number): z.ZodType<Condition> =>
  z.strictObject({
    combinator: z.enum(["and", "or"]),
    rules: z.array(depth < maxDepth ? z.union([rule, atDepth(depth + 1)]) : rule).max(maxRules),
  }) as unknown as z.ZodType<Condition>;

/** Groups of comparisons, up to four deep, fifty comparisons in all. */
export const condition = atDepth(1).refine(
  (value) => count(value) <= maxRules,
  `may hold ${maxRules} comparisons at most`,
);

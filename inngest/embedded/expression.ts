import { createHash } from "node:crypto";

/**
 * The expressions of triggers, `waitForEvent`, `cancelOn`, concurrency keys and idempotency: the subset of CEL that is
 * used in practice. Comparisons, `&&`, `||`, `!`, `+`, parentheses, literals, and paths into `event` and `async` over own
 * properties. Anything else is refused when it is read; nothing is ever evaluated as code.
 */

export class ExpressionError extends Error {}

/** What paths start from: `event` began the run; `async` is the event that arrived since. */
export type Scope = { event?: unknown; async?: unknown };

export type Expression =
  | { kind: "literal"; value: string | number | boolean | null }
  | { kind: "path"; root: "event" | "async"; keys: string[] }
  | { kind: "not"; operand: Expression }
  | { kind: "binary"; operator: Operator; left: Expression; right: Expression };

type Operator = "||" | "&&" | "==" | "!=" | "<=" | ">=" | "<" | ">" | "+";

/** Loosest first; one level each. */
const precedence: Operator[][] = [["||"], ["&&"], ["==", "!=", "<=", ">=", "<", ">"], ["+"]];
const token =
  /\s*(?:(\d+(?:\.\d+)?)|("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|([A-Za-z_][A-Za-z0-9_]*)|(\|\||&&|==|!=|<=|>=|[-<>+!().[\]]))/y;
const maxLength = 2000;

/** @throws ExpressionError with a sentence that names what is not supported */
export function parseExpression(source: string): Expression {
  const refuse = (what: string): never => {
    throw new ExpressionError(
      `The expression "${source.slice(0, 200)}" ${what}. Supported are comparisons of event.… and async.… paths with literals or each other, joined by && || ! + and parentheses.`,
    );
  };
  if (source.length > maxLength) refuse(`is longer than ${maxLength} characters`);

  const tokens: { text: string; kind: "number" | "string" | "name" | "symbol" }[] = [];
  const end = source.trimEnd().length;
  token.lastIndex = 0;
  while (token.lastIndex < end) {
    const at = token.lastIndex;
    const match = token.exec(source);
    if (!match) refuse(`cannot be read at character ${at + 1}`);
    const [, number, string, name, symbol] = match as RegExpExecArray;
    tokens.push({
      text: (number ?? string ?? name ?? symbol) as string,
      kind: number ? "number" : string ? "string" : name ? "name" : "symbol",
    });
  }

  let position = 0;
  const peek = () => tokens[position]?.text;
  const next = () => tokens[position++] ?? refuse("ends too early");
  const expect = (text: string) => {
    if (next().text !== text) refuse(`lacks a "${text}"`);
  };
  const unquote = (text: string) => text.slice(1, -1).replace(/\\(.)/g, "$1");

  function binary(level: number): Expression {
    const operators = precedence[level];
    if (!operators) return unary();
    let left = binary(level + 1);
    while (operators.includes(peek() as Operator)) {
      const operator = next().text as Operator;
      left = { kind: "binary", operator, left, right: binary(level + 1) };
    }
    return left;
  }

  function unary(): Expression {
    const { text, kind } = next();
    if (kind === "number") return { kind: "literal", value: Number(text) };
    if (kind === "string") return { kind: "literal", value: unquote(text) };
    if (text === "!") return { kind: "not", operand: unary() };
    if (text === "-" && tokens[position]?.kind === "number")
      return { kind: "literal", value: -Number(next().text) };
    if (text === "(") {
      const inner = binary(0);
      expect(")");
      return inner;
    }
    if (text === "true" || text === "false") return { kind: "literal", value: text === "true" };
    if (text === "null") return { kind: "literal", value: null };
    if (text === "event" || text === "async") return path(text);
    return refuse(`uses "${text}"`);
  }

  function path(root: "event" | "async"): Expression {
    const keys: string[] = [];
    for (;;) {
      if (peek() === ".") {
        next();
        const key = next();
        if (key.kind !== "name") refuse(`has "${key.text}" after a dot`);
        keys.push(key.text);
      } else if (peek() === "[") {
        next();
        const key = next();
        if (key.kind === "string") keys.push(unquote(key.text));
        else if (key.kind === "number") keys.push(key.text);
        else refuse(`has "${key.text}" in brackets`);
        expect("]");
      } else return { kind: "path", root, keys };
    }
  }

  const expression = binary(0);
  if (position < tokens.length) refuse(`has an unexpected "${peek()}"`);
  return expression;
}

/** The value at a path of own properties; undefined where it ends early. */
function lookUp(value: unknown, keys: string[]): unknown {
  let current = value;
  for (const key of keys) {
    if (current === null || typeof current !== "object" || !Object.hasOwn(current, key)) return undefined;
    current = (current as Record<string, unknown>)[key];
  }
  return current;
}

/** Equality of scalars. A missing value equals an explicit null only, so that two missing ids never match. */
function equal(left: unknown, right: unknown): boolean {
  if (left === undefined) return right === null;
  if (right === undefined) return left === null;
  return left === right && typeof left !== "object" ? true : left === null && right === null;
}

/** The value of an expression; undefined where a path is missing or operands do not fit their operator. */
export function evaluate(expression: Expression, scope: Scope): unknown {
  switch (expression.kind) {
    case "literal":
      return expression.value;
    case "path":
      return lookUp(scope[expression.root], expression.keys);
    case "not":
      return evaluate(expression.operand, scope) !== true;
    case "binary":
      return combine(expression, scope);
  }
}

function combine(expression: Extract<Expression, { kind: "binary" }>, scope: Scope): unknown {
  const left = evaluate(expression.left, scope);
  if (expression.operator === "||") return left === true || evaluate(expression.right, scope) === true;
  if (expression.operator === "&&") return left === true && evaluate(expression.right, scope) === true;
  const right = evaluate(expression.right, scope);
  if (expression.operator === "==") return equal(left, right);
  if (expression.operator === "!=") return !equal(left, right);
  const comparable = typeof left === typeof right && (typeof left === "number" || typeof left === "string");
  if (!comparable) return undefined;
  const [a, b] = [left as number, right as number];
  if (expression.operator === "<") return a < b;
  if (expression.operator === ">") return a > b;
  if (expression.operator === "<=") return a <= b;
  if (expression.operator === ">=") return a >= b;
  return a + b;
}

/** Whether an expression holds: exactly true. */
export function holds(expression: Expression, scope: Scope): boolean {
  return evaluate(expression, scope) === true;
}

/**
 * The first `async.path == value` that must hold for the whole expression to, its other side known from `event` alone:
 * what an arriving event can be looked up by. Undefined when there is none, or the value is not a scalar.
 */
export function equalityKey(
  expression: Expression,
  event: unknown,
): { path: string[]; value: string } | undefined {
  if (expression.kind !== "binary") return undefined;
  if (expression.operator === "&&")
    return equalityKey(expression.left, event) ?? equalityKey(expression.right, event);
  if (expression.operator !== "==") return undefined;
  for (const [path, other] of [
    [expression.left, expression.right],
    [expression.right, expression.left],
  ] as const) {
    if (path.kind !== "path" || path.root !== "async" || mentionsAsync(other)) continue;
    const value = scalarKey(evaluate(other, { event }));
    if (value !== undefined) return { path: path.keys, value };
  }
  return undefined;
}

/** A scalar as the text it is looked up by (long ones by their digest: it is indexed); undefined for anything else. */
function scalarKey(value: unknown): string | undefined {
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return undefined;
  const text = JSON.stringify(value);
  return text.length <= 200 ? text : createHash("sha256").update(text).digest("hex");
}

/** The text an event is looked up by under a wait's path. */
export function keyAt(event: unknown, path: string[]): string | undefined {
  return scalarKey(lookUp(event, path));
}

function mentionsAsync(expression: Expression): boolean {
  if (expression.kind === "path") return expression.root === "async";
  if (expression.kind === "not") return mentionsAsync(expression.operand);
  if (expression.kind === "binary") return mentionsAsync(expression.left) || mentionsAsync(expression.right);
  return false;
}

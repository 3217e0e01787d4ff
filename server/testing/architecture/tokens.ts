export type Token = { kind: "name" | "string" | "mark"; text: string; line: number };

const name = /[\p{L}\p{N}_$]+/uy;
const lineComment = /\/\/.*/y;
const blockComment = /\/\*[\s\S]*?\*\//y;
const quoted = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/y;
const regex = /\/(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y;

/** After these a slash begins a regular expression; after anything else it divides, or closes a tag. */
const beforeRegex = new Set(["", "(", ",", "=", ":", "[", "!", "&", "|", "?", "{", ";", ">", "return"]);

/**
 * The names, strings and marks of a TypeScript file, without comments and regular expressions; the code inside template
 * literals is included, their text is not. JSX text comes out as names and marks, which no rule minds.
 */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  /** For every template literal we are inside of: how many braces its `${` has open. */
  const templates: number[] = [];
  let at = 0;
  let line = 1;

  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(source)?.[0];
  };
  const take = (text: string) => {
    at += text.length;
    line += text.split("\n").length - 1;
  };
  const push = (kind: Token["kind"], text: string, value = text) => {
    tokens.push({ kind, text: value, line });
    take(text);
  };
  const skipTemplateText = () => {
    const text = /(?:[^`\\$]|\\[\s\S]|\$(?!\{))*/y;
    take(match(text) ?? "");
    if (source.startsWith("${", at)) {
      templates.push(0);
      take("${");
    } else take("`");
  };

  while (at < source.length) {
    const char = source[at] as string;
    const open = templates.length - 1;
    const comment = match(lineComment) ?? match(blockComment);
    if (comment) take(comment);
    else if (char === "`") {
      take("`");
      skipTemplateText();
    } else if (char === "}" && open >= 0 && templates[open] === 0) {
      templates.pop();
      take("}");
      skipTemplateText();
    } else {
      const text = match(quoted);
      const expression =
        char === "/" && beforeRegex.has(tokens.at(-1)?.text ?? "") ? match(regex) : undefined;
      const word = match(name);
      if (text) push("string", text, text.slice(1, -1));
      else if (expression) take(expression);
      else if (word) push("name", word);
      else if (/\s/.test(char)) take(char);
      else {
        if (open >= 0 && char === "{") templates[open]! += 1;
        if (open >= 0 && char === "}") templates[open]! -= 1;
        push("mark", char);
      }
    }
  }
  return tokens;
}

/** Where a sequence of tokens begins; `null` in the sequence stands for any one token. */
export function find(tokens: Token[], ...sequence: (string | null)[]): Token[] {
  return tokens.filter((_, i) =>
    sequence.every((text, j) => {
      const token = tokens[i + j];
      return token !== undefined && token.kind !== "string" && (text === null || token.text === text);
    }),
  );
}

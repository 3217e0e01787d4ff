type Rule = { allow: boolean; pattern: string };
type Group = { agents: string[]; rules: Rule[] };

/** Beyond it a robots.txt need not be read (RFC 9309, 2.5). */
export const longestRobots = 512 * 1024;

function readGroups(text: string): Group[] {
  const groups: Group[] = [];
  let open: Group | undefined;
  for (const line of text.slice(0, longestRobots).split(/\r\n?|\n/)) {
    const [, field, value] = /^\s*([a-z-]+)\s*:\s*([^#]*?)\s*(?:#.*)?$/i.exec(line) ?? [];
    const name = field?.toLowerCase();
    if (name === "user-agent") {
      // Lines of agents that follow one another share the rules below them.
      if (!open || open.rules.length > 0) {
        open = { agents: [], rules: [] };
        groups.push(open);
      }
      open.agents.push(value!.toLowerCase());
    } else if (open && (name === "allow" || name === "disallow") && value !== "")
      open.rules.push({ allow: name === "allow", pattern: value! });
  }
  return groups;
}

/** One spelling of a path: what need not be escaped is not, what must be is, in capitals. */
function canonical(path: string): string {
  return path
    .replace(/%([0-9a-f]{2})/gi, (escaped, hex: string) => {
      const character = String.fromCharCode(Number.parseInt(hex, 16));
      return /[\w.~-]/.test(character) ? character : escaped.toUpperCase();
    })
    .replace(/[^\u0021-\u007e]+/g, (raw) => encodeURIComponent(raw.toWellFormed()));
}

/** Whether a path begins as the pattern says; `*` stands for anything, `$` at the end for the end. */
function matches(pattern: string, path: string): boolean {
  const anchored = pattern.endsWith("$");
  const parts = canonical(anchored ? pattern.slice(0, -1) : pattern).split("*");
  const [first = "", ...rest] = parts;
  if (!path.startsWith(first)) return false;
  let at = first.length;
  const last = anchored ? rest.pop() : undefined;
  for (const part of rest) {
    const found = path.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  if (!anchored) return true;
  return last === undefined ? at === path.length : path.length - last.length >= at && path.endsWith(last);
}

/**
 * Whether a robots.txt lets `agent` read a path (with its query), after RFC 9309: the rules of all groups that name the agent,
 * else of those for `*`; the longest matching rule counts, `Allow` where two are as long.
 */
export function mayRead(robots: string, agent: string, path: string): boolean {
  if (path === "/robots.txt") return true;
  const groups = readGroups(robots);
  const name = agent.toLowerCase();
  const own = groups.filter(({ agents }) => agents.includes(name));
  const meant = own.length > 0 ? own : groups.filter(({ agents }) => agents.includes("*"));
  const asked = canonical(path);
  const best = meant
    .flatMap(({ rules }) => rules)
    .filter(({ pattern }) => matches(pattern, asked))
    .sort((a, b) => b.pattern.length - a.pattern.length || Number(b.allow) - Number(a.allow))[0];
  return best?.allow ?? true;
}

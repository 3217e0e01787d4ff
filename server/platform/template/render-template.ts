import { Liquid } from "liquidjs";

/** What a template may read: plain data, own properties only. */
export type TemplateFacts = Record<string, unknown>;

const limits = { parseLimit: 20_000, renderLimit: 100, memoryLimit: 200_000 };
export const longestRendered = 8000;

/**
 * Liquid without anything that reads elsewhere (no files, no partials) and with limits on parsing, time and memory. Each
 * value that is filled in passes through `onValue`.
 */
function engine(onValue: (value: unknown) => string): Liquid {
  const liquid = new Liquid({
    ...limits,
    ownPropertyOnly: true,
    strictFilters: true,
    jsTruthy: false,
    cache: false,
    relativeReference: false,
    templates: {},
    outputEscape: (value: unknown) => onValue(value),
  });
  for (const tag of ["include", "render", "layout", "block"]) delete liquid.tags[tag];
  return liquid;
}

/** What is wrong with a template, in words; null when it can be rendered. */
export function templateProblem(text: string): string | null {
  try {
    engine(String).parse(text);
    return null;
  } catch (error) {
    const message = error instanceof Error ? error.message : "cannot be read";
    return message.split("\n")[0]!.slice(0, 200);
  }
}

export type Rendered =
  /** `empty` counts the places for which there was no value. */
  { text: string; empty: number } | { problem: string };

/** Renders a template; a value that is missing leaves its place empty and is counted. Never throws. */
export function renderTemplate(
  text: string,
  facts: TemplateFacts,
  onValue: (value: string) => string = (value) => value,
): Rendered {
  let empty = 0;
  try {
    const liquid = engine((value) => {
      const shown =
        value === undefined || value === null
          ? ""
          : typeof value === "object"
            ? JSON.stringify(value)
            : String(value);
      if (shown === "") empty++;
      return shown === "" ? "" : onValue(shown.replaceAll("\u0000", "").toWellFormed());
    });
    const rendered = String(liquid.parseAndRenderSync(text, facts));
    if (rendered.length > longestRendered)
      return { problem: `It makes more than ${longestRendered} characters.` };
    return { text: rendered.trim(), empty };
  } catch (error) {
    return {
      problem: (error instanceof Error ? error.message : String(error)).split("\n")[0]!.slice(0, 200),
    };
  }
}

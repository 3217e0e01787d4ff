import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/**
 * What axe finds wrong on a page, a line each, once what comes or goes has come or gone: half a toast has half its contrast.
 * @param options.within a selector; the whole page without it
 * @param options.rules only these, of all
 */
export async function axeFindings(
  page: Page,
  { within, rules }: { within?: string; rules?: string[] } = {},
): Promise<string[]> {
  await page.evaluate(async () => {
    // A spinner never ends.
    const ends = ({ playState, effect }: Animation) =>
      playState === "running" &&
      Number(effect?.getComputedTiming().endTime ?? Number.POSITIVE_INFINITY) < 10_000;
    for (let round = 0; round < 20; round++) {
      const running = document.getAnimations().filter(ends);
      if (running.length === 0) return;
      await Promise.allSettled(running.map(({ finished }) => finished));
    }
  });
  // Nothing here is framed, so that axe need not look into other pages.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  if (within) axe.include(within);
  if (rules) axe.withRules(rules);
  const { violations } = await axe.analyze();
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`,
  );
}

export async function axeFindsNothing(page: Page, where = "the page"): Promise<void> {
  expect(await axeFindings(page), where).toEqual([]);
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { metrics } from "../../server/api/rest/metrics.ts";

type Target = { refId: string; expr: string; datasource: { type: string; uid: string } };
type Panel = {
  id: number;
  type: string;
  title: string;
  targets?: Target[];
  gridPos: { h: number; w: number; x: number; y: number };
};
type Dashboard = {
  uid: string;
  title: string;
  schemaVersion: number;
  panels: Panel[];
  templating: { list: { name: string; type: string; query: string }[] };
};

const dashboard = JSON.parse(readFileSync(join(import.meta.dirname, "firstline.json"), "utf8")) as Dashboard;
const targets = dashboard.panels.flatMap(({ title, targets = [] }) =>
  targets.map(({ expr }): [string, string] => [title, expr]),
);

/** The series that /metrics really writes, with the labels of each. */
async function published(): Promise<Map<string, string[]>> {
  const all = metrics().registry.getMetricsAsArray() as unknown as {
    name: string;
    type: string;
    labelNames?: string[];
  }[];
  return new Map(
    all.flatMap(({ name, type, labelNames = [] }) =>
      (type === "histogram" ? ["_bucket", "_sum", "_count"] : [""]).map((part): [string, string[]] => [
        name + part,
        part === "_bucket" ? [...labelNames, "le"] : labelNames,
      ]),
    ),
  );
}

test("it is one dashboard that Grafana takes as a file: ids of its own, nothing over another, its source a variable", () => {
  const { uid, title, schemaVersion, panels, templating } = dashboard;
  expect({ uid, title }).toEqual({ uid: "firstline", title: "Firstline" });
  expect(schemaVersion).toBeGreaterThanOrEqual(36);
  expect(dashboard).not.toHaveProperty("__inputs");
  expect(templating.list).toMatchObject([{ name: "datasource", type: "datasource", query: "prometheus" }]);
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_, i) => `${x + (i % w)}/${y + Math.floor(i / w)}`),
  );
  expect(new Set(cells).size).toBe(cells.length);
  for (const { title, type, targets = [], gridPos } of panels) {
    expect(["row", "stat", "timeseries"], title).toContain(type);
    expect(gridPos.x + gridPos.w, title).toBeLessThanOrEqual(24);
    expect(targets.length > 0, title).toBe(type !== "row");
    for (const { datasource } of targets)
      expect(datasource).toEqual({ type: "prometheus", uid: ["$", "{datasource}"].join("") });
  }
});

test.each(targets)("%s: %s asks for what is published", async (_, expr) => {
  const known = await published();
  const series = expr.match(/\bfirstline_\w+/g) ?? [];
  expect(series).toHaveLength(1);
  expect([...known.keys()]).toContain(series[0]);
  const labels = [...expr.matchAll(/\b(?:by \(([\w, ]+)\)|\{(\w+)=)/g), ...expr.matchAll(/\{(\w+)="/g)]
    .flatMap(([, by, one]) => (one ?? by ?? "").split(", "))
    .filter(Boolean);
  for (const label of labels) expect(known.get(series[0]!), label).toContain(label);
  expect(expr.match(/[([{]/g)?.length ?? 0).toBe(expr.match(/[)\]}]/g)?.length ?? 0);
});

test("everything of ours that is published is on it", async () => {
  const shown = targets.map(([, expr]) => expr).join(" ");
  const own = metrics()
    .registry.getMetricsAsArray()
    .map(({ name }) => name)
    .filter((name) => !/^firstline_(process|nodejs)_/.test(name));
  expect(own.length).toBeGreaterThan(10);
  for (const name of own) expect(shown, name).toContain(name);
});

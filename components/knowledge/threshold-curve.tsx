"use client";

import { useFormatter, useTranslations } from "next-intl";
import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import type { Learned } from "../../server/knowledge/calibration/schema.ts";

const axis = {
  stroke: "var(--border)",
  tick: { fill: "var(--muted-foreground)", fontSize: 11 },
  tickLine: false,
};

/** What each threshold would answer, of the questions the base can answer and of those it cannot; and the same as a table. */
export default function ThresholdCurve({ learned }: { learned: Learned }) {
  const t = useTranslations("thresholds");
  const format = useFormatter();
  const share = (value: unknown) =>
    format.number(Number(value), { style: "percent", maximumFractionDigits: 0 });
  const number = (value: number) => format.number(value, { maximumFractionDigits: 2 });
  const { curve, chosen } = learned;
  const series = [
    { key: "answered", name: t("answered"), color: "var(--positive)" },
    { key: "wronglyAnswered", name: t("wronglyAnswered"), color: "var(--destructive)" },
  ] as const;
  return (
    <figure className="relative mt-4 min-w-0 overflow-hidden rounded-lg border px-4 py-3">
      <figcaption className="mb-2 font-medium">{t("curve")}</figcaption>
      <div aria-hidden className="h-60">
        <ResponsiveContainer>
          <LineChart
            data={curve}
            margin={{ top: 16, right: 12, bottom: 4, left: -8 }}
            accessibilityLayer={false}
          >
            <CartesianGrid vertical={false} stroke="var(--border)" />
            <XAxis dataKey="threshold" type="number" domain={[0, 2]} tickFormatter={number} {...axis} />
            <YAxis domain={[0, 1]} tickFormatter={share} {...axis} />
            <Tooltip
              formatter={share}
              labelFormatter={(label) => t("atThreshold", { threshold: number(Number(label)) })}
              contentStyle={{
                background: "var(--popover)",
                border: "1px solid var(--border)",
                borderRadius: 5,
                color: "var(--popover-foreground)",
                fontSize: 12,
              }}
            />
            <ReferenceLine
              x={chosen.related}
              stroke="var(--pending)"
              strokeDasharray="4 3"
              label={{
                value: t("related"),
                position: "insideTopRight",
                fill: "var(--pending)",
                fontSize: 11,
              }}
            />
            <ReferenceLine
              x={chosen.answer}
              stroke="var(--positive)"
              strokeDasharray="4 3"
              label={{ value: t("answer"), position: "insideTopLeft", fill: "var(--positive)", fontSize: 11 }}
            />
            {series.map(({ key, name, color }) => (
              <Line
                key={key}
                dataKey={key}
                name={name}
                stroke={color}
                strokeWidth={2}
                dot={false}
                isAnimationActive={false}
              />
            ))}
          </LineChart>
        </ResponsiveContainer>
      </div>
      <ul aria-hidden className="mt-2 flex flex-wrap gap-x-3 text-xs text-muted-foreground">
        {series.map(({ key, name, color }) => (
          <li key={key} className="flex items-center gap-1.5">
            <svg viewBox="0 0 8 8" className="size-2" role="presentation">
              <rect width="8" height="8" rx="1" fill={color} />
            </svg>
            {name}
          </li>
        ))}
      </ul>
      <table className="sr-only">
        <caption>{t("curve")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("threshold")}</th>
            {series.map(({ key, name }) => (
              <th key={key} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {curve
            .filter((_, i) => i % 4 === 0)
            .map(({ threshold, answered, wronglyAnswered }) => (
              <tr key={threshold}>
                <th scope="row">{number(threshold)}</th>
                <td>{share(answered)}</td>
                <td>{share(wronglyAnswered)}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </figure>
  );
}

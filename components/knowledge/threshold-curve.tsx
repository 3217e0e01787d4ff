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
import { ChartFrame } from "../ui/chart-frame.tsx";
import { axis, tooltip } from "../ui/chart-style.ts";

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
  const rows = curve
    .filter((_, i) => i % 4 === 0)
    .map(({ threshold, ...shares }) => ({ label: number(threshold), ...shares }));
  return (
    <ChartFrame
      title={t("curve")}
      head={t("threshold")}
      rows={rows}
      series={series}
      format={share}
      className="relative mt-4 overflow-hidden"
      height="h-60"
    >
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
            {...tooltip}
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
    </ChartFrame>
  );
}

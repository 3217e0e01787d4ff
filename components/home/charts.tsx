"use client";

import { useFormatter, useTranslations } from "next-intl";
import {
  Bar,
  BarChart,
  CartesianGrid,
  Line,
  LineChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import type { DayFigures } from "../../server/figure/schema.ts";
import { useDuration } from "../runs/use-run-texts.ts";
import { ChartFrame, type Series } from "../ui/chart-frame.tsx";
import { axis, tooltip } from "../ui/chart-style.ts";

const margin = { top: 8, right: 8, bottom: 0, left: -12 };

/** Fourteen days as three pictures; each is also a table, which is what screen readers are given. */
export default function Charts({ days }: { days: readonly DayFigures[] }) {
  const t = useTranslations("figures");
  const format = useFormatter();
  const duration = useDuration();
  const rows = days.map(({ start, events, decisions, firstResponseSeconds }) => ({
    label: format.dateTime(start, { day: "numeric", month: "numeric" }),
    events,
    ...decisions,
    firstResponse: firstResponseSeconds,
  }));
  const volume: Series[] = [{ key: "events", name: t("series.events"), color: "var(--primary)" }];
  const decisions: Series[] = [
    { key: "unedited", name: t("series.unedited"), color: "var(--positive)" },
    { key: "byPlaybook", name: t("series.byPlaybook"), color: "var(--input)" },
    { key: "edited", name: t("series.edited"), color: "var(--evidence-line)" },
    { key: "rejected", name: t("series.rejected"), color: "var(--destructive)" },
  ];
  const response: Series[] = [
    { key: "firstResponse", name: t("series.firstResponse"), color: "var(--primary)" },
  ];
  const time = (value: unknown) => (typeof value === "number" ? duration(value * 1000) : t("none"));
  return (
    <div className="grid gap-3 lg:grid-cols-3">
      <ChartFrame head={t("day")} title={t("charts.volume")} rows={rows} series={volume}>
        <ResponsiveContainer>
          <BarChart data={rows} margin={margin} accessibilityLayer={false}>
            <CartesianGrid vertical={false} stroke="var(--border)" />
            <XAxis dataKey="label" {...axis} />
            <YAxis allowDecimals={false} {...axis} />
            <Tooltip {...tooltip} />
            <Bar dataKey="events" name={t("series.events")} fill="var(--primary)" isAnimationActive={false} />
          </BarChart>
        </ResponsiveContainer>
      </ChartFrame>
      <ChartFrame head={t("day")} title={t("charts.decisions")} rows={rows} series={decisions}>
        <ResponsiveContainer>
          <BarChart data={rows} margin={margin} accessibilityLayer={false}>
            <CartesianGrid vertical={false} stroke="var(--border)" />
            <XAxis dataKey="label" {...axis} />
            <YAxis allowDecimals={false} {...axis} />
            <Tooltip {...tooltip} />
            {decisions.map(({ key, name, color }) => (
              <Bar
                key={key}
                dataKey={key}
                name={name}
                fill={color}
                stackId="decided"
                isAnimationActive={false}
              />
            ))}
          </BarChart>
        </ResponsiveContainer>
      </ChartFrame>
      <ChartFrame
        head={t("day")}
        title={t("charts.firstResponse")}
        rows={rows}
        series={response}
        format={time}
      >
        <ResponsiveContainer>
          <LineChart data={rows} margin={margin} accessibilityLayer={false}>
            <CartesianGrid vertical={false} stroke="var(--border)" />
            <XAxis dataKey="label" {...axis} />
            <YAxis {...axis} tickFormatter={(value: number) => duration(value * 1000)} width={72} />
            <Tooltip {...tooltip} formatter={time} />
            <Line
              dataKey="firstResponse"
              name={t("series.firstResponse")}
              stroke="var(--primary)"
              strokeWidth={2}
              dot={{ r: 2.5, fill: "var(--primary)" }}
              connectNulls
              isAnimationActive={false}
            />
          </LineChart>
        </ResponsiveContainer>
      </ChartFrame>
    </div>
  );
}

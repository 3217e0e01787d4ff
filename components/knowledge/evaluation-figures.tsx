"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { Figures } from "../../server/knowledge/evaluation/figures.ts";
import type { EvaluationReport } from "../../server/knowledge/evaluation/schema.ts";
import { Fact, Facts } from "../ui/facts.tsx";

const columns = ["recall1", "recall5", "mrr", "ndcg"] as const;
/** In percentage points; less than the table shows is no change. */
const leastChange = 0.05;

type Row = { name: string; figures: Figures; before: Figures | undefined };

/** The figures of a run as a table, a language a row, each with what changed since the run before; and the unanswerable ones. */
export function EvaluationFigures({
  report,
  before,
}: {
  report: EvaluationReport;
  before: EvaluationReport | null;
}) {
  const t = useTranslations("evaluation");
  const format = useFormatter();
  const percent = (share: number) =>
    format.number(share, { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const changed = (now: number, then: number | undefined) => {
    const points = then === undefined ? 0 : 100 * (now - then);
    if (Math.abs(points) < leastChange) return null;
    const text = format.number(points, { signDisplay: "always", maximumFractionDigits: 1 });
    return (
      <span className={points > 0 ? "text-positive" : "text-destructive"}>
        {" "}
        <span className="sr-only">{t("change")}</span>
        {text}
      </span>
    );
  };
  const rows: Row[] = [
    { name: t("all"), figures: report.all, before: before?.all },
    ...report.languages.map(({ language, figures }) => ({
      name: t(`language.${language}`),
      figures,
      before: before?.languages.find((one) => one.language === language)?.figures,
    })),
  ];
  const { unanswerable } = report;
  return (
    <>
      {report.all.questions > 0 ? (
        <div className="mt-4 overflow-x-auto">
          <table className="w-full max-w-3xl whitespace-nowrap text-sm tabular-nums">
            <thead>
              <tr className="border-b text-left text-muted-foreground">
                <th scope="col" className="py-1.5 pr-4 font-medium">
                  {t("asked")}
                </th>
                <th scope="col" className="py-1.5 pr-4 text-right font-medium">
                  {t("questions")}
                </th>
                {columns.map((column) => (
                  <th
                    key={column}
                    scope="col"
                    title={t(`hint.${column}`)}
                    className="py-1.5 pr-4 text-right font-medium"
                  >
                    {t(`figure.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ name, figures, before: then }) => (
                <tr key={name} className="border-b">
                  <th scope="row" className="py-1.5 pr-4 text-left font-normal">
                    {name}
                  </th>
                  <td className="py-1.5 pr-4 text-right">{format.number(figures.questions)}</td>
                  {columns.map((column) => (
                    <td key={column} className="py-1.5 pr-4 text-right">
                      {percent(figures[column])}
                      {then && then.questions > 0 ? changed(figures[column], then[column]) : null}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          <p className="mt-2 max-w-[76ch] text-pretty text-xs text-muted-foreground">{t("legend")}</p>
        </div>
      ) : null}
      {unanswerable.questions > 0 ? (
        <div className="mt-4">
          <Facts>
            <Fact name={t("unanswerable")}>
              {t("refused", { refused: unanswerable.unknown, of: unanswerable.questions })}
              {unanswerable.answer > 0 ? t("wronglyAnswered", { count: unanswerable.answer }) : null}
            </Fact>
            {report.auroc === null ? null : (
              <Fact name={t("auroc")}>{format.number(report.auroc, { maximumFractionDigits: 3 })}</Fact>
            )}
          </Facts>
        </div>
      ) : null}
    </>
  );
}

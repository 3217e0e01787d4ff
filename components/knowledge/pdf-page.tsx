"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import type { PDFDocumentProxy, PDFPageProxy, TextItem } from "pdfjs-dist/types/src/display/api.js";
import { useEffect, useRef, useState } from "react";
import { Button } from "../ui/button.tsx";
import { SkeletonRows } from "../ui/states.tsx";
import { findOnPage } from "./find-on-page.ts";

const assets = "/api/pdf/";
const widest = 900;
const markColor = "rgba(255, 208, 64, 0.45)";

/** Opens the file a version was read from; PDF.js and its worker come from our own address, and nothing in the file is run. */
async function openFile(url: string): Promise<PDFDocumentProxy> {
  const { getDocument, GlobalWorkerOptions } = await import("pdfjs-dist");
  GlobalWorkerOptions.workerSrc = `${assets}build/pdf.worker.min.mjs`;
  return getDocument({
    url,
    cMapUrl: `${assets}cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${assets}standard_fonts/`,
    useWasm: false,
    // Letters are drawn as paths: no style sheet has to be added to the page.
    disableFontFace: true,
    enableXfa: false,
  }).promise;
}

/** Draws a page as wide as there is room, and marks the passage on it. */
async function draw(page: PDFPageProxy, room: number, passage: string): Promise<HTMLCanvasElement> {
  const width = Math.min(room, widest);
  const shown = page.getViewport({ scale: width / page.getViewport({ scale: 1 }).width });
  const sharpness = Math.min(window.devicePixelRatio || 1, 2);
  const viewport = page.getViewport({ scale: shown.scale * sharpness });
  // Drawn aside, and shown when it is whole: two pages asked for at once do not draw over one another.
  const sheet = document.createElement("canvas");
  sheet.width = Math.floor(viewport.width);
  sheet.height = Math.floor(viewport.height);
  await page.render({ canvas: sheet, viewport }).promise;
  const items = (await page.getTextContent()).items.filter((item): item is TextItem => "str" in item);
  const context = sheet.getContext("2d");
  if (!context) return sheet;
  context.fillStyle = markColor;
  context.globalCompositeOperation = "multiply";
  for (const { piece, from, to } of findOnPage(items, passage)) {
    const { transform, width: length } = items[piece]!;
    const [, b = 0, c = 0, d = 0, x = 0, y = 0] = transform as number[];
    const height = Math.hypot(c, d) || Math.abs(b);
    const [left, bottom] = viewport.convertToViewportPoint(x + length * from, y - height * 0.25) as number[];
    const [right, top] = viewport.convertToViewportPoint(x + length * to, y + height) as number[];
    context.fillRect(left!, top!, right! - left!, bottom! - top!);
  }
  return sheet;
}

/** A page of the original file, with the passage marked where it stands on it. */
export default function PdfPage({
  documentId,
  versionId,
  pages,
  text,
  cited,
}: {
  documentId: string;
  versionId: string;
  /** Where each page begins in the text. */
  pages: number[];
  text: string;
  cited: { start: number; end: number } | undefined;
}) {
  const t = useTranslations("pdf");
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const [file, setFile] = useState<PDFDocumentProxy>();
  const [failed, setFailed] = useState(false);
  const pageOf = (at: number) => Math.max(1, pages.findLastIndex((start) => start <= at) + 1);
  const wanted = cited ? pageOf(cited.start) : 1;
  const [number, setNumber] = useState(wanted);
  useEffect(() => setNumber(wanted), [wanted]);

  useEffect(() => {
    let gone = false;
    let opened: PDFDocumentProxy | undefined;
    openFile(`/api/v1/documents/${documentId}/file?version=${versionId}`).then(
      (document) => {
        opened = document;
        if (gone) void document.loadingTask.destroy();
        else setFile(document);
      },
      () => setFailed(true),
    );
    return () => {
      gone = true;
      void opened?.loadingTask.destroy();
    };
  }, [documentId, versionId]);

  const pageStart = pages[number - 1] ?? 0;
  const pageEnd = pages[number] ?? text.length;
  const passage = cited ? text.slice(Math.max(cited.start, pageStart), Math.min(cited.end, pageEnd)) : "";
  useEffect(() => {
    let gone = false;
    const room = frame.current?.clientWidth ?? 600;
    file
      ?.getPage(number)
      .then((page) => draw(page, room, passage))
      .then((sheet) => {
        const shown = canvas.current;
        if (gone || !shown) return;
        shown.width = sheet.width;
        shown.height = sheet.height;
        shown.getContext("2d")?.drawImage(sheet, 0, 0);
        shown.dataset.drawn = String(number);
      })
      .catch(() => !gone && setFailed(true));
    return () => {
      gone = true;
    };
  }, [file, number, passage]);

  if (failed) return <p className="text-sm text-muted-foreground">{t("failed")}</p>;
  const count = file?.numPages ?? pages.length;
  return (
    <div ref={frame} className="flex flex-col gap-3">
      <div className="flex items-center gap-2 text-sm">
        <Button
          size="icon"
          variant="ghost"
          aria-label={t("previous")}
          disabled={number <= 1}
          focusableWhenDisabled
          onClick={() => setNumber(number - 1)}
        >
          <ChevronLeft aria-hidden />
        </Button>
        <span role="status" className="tabular-nums">
          {t("page", { page: number, count })}
        </span>
        <Button
          size="icon"
          variant="ghost"
          aria-label={t("next")}
          disabled={number >= count}
          focusableWhenDisabled
          onClick={() => setNumber(number + 1)}
        >
          <ChevronRight aria-hidden />
        </Button>
      </div>
      {file ? null : <SkeletonRows count={6} />}
      <canvas
        ref={canvas}
        role="img"
        aria-label={t("picture", { page: number })}
        className={file ? "w-full max-w-[900px] rounded-md border bg-white" : "hidden"}
      />
    </div>
  );
}

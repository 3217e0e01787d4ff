"use client";

import type { ComponentProps } from "react";
import { cn } from "../ui/class-names.ts";
import { markSentences } from "./mark-sentences.ts";

const typography =
  "foreign-text col-start-1 row-start-1 w-full px-3 py-2.5 text-base leading-relaxed max-md:text-lg lg:text-[0.9375rem]";

const doubtful = {
  claim:
    "rounded-xs bg-pending-soft underline decoration-pending decoration-wavy decoration-1 underline-offset-4",
  uncited: "underline decoration-pending/70 decoration-dotted underline-offset-4",
};

/**
 * A text field in which the sentences that rest on evidence are highlighted as long as they are unchanged, and what rests on
 * none is underlined: the same text lies underneath, transparent but for its marks, in the same grid cell and type.
 */
export function MarkedTextarea({
  value,
  cited,
  doubts,
  className,
  ...props
}: Omit<ComponentProps<"textarea">, "value"> & {
  value: string;
  cited: readonly { ordinal: number; sentence: string }[];
  doubts: Parameters<typeof markSentences>[2];
}) {
  let position = 0;
  return (
    <div
      className={cn(
        "grid max-h-[38dvh] min-h-24 overflow-y-auto rounded-md border border-input bg-background focus-within:outline-2 focus-within:outline-ring",
        className,
      )}
    >
      <div aria-hidden className={cn(typography, "pointer-events-none text-transparent")}>
        {markSentences(value, cited, doubts).map((span) => {
          const key = position;
          position += span.text.length;
          const doubt = span.doubt && doubtful[span.doubt];
          return span.ordinal === undefined ? (
            <span key={key} className={doubt}>
              {span.text}
            </span>
          ) : (
            <mark key={key} className={cn("rounded-xs text-transparent", doubt)}>
              {span.text}
            </mark>
          );
        })}
        {"\n"}
      </div>
      <textarea
        value={value}
        className={cn(
          typography,
          "resize-none overflow-hidden bg-transparent outline-none field-sizing-content",
        )}
        {...props}
      />
    </div>
  );
}

"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "./button.tsx";
import { Input } from "./input.tsx";

/** Text to take along: one press copies it; where the browser keeps the clipboard closed, it stands selected. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const t = useTranslations("common");
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2500);
    return () => clearTimeout(timer);
  }, [copied]);

  async function copy() {
    field.current?.select();
    try {
      // Absent on plain http inside a house: then the selection is what there is.
      await navigator.clipboard.writeText(value);
      setCopied(true);
    } catch {
      field.current?.focus();
    }
  }

  return (
    <div className="flex gap-2">
      <Input
        ref={field}
        aria-label={label}
        readOnly
        value={value}
        className="font-mono text-sm"
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button onClick={copy} className="h-9">
        {copied ? <Check aria-hidden className="text-positive" /> : <Copy aria-hidden />}
        <span aria-live="polite">{copied ? t("copied") : t("copy")}</span>
      </Button>
    </div>
  );
}

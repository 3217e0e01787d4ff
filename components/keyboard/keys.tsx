"use client";

const keyNames: Record<string, string> = { Enter: "↵", Shift: "⇧" };

/** A combination such as "mod+Enter" or "g i", as the keys look on this machine. */
export function Keys({ combination }: { combination: string }) {
  const mac = /Mac|iPhone|iPad/.test(navigator.userAgent);
  return (
    <span className="flex gap-1">
      {combination.split(/[+ ]/).map((key) => (
        <kbd
          key={key}
          className="min-w-6 rounded-sm border border-b-2 bg-surface px-1.5 text-center font-mono text-xs leading-5"
        >
          {key === "mod" ? (mac ? "⌘" : "Ctrl") : (keyNames[key] ?? key)}
        </kbd>
      ))}
    </span>
  );
}

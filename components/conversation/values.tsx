/** A JSON value on one line. */
export const plain = (value: unknown): string =>
  typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);

/** Names and values of a call, one below the other. */
export function Values({ title, values }: { title: string; values: Record<string, unknown> }) {
  const entries = Object.entries(values);
  if (entries.length === 0) return null;
  return (
    <div className="min-w-0">
      <p className="mb-0.5 font-medium">{title}</p>
      <dl className="flex flex-col gap-0.5">
        {entries.map(([name, value]) => (
          <div key={name} className="flex gap-2">
            <dt className="shrink-0 font-mono text-xs leading-5 text-muted-foreground">{name}</dt>
            <dd className="foreign-text min-w-0">{plain(value)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** HTTP headers as they came, a name as often as it came. */
export function HeaderList({ headers }: { headers: readonly (readonly [string, string])[] }) {
  return (
    <dl className="divide-y font-mono text-xs">
      {headers.map(([name, value], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a header may come twice, and the list never changes
        <div key={index} className="grid gap-x-4 py-1 sm:grid-cols-[14rem_1fr]">
          <dt className="foreign-text text-muted-foreground">{name}</dt>
          <dd className="foreign-text">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

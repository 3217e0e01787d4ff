/** JSON as it is kept, in a box that scrolls. */
export function JsonBlock({ label, text }: { label: string; text: string }) {
  return (
    <section aria-label={label}>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        className="foreign-text max-h-80 overflow-auto rounded-md bg-muted p-3 font-mono text-xs"
      >
        {text}
      </pre>
    </section>
  );
}

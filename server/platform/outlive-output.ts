/**
 * Whoever reads our terminal or our log may be gone first (a closed pipe). We go on without being read: unheard, the error
 * of such a write is an uncaught exception, whose report is written there too, and so on without end.
 */
export function outliveOutput(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
}

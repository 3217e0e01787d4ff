/**
 * Where a popup is put so that its content lies inside a landmark, as everything a screen reader can meet should; the end
 * of the body, when the page has no such landmark.
 */
export function landmark(name: "header" | "main"): HTMLElement | undefined {
  return typeof document === "undefined"
    ? undefined
    : (document.querySelector<HTMLElement>(name) ?? undefined);
}

const selector = "[data-conversation]";

/** Moves the focus among the rows, from the focused one, else from the open one. False when there is none to move to. */
export function moveFocus(step: 1 | -1): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>(selector)].filter(
    (row) => row.offsetParent !== null,
  );
  const focused = rows.indexOf(document.activeElement as HTMLElement);
  const from = focused >= 0 ? focused : rows.findIndex((row) => row.getAttribute("aria-current"));
  const target = rows[from < 0 ? (step === 1 ? 0 : rows.length - 1) : from + step];
  target?.focus();
  target?.scrollIntoView({ block: "nearest" });
  return target !== undefined;
}

/** The row the keyboard is on, if it is on one. */
export function focusedConversation(): string | undefined {
  return document.activeElement?.closest<HTMLElement>(selector)?.dataset.conversation;
}

/** Opens what the keyboard is on, or the first row. */
export function openFocused(): boolean {
  const focused = document.activeElement?.closest<HTMLElement>(selector);
  const target = focused ?? document.querySelector<HTMLElement>(selector);
  target?.click();
  return target !== null && target !== undefined;
}

/** Puts the keyboard on this row, where it is listed. */
export function focusRow(id: string): void {
  document.querySelector<HTMLElement>(`[data-conversation="${id}"]`)?.focus();
}

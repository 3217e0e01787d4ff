/** What of a KeyboardEvent decides whether it is a shortcut; plain data, so that the rule can be tested as a table. */
export type KeyPress = {
  key: string;
  keyCode: number;
  isComposing: boolean;
  repeat: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  /** The focused element takes text. */
  inEditable: boolean;
  /** A dialog or menu is open and has the keyboard. */
  inOverlay: boolean;
};

/**
 * The letter of a single-key shortcut, or nothing: never while text is being typed or composed by an input method (229
 * is what browsers report for keys the IME took), never with a modifier, never behind an open dialog.
 */
export function shortcutOf(press: KeyPress): string | undefined {
  if (press.isComposing || press.keyCode === 229) return undefined;
  if (press.ctrlKey || press.metaKey || press.altKey) return undefined;
  if (press.inEditable || press.inOverlay) return undefined;
  // Holding j or k down moves on; anything else acts once a press.
  if (press.repeat && press.key !== "j" && press.key !== "k") return undefined;
  return press.key.length === 1 ? press.key : undefined;
}

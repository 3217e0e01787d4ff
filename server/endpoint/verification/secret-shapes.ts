import { z } from "zod";

/** A header's name, lower-cased. */
export const headerName = z
  .string()
  .max(100)
  .regex(/^[\w!#$%&'*+.^`|~-]+$/, "must be the name of a header")
  .toLowerCase();

/** A secret used exactly as written. */
export const textSecret = z
  .string()
  .min(1, "must not be empty")
  .max(1024)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  .regex(/^[^\u0000-\u001f\u007f]+$/, "must not contain control characters or line breaks")
  .refine((value) => value === value.trim(), "must not begin or end with a space");

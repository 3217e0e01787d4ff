/** A number as people write it, in E.164; undefined when no country is told. */
export function toE164(phone: string): string | undefined {
  const digits = phone.replace(/[\s().\-–]/g, "").replace(/^00/, "+");
  if (/^\+[1-9]\d{6,14}$/.test(digits)) return digits;
  // A mobile number of mainland China, as it is written there.
  return /^1[3-9]\d{9}$/.test(digits) ? `+86${digits}` : undefined;
}

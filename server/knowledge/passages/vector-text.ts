/** Seven significant digits are what a 4-byte float holds. */
export function toVectorText(vector: number[]): string {
  return `[${vector.map((value) => Number(value.toPrecision(7))).join(",")}]`;
}

/** The GSM 03.38 default alphabet, and its extension, whose characters count twice (3GPP TS 23.038, 6.2.1). */
const basic = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
const extension = new Set("^{}\\[~]|€\f");

export type Segments = { encoding: "GSM-7" | "UCS-2"; count: number; characters: number };

/**
 * In how many parts a text is sent and paid for: 160 characters of the GSM alphabet or 70 UTF-16 units in one, 153 or 67 in
 * each of several. No character is cut in two.
 */
export function countSegments(text: string): Segments {
  const characters = [...text];
  const isGsm = characters.every((one) => basic.has(one) || extension.has(one));
  const sizes = characters.map((one) => (isGsm ? (extension.has(one) ? 2 : 1) : one.length));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const [single, part] = isGsm ? [160, 153] : [70, 67];
  let count = total > 0 ? 1 : 0;
  if (total > single) {
    let left = part;
    for (const size of sizes) {
      if (size > left) {
        count++;
        left = part;
      }
      left -= size;
    }
  }
  return { encoding: isGsm ? "GSM-7" : "UCS-2", count, characters: total };
}

import { describe, expect, it } from "vitest";
import { createMessageReader } from "./read-messages.ts";

const message = (type: string, body = "") => {
  const bytes = Buffer.alloc(5 + body.length);
  bytes.write(type, 0, "latin1");
  bytes.writeInt32BE(4 + body.length, 1);
  bytes.write(body, 5, "latin1");
  return bytes;
};
const startup = (code: number, body = "") => {
  const bytes = Buffer.alloc(8 + body.length);
  bytes.writeInt32BE(bytes.length, 0);
  bytes.writeInt32BE(code, 4);
  bytes.write(body, 8, "latin1");
  return bytes;
};

/** What the reader makes of these bytes, given `size` at a time. */
function read(bytes: Buffer, size: number): string[] {
  const heard: string[] = [];
  const reader = createMessageReader({
    start: (isUrgent) => heard.push(isUrgent ? "urgent" : "usual"),
    answer: (answer) => heard.push(`answer ${Buffer.from(answer)}`),
    turn: (batch, ends) =>
      heard.push(
        `${Buffer.from(batch)
          .toString("latin1")
          .replace(/[^ -~]/g, "")}${ends ? "" : "…"}`,
      ),
    end: () => heard.push("end"),
  });
  for (let at = 0; at < bytes.length; at += size) reader(bytes.subarray(at, at + size));
  return heard;
}

describe("createMessageReader", () => {
  const session = Buffer.concat([
    startup(80877103),
    startup(196608, "user"),
    message("Q", "BEGIN"),
    ...["P", "B", "D", "E", "S"].map((type) => message(type, type.toLowerCase())),
    ...["P", "B", "E", "H"].map((type) => message(type)),
    message("S"),
    message("X"),
  ]);

  it.each([1, 2, 7, 64, 10_000])("makes the same turns of pieces of %i bytes", (size) => {
    expect(read(session, size)).toEqual([
      "answer N",
      "usual",
      "user",
      "QBEGIN",
      "PpBbDdEeSs",
      "PBEH…",
      "S",
      "end",
    ]);
  });

  it.each([
    ["user\0postgres\0application_name\0firstline-reception\0\0", "urgent"],
    ["user\0application_name\0database\0firstline-reception\0\0", "usual"],
    ["user\0postgres\0application_name\0firstline-reception-too\0\0", "usual"],
  ])("knows reception by its application name: %j", (parameters, expected) =>
    expect(read(startup(196608, parameters), 16)[0]).toBe(expected),
  );

  it("lets a request to cancel go by", () =>
    expect(read(startup(80877102, "12345678"), 16)).toEqual(["end"]));
});

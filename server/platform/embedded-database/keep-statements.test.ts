import { describe, expect, test } from "vitest";
import { testDatabase } from "../../testing/database.ts";
import { keepStatements, type Rewritten } from "./keep-statements.ts";

const message = (type: string, body: string) => {
  const bytes = Buffer.alloc(5 + body.length);
  bytes.write(type, 0, "latin1");
  bytes.writeInt32BE(4 + body.length, 1);
  bytes.write(body, 5, "latin1");
  return bytes;
};
const sync = message("S", "");
/** What node-pg sends for a statement with parameters; the value stands for all of them. */
const turn = (text: string, value = "v") =>
  Buffer.concat([
    message("P", `\0${text}\0\0\0`),
    message("B", `\0\0\0\0\0\x01\0\0\0${String.fromCharCode(value.length)}${value}\0\0`),
    message("D", "P\0"),
    message("E", "\0\0\0\0\0"),
    sync,
  ]);
const typesOf = (batch: Uint8Array) => {
  const bytes = Buffer.from(batch);
  let types = "";
  for (let at = 0; at < bytes.length; at += 1 + bytes.readInt32BE(at + 1))
    types += String.fromCharCode(bytes[at]!);
  return types;
};
const [parsed, bound, failed] = ["1", "2", "E"].map((type) => type.charCodeAt(0));
const select = "SELECT $1::text";

describe("keepStatements", () => {
  /** What the backend gets; it answers with `type` first. */
  const heard = ({ first, batch, answer, settle }: Rewritten, type: number | undefined) => {
    settle(type);
    const name = /kept_\d+/.exec(Buffer.from(batch).toString("latin1"))?.[0] ?? "";
    return `${first ? `${typesOf(first)} ` : ""}${typesOf(batch)} ${name}${answer ? " answered" : ""}`.trim();
  };

  test("a statement that comes again is parsed once more, with a name, and then no more", () => {
    const { rewrite } = keepStatements();
    expect(heard(rewrite(turn(select)), parsed)).toBe("PBDES");
    expect(heard(rewrite(turn(select)), parsed)).toBe("PBDES kept_1");
    const third = rewrite(turn(select, "another"));
    expect(Buffer.from(third.batch).includes("another")).toBe(true);
    expect(heard(third, bound)).toBe("BDES kept_1 answered");
    expect(heard(rewrite(turn("SELECT $1::int")), parsed)).toBe("PBDES");
  });

  test("it is planned anew after thirty seconds or a hundred uses, after an error, and after a change of tables", () => {
    let at = 0;
    const { rewrite } = keepStatements(() => at);
    const use = (type = bound) => heard(rewrite(turn(select)), type);
    use(parsed);
    expect(use(parsed)).toBe("PBDES kept_1");
    at = 30_000;
    expect(use(parsed)).toBe("CS PBDES kept_2");
    for (let uses = 1; uses < 100; uses++) expect(use()).toBe("BDES kept_2 answered");
    expect(use(parsed)).toBe("CS PBDES kept_3");
    expect(use(failed)).toBe("BDES kept_3 answered");
    expect(use(parsed)).toBe("CS PBDES kept_4");
    heard(rewrite(message("Q", "ALTER TABLE one ADD two int\0")), undefined);
    expect(use(parsed)).toBe("PBDES");
    expect(use(parsed)).toBe("CS PBDES kept_5");
  });

  test("one that the backend refused to parse has no name", () => {
    const { rewrite } = keepStatements();
    for (const name of ["", " kept_1", " kept_2"])
      expect(heard(rewrite(turn("SELECT nothing")), failed)).toBe(`PBDES${name}`);
  });

  test.each([
    ["a name of the client's own", Buffer.concat([message("P", `own\0${select}\0\0\0`), sync])],
    ["what changes tables", turn("CREATE TABLE one (id int)")],
    ["what goes on in another turn", Buffer.concat([message("P", `\0${select}\0\0\0`), message("H", "")])],
    ["a described statement", Buffer.concat([message("P", `\0${select}\0\0\0`), message("D", "S\0"), sync])],
    ["a very long one", turn(`SELECT $1::text ${" ".repeat(20_000)}`)],
  ])("%s is left as it is", (_, batch) => {
    const { rewrite } = keepStatements();
    for (let time = 0; time < 3; time++) expect(Buffer.from(rewrite(batch).batch)).toEqual(batch);
  });

  test("no more than three hundred are kept, those used last", () => {
    const { rewrite } = keepStatements();
    const use = (number: number, type = parsed) => heard(rewrite(turn(`SELECT ${number}, $1`)), type);
    for (let number = 0; number < 300; number++) use(number);
    for (let number = 0; number < 300; number++) use(number);
    expect(use(0, bound)).toBe("BDES kept_1 answered");
    use(300);
    expect(use(2)).toBe("CS BDES kept_3 answered");
    expect(use(1)).toBe("PBDES");
  });
});

describe("through the embedded database's socket", () => {
  const { pool, kind } = testDatabase();
  test.runIf(kind === "embedded")(
    "clients share what is kept, through errors, transactions and changed tables",
    async () => {
      await pool.query("CREATE TABLE kept_test (id int PRIMARY KEY, word text)");
      const insert = "INSERT INTO kept_test VALUES ($1, $2) RETURNING *";
      const read = "SELECT * FROM kept_test WHERE id = $1";
      const one = async (id: number) => {
        await pool.query(insert, [id, id % 3 ? `word ${id}` : null]);
        const { rows } = await pool.query(read, [id]);
        expect(rows).toEqual([{ id, word: id % 3 ? `word ${id}` : null }]);
      };
      await Promise.all(Array.from({ length: 200 }, (_, id) => one(id)));
      const { rows: kept } = await pool.query(
        "SELECT generic_plans::int AS generic FROM pg_prepared_statements WHERE statement = $1",
        [read],
      );
      expect(kept).toEqual([{ generic: expect.any(Number) }]);
      expect(kept[0].generic).toBeGreaterThan(10);

      await expect(pool.query(insert, [1, "again"])).rejects.toMatchObject({ code: "23505" });
      await expect(pool.query(read, ["no number"])).rejects.toMatchObject({ code: "22P02" });
      await one(1000);
      const client = await pool.connect();
      await client.query("BEGIN");
      await client.query(insert, [2000, "undone"]);
      await expect(client.query(insert, [1, "again"])).rejects.toMatchObject({ code: "23505" });
      await expect(client.query(read, [1])).rejects.toMatchObject({ code: "25P02" });
      await client.query("ROLLBACK");
      client.release();
      expect((await pool.query(read, [2000])).rows).toEqual([]);

      await pool.query("ALTER TABLE kept_test ADD COLUMN later int DEFAULT 7");
      for (let time = 0; time < 3; time++)
        expect((await pool.query(read, [1])).rows).toEqual([{ id: 1, word: "word 1", later: 7 }]);
      await pool.query("DROP TABLE kept_test");
      await expect(pool.query(read, [1])).rejects.toMatchObject({ code: "42P01" });
    },
  );
});

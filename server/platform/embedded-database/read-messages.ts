/** PostgreSQL frontend/backend protocol, version 3 (postgresql.org/docs/current/protocol-message-formats.html). */
const requestCodes = { ssl: 80877103, gssEncryption: 80877104, cancel: 80877102 };

const code = (letter: string) => letter.charCodeAt(0);
const query = code("Q");
const functionCall = code("F");
const syncMessage = code("S");
const flush = code("H");
const copyDone = code("c");
const copyFail = code("f");
const terminate = code("X");

/** The application name whose turns come first: somebody outside waits for each of them. */
export const receptionName = "firstline-reception";

/** Whether a startup message (Int32 length, Int32 protocol, then names and values, each ended by a zero) gives that name. */
function isReception(startup: Buffer): boolean {
  const words = startup.toString("utf8", 8).split("\0");
  return words.some(
    (word, place) => place % 2 === 0 && word === "application_name" && words[place + 1] === receptionName,
  );
}

/** After these the backend answers; of them only a Flush leaves the pipeline open. */
const endsTurn = new Set([query, functionCall, syncMessage, flush, copyDone, copyFail]);

/**
 * Cuts a client's bytes into turns.
 * @param client.start hears, before the first turn, whether its turns come first
 * @param client.answer sends bytes back at once
 * @param client.turn takes messages that belong together, and whether they end the pipeline
 * @param client.end hears that the client takes its leave
 */
export function createMessageReader(client: {
  start(isUrgent: boolean): void;
  answer(bytes: Uint8Array): void;
  turn(batch: Uint8Array, endsPipeline: boolean): void;
  end(): void;
}): (data: Buffer) => void {
  let unread: Buffer = Buffer.alloc(0);
  let started = false;
  let batch: Buffer[] = [];

  /** The first message has no type byte; requests for encryption may come before it. */
  function readStartup(): boolean {
    if (unread.length < 8) return false;
    const length = unread.readInt32BE(0);
    if (unread.length < length) return false;
    const message = unread.subarray(0, length);
    const request = message.readInt32BE(4);
    unread = unread.subarray(length);
    if (request === requestCodes.ssl || request === requestCodes.gssEncryption)
      client.answer(Buffer.from("N"));
    else if (request === requestCodes.cancel) client.end();
    else {
      started = true;
      client.start(isReception(message));
      client.turn(new Uint8Array(message), true);
    }
    return true;
  }

  function readMessage(): boolean {
    if (unread.length < 5) return false;
    const length = 1 + unread.readInt32BE(1);
    if (unread.length < length) return false;
    const message = unread.subarray(0, length);
    unread = unread.subarray(length);
    const type = message[0]!;
    if (type === terminate) {
      client.end();
      return true;
    }
    batch.push(message);
    if (endsTurn.has(type)) {
      client.turn(new Uint8Array(Buffer.concat(batch)), type !== flush);
      batch = [];
    }
    return true;
  }

  return (data) => {
    unread = unread.length === 0 ? data : Buffer.concat([unread, data]);
    while (started ? readMessage() : readStartup());
  };
}

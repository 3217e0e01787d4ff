import type { PGlite } from "@electric-sql/pglite";

const sync = Uint8Array.from([0x53, 0, 0, 0, 4]);

/** Messages of the extended query protocol that come before its closing Sync: parse, bind, describe, execute, close, flush. */
const opening = new Set([..."PBDECH"].map((letter) => letter.charCodeAt(0)));
const closing = new Set([..."SQ"].map((letter) => letter.charCodeAt(0)));

/**
 * Keeps the socket server from mixing its clients' queries. All clients share one backend session, with one unnamed
 * statement and one unnamed portal, and the server (pglite-socket 0.2.17) queues single messages: one client's Bind could
 * follow another's Parse, and answer it with the other's rows. It does keep to one client while a transaction is open, so
 * we let it see an exchange from Parse to Sync as one.
 */
export function keepExchangesWhole(database: PGlite): PGlite {
  const execProtocolRawStream = database.execProtocolRawStream.bind(database);
  const isInTransaction = database.isInTransaction.bind(database);
  const exec = database.exec.bind(database);
  let open = false;

  database.execProtocolRawStream = (message, options) => {
    const type = message[0] ?? 0;
    if (opening.has(type)) open = true;
    else if (closing.has(type)) open = false;
    return execProtocolRawStream(message, options);
  };
  database.isInTransaction = () => open || isInTransaction();
  // The server rolls back for a client that vanished. If that was between Parse and Sync, the session has to be told first
  // that the exchange is over: after an error it ignores everything up to a Sync, the next client's query too.
  database.exec = async (query, options) => {
    if (open) await execProtocolRawStream(sync, { onRawData() {} });
    open = false;
    return exec(query, options);
  };
  return database;
}

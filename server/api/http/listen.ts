import { createServer, type RequestListener, type Server } from "node:http";
import { type Settings, SettingsError } from "../../env.ts";

/** A body that stops arriving is given up after this. */
const requestTimeoutMs = 30_000;
const headersTimeoutMs = 10_000;

/**
 * Opens the port. Throws SettingsError when it cannot be had.
 */
export function listen(settings: Settings, listener: RequestListener): Promise<Server> {
  const server = createServer(
    { requestTimeout: requestTimeoutMs, headersTimeout: headersTimeoutMs },
    listener,
  );
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const { host, port } = settings;
      if (error.code === "EADDRINUSE")
        reject(new SettingsError(`Port ${port} is taken; set PORT to a free one.`));
      else if (error.code === "EACCES")
        reject(new SettingsError(`Port ${port} may not be opened by this user; set PORT to one above 1023.`));
      else if (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND")
        reject(
          new SettingsError(
            `HOST ${host} is not an address of this machine; set it to 127.0.0.1 or 0.0.0.0.`,
          ),
        );
      else reject(error);
    });
    server.listen(settings.port, settings.host, () => resolve(server));
  });
}

import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder, wherever the command was called from. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export const inProject = (...parts) => join(root, ...parts);

/** Ends the command with one sentence for the person at the terminal. */
export class Stop extends Error {}

export const say = (line) => console.log(`firstline: ${line}`);

export const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

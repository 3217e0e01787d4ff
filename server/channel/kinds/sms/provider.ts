import type { SendInput, SendResult } from "../kind.ts";

/** One text message, its number checked. */
export type SmsInput<Config, Secret> = Omit<SendInput<Config, Secret>, "reply" | "tokens"> & {
  id: string;
  /** E.164, with the plus. */
  to: string;
  text: string;
};

export type SendSms<Config, Secret> = (input: SmsInput<Config, Secret>) => Promise<SendResult>;

import type { Codes } from "../coded-answer.ts";

/** Feishu's answers, of applications and of robots. */
export const codes: Codes = {
  code: "code",
  text: "msg",
  busy: { 9499: 60, 11232: 60, 99991400: 60, 230020: 60 },
  staleToken: [99991661, 99991663, 99991664, 99991668],
  faults: {
    19001: "credentials",
    19021: "credentials",
    19022: "settings",
    10003: "credentials",
    10014: "credentials",
  },
  meaning: {
    19001: "The robot's address is not right.",
    19021: "The signature did not match: check the robot's signing secret and this machine's clock.",
    19022: "This machine's address is not among those the robot allows.",
    19024: "The text holds none of the robot's keywords.",
    10003: "Check the app id and the app secret.",
    10014: "Check the app secret.",
    230002: "The app's bot is not in that chat.",
    230013: "That person is outside the app's availability.",
  },
};

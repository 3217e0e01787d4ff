/** No answer came. `mayHaveArrived`: the request was on its way when the line broke, so it may have had its effect. */
export class UnreachableError extends Error {
  readonly mayHaveArrived: boolean;
  constructor(message: string, options: { mayHaveArrived: boolean; cause: unknown }) {
    super(message, { cause: options.cause });
    this.mayHaveArrived = options.mayHaveArrived;
  }
}

/** Milliseconds of processor time that `work` takes; that the machine is busy with something else does not lengthen them. */
export async function processorMs(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

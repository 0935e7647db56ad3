/** Milliseconds of CPU time that this process spends on something; how busy the machine is does not count. */
export function cpuMilliseconds(act: () => unknown): number {
  const before = process.cpuUsage();
  act();
  return since(before);
}

/** As `cpuMilliseconds`, of what takes turns of the event loop. */
export async function cpuMillisecondsOf(act: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await act();
  return since(before);
}

function since(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

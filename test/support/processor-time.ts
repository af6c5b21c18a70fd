/** Milliseconds of the processor in the best of three runs: what other tests do on the same machine at the same time does not count. */
export function processorMs(run: () => void): number {
  const times = [1, 2, 3].map(() => {
    const start = process.threadCpuUsage();
    run();
    const { user, system } = process.threadCpuUsage(start);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}

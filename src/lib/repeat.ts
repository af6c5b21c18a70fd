/** Runs `task` again and again, with `ms` between the end of one run and the start of the next. It must not throw. */
export function repeat(ms: number, task: () => Promise<void>): { stop(): Promise<void> } {
  let running = Promise.resolve();
  let timer: NodeJS.Timeout;
  let stopped = false;
  const once = async () => {
    await task();
    if (!stopped) schedule();
  };
  const schedule = () => {
    timer = setTimeout(() => {
      running = once();
    }, ms);
  };
  schedule();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/**
 * Gathers what is asked for in one turn of the event loop, and while an earlier asking is under way, and asks for all of it
 * at once: a single one hardly waits, and under load many share a round trip and a commit.
 * @param run answers in the order in which it was asked; when it fails, all that it was asked for fail
 * @param most how many are asked for at once
 */
export function createBatch<I, O>(run: (items: readonly I[]) => Promise<readonly O[]>, most = 32): (item: I) => Promise<O> {
  let waiting: { readonly item: I; readonly resolve: (answer: O) => void; readonly reject: (error: unknown) => void }[] = [];
  let busy = false;
  const go = async () => {
    busy = true;
    await new Promise(setImmediate);
    while (waiting.length > 0) {
      const now = waiting.slice(0, most);
      waiting = waiting.slice(most);
      try {
        const answers = await run(now.map(({ item }) => item));
        for (const [at, { resolve }] of now.entries()) resolve(answers[at] as O);
      } catch (error) {
        for (const { reject } of now) reject(error);
      }
    }
    busy = false;
  };
  return async (item) =>
    await new Promise<O>((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!busy) void go();
    });
}

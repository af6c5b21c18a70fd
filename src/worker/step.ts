import { findStep } from '#desk/catalog.ts';
import type { StepPayload } from '#desk/payloads.ts';
import { finishRow } from '#store/outbox.ts';
import { OutsideError } from '#core/errors.ts';
import type { WorkerDeps } from './deps.ts';
import { NotKnownHere, runUnasked, type GoOn } from './handle.ts';
import type { HeldRow } from './hands.ts';
import { once } from './outside.ts';

/** Does a step outside, once; what follows commits with the row's end. */
export async function runStep(deps: WorkerDeps, row: HeldRow, goOn: GoOn): Promise<void> {
  const { step: name, subject, values } = row.payload as StepPayload;
  const step = stepOf(deps, name);
  const outside = { directory: deps.directory };
  const input = (signal: AbortSignal) => ({ subject, values, key: row.id, signal });
  const { ref } = await once<{ ref: string | undefined }>(deps, row, {
    target: name,
    perform: async (signal) => ({ ref: await step.perform(outside, input(signal)) }),
    readBack: async (signal) => {
      if (!step.readBack) throw new OutsideError('Nobody can say whether it was done.', { outcome: 'unknown', lasting: true });
      return (await step.readBack(outside, input(signal))) === 'done' ? { ref: undefined } : undefined;
    },
  });
  deps.border('effect confirmed', row.kind);
  const { done } = step;
  if (!done) return await finishRow(deps.database.db, row, ref);
  await runUnasked(deps, row, goOn, async (context) => await done(context, subject, ref), ref === undefined ? {} : { ref });
}

/** Tells people that a step was given up, and buries its row with it. */
export async function giveUpStep(deps: WorkerDeps, row: HeldRow, goOn: GoOn, error: string, unsure: number): Promise<void> {
  const { step: name, subject } = row.payload as StepPayload;
  await runUnasked(deps, row, goOn, async (context) => await stepOf(deps, name).stuck(context, subject, error), { error, unsure });
}

function stepOf({ workflows }: WorkerDeps, name: string) {
  const step = findStep(workflows, name);
  if (!step) throw new NotKnownHere(`Unknown step ${name}.`);
  return step;
}

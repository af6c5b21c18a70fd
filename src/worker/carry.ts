import type { FileCarrier, Target } from '#core/front-end.ts';
import type { Attachment } from '#core/workflow.ts';
import type { FilePayload } from '#desk/payloads.ts';
import { fileInWords } from '#lib/file-names.ts';
import { lost } from '#store/outbox.ts';
import { frontEnd, postOnce, targetOf } from './deliver.ts';
import type { WorkerDeps } from './deps.ts';
import { runUnasked, type GoOn } from './handle.ts';
import type { HeldRow } from './hands.ts';
import { EffectFailed, FILE_DEADLINE_MS, once } from './outside.ts';

/** A file that has not come after so many tries, within some minutes, is let go: what is said after it waits for it. */
const PATIENCE = 5;

/** Brings a file from where it was shared to somewhere else. Where files cannot be, a line says that there is one. */
export async function carryFile(deps: WorkerDeps, row: HeldRow, goOn: GoOn): Promise<void> {
  const { to, file } = row.payload as FilePayload;
  const target = await targetOf(deps, row, to);
  const [from, there] = [frontEnd(deps, file).files, frontEnd(deps, target).files];
  try {
    const ref = from && there ? await carryOnce(deps, row, { from, there, target }) : await postOnce(deps, row, target, { text: lineFor(file) });
    if (!(await deps.together.finish({ row, ref }))) throw lost(row);
  } catch (error) {
    if (!(error instanceof EffectFailed) || !isHopeless(row, error)) throw error;
    deps.log.warn({ err: error, row: row.id }, 'a file was not passed on');
    await tell(deps, row, goOn);
  }
}

interface Way {
  readonly from: FileCarrier;
  readonly there: FileCarrier;
  readonly target: Target;
}

async function carryOnce(deps: WorkerDeps, row: HeldRow, { from, there, target }: Way): Promise<string> {
  const { file } = row.payload as FilePayload;
  return await once(deps, row, {
    target: target.platform,
    deadlineMs: FILE_DEADLINE_MS,
    perform: async (signal) => {
      const contents = await from.fetch(file.workspace, file.id, signal);
      return await there.send(target, { ...contents, caption: `From ${file.author}`, source: file }, row.id, signal);
    },
    readBack: async (signal) => await there.find(target, row.id, signal),
  });
}

/** For sure it was not passed on, and it would not be the next time either. */
function isHopeless(row: HeldRow, { reason }: EffectFailed): boolean {
  const tired = reason.retryAfterSeconds === undefined && row.waits >= PATIENCE;
  return reason.outcome === 'not_done' && (reason.lasting || tired);
}

async function tell(deps: WorkerDeps, row: HeldRow, goOn: GoOn): Promise<void> {
  const { file, told } = row.payload as FilePayload;
  const text = `I could not pass on ${fileInWords(file)} from ${file.author}. It may be gone, kept where I may not read it, or too large or of a kind that cannot be sent there.`;
  await runUnasked(deps, row, goOn, async (context) => {
    for (const destination of told) context.say(destination, { text });
    await Promise.resolve();
  });
}

function lineFor(file: Attachment): string {
  return `📎 ${file.author} attached ${fileInWords(file)}. I cannot bring files here; it stays where it was shared.`;
}

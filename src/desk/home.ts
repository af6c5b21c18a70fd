import type { Entrance, Section, Sender } from '#core/front-end.ts';
import type { Workflow } from '#core/workflow.ts';
import type { Tx } from '#store/database.ts';
import type { DeskDeps } from './deps.ts';
import { identify } from './identify.ts';

/** Every way in there is, in the order of the registry, with its action's full name. */
export function entrancesOf(workflows: readonly Workflow<Tx>[]): Entrance[] {
  return workflows.flatMap(({ name, entrances = [] }) => entrances.map((entrance) => ({ ...entrance, action: `${name}.${entrance.action}` })));
}

/** A person's own page: each workflow's part of it. @throws DeskError `refused` */
export async function homeOf(deps: Pick<DeskDeps, 'directory' | 'database' | 'workflows'>, sender: Sender): Promise<Section[]> {
  const actor = await identify(deps, sender);
  const parts = await Promise.all(deps.workflows.map(async (workflow) => (await workflow.home?.(deps.database.db, actor)) ?? []));
  return parts.flat();
}

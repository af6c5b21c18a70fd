import type { FrontEnd } from '#core/front-end.ts';
import type { DeskDeps } from '#desk/deps.ts';
import type { Hands } from './hands.ts';
import type { Together } from './together.ts';

export interface WorkerDeps extends DeskDeps {
  readonly frontEnds: readonly FrontEnd[];
  readonly hands: Hands;
  readonly together: Together;
}

import { tmpdir } from 'node:os';
import { join } from 'node:path';
import packageJson from '../../package.json' with { type: 'json' };

/** What the README's commands give to Node, for whoever starts processes of Deskside itself. */
export const NODE_FLAGS = packageJson.scripts.deskside.split(' ').filter((word) => word.startsWith('--'));

/** From the second start on nothing is compiled again, as `src/main.ts` sees to itself. */
export const COMPILE_CACHE = { NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache') } as const;

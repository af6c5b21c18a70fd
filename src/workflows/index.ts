import { approval } from './approval/definition.ts';
import { knowledge } from './knowledge/definition.ts';
import { license } from './license/definition.ts';
import { smalltalk } from './smalltalk/definition.ts';
import { summary } from './summary/definition.ts';
import { ticket } from './ticket/definition.ts';

/** Every workflow there is. A test compares this list with the folders beside it. Who stands first is asked first whether a message is theirs. */
export const workflows = [ticket, approval, license, knowledge, summary, smalltalk];

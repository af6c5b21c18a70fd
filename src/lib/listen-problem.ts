import { DeskError } from '#core/errors.ts';

/** Why a port cannot be had, for whoever started it. @param setting what the port is set by */
export function listenProblem(error: NodeJS.ErrnoException, port: number, setting: string): Error {
  const { code } = error;
  if (code === 'EADDRINUSE')
    return new DeskError('setup', { userMessage: `Port ${port} is in use. Stop what uses it, or set ${setting} to another one.`, cause: error });
  if (code === 'EACCES') return new DeskError('setup', { userMessage: `Port ${port} needs more rights. Set ${setting} to one above 1023.`, cause: error });
  return error;
}

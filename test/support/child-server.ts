import { spawn } from 'node:child_process';

/** A server in a process of its own. `ended` resolves with what it printed. However this process ends, the server ends with it: its watcher reads to the end of a pipe of ours. */
export function runServer(command: string, args: readonly string[]) {
  const server = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const watcher = spawn('sh', ['-c', 'read -r _; kill -9 "$0"', String(server.pid)], { stdio: ['pipe', 'ignore', 'ignore'] });
  let output = '';
  for (const stream of [server.stdout, server.stderr]) stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  const ended = new Promise<string>((resolve) => {
    server.once('close', () => {
      watcher.kill('SIGKILL');
      resolve(output);
    });
  });
  return { server, ended };
}

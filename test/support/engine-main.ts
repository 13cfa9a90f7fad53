import { createInterface } from 'node:readline';
import { createEngine } from '../../src/main/engine';
import type { EngineRequestName, RequestInput } from '../../src/shared/contract';

// The engine as a process of its own: requests as JSON lines on standard input, answers and events on standard output. Argument: the data directory.

interface Line {
  readonly id: number;
  readonly name: EngineRequestName;
  readonly input: unknown;
}

const say = (message: object): void => void process.stdout.write(`${JSON.stringify(message)}\n`);
const engine = createEngine({ dataDirectory: process.argv[2] ?? '', emit: (event, payload) => say({ event, payload }) });

createInterface({ input: process.stdin }).on('line', (text) => {
  const { id, name, input } = JSON.parse(text) as Line;
  engine.handle(name, input as RequestInput<typeof name>).then(
    (value) => say({ id, value }),
    (error: unknown) => say({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});

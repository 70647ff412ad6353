import { startProcessOf } from '../src/compose/start-process.ts';

await startProcessOf('worker', process.argv[2]);

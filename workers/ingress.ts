import { startProcessOf } from '../src/compose/start-process.ts';

await startProcessOf('web');

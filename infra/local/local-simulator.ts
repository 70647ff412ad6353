import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import getPort from 'get-port';
import { startWhatsappSimulator, type WhatsappSimulator } from './whatsapp-simulator/start-whatsapp-simulator.ts';

/**
 * Starts the stand-in for WhatsApp on the port it had last time, which is noted in the data directory because the demo clinic's row in Postgres names
 * it; on another free one when that is taken. `port` not 0: on this one. Messages are reported as delivered and read to Frontdesk at `webhookUrl`.
 */
export async function startLocalSimulator(options: {
  dataDir: string;
  port: number;
  webhookUrl: string | null;
  appSecret: string;
}): Promise<WhatsappSimulator> {
  const file = join(options.dataDir, 'simulator.json');
  const before = await readFile(file, 'utf8').then(
    (text) => (JSON.parse(text) as { port: number }).port,
    () => null,
  );
  const port = options.port || (await getPort({ host: '127.0.0.1', ...(before === null ? {} : { port: before }) }));
  const simulator = await startWhatsappSimulator({
    port,
    webhookUrl: options.webhookUrl,
    appSecret: options.appSecret,
    followUps: { statuses: ['delivered', 'read'] },
  });
  await writeFile(file, `${JSON.stringify({ port })}\n`);
  return simulator;
}

import { Agent, request } from 'node:http';
import autocannon from 'autocannon';

export type LoadResult = { perSecond: number; accepted: number; p99Ms: number };

const HEADERS = { 'content-type': 'application/json' };

/** Posts a new body with every request over a fixed number of connections, each waiting for its answer: as fast as the server goes. Throws when a request is refused. */
export async function loadFully(
  options: { url: string; path: string; connections: number; nextBody: () => string } & ({ seconds: number } | { amount: number }),
): Promise<LoadResult> {
  const { url, path, connections, nextBody } = options;
  const extent = 'amount' in options ? { amount: options.amount } : { duration: options.seconds };
  const result = await autocannon({
    url,
    connections,
    ...extent,
    timeout: 20,
    requests: [{ method: 'POST', path, headers: HEADERS, setupRequest: (next) => ({ ...next, body: nextBody() }) }],
  });
  const refused = result.non2xx + result.errors + result.timeouts;
  if (refused > 0) throw new Error(`${refused} of ${refused + result['2xx']} requests to ${path} were not accepted`);
  return { perSecond: result['2xx'] / result.duration, accepted: result['2xx'], p99Ms: result.latency.p99 };
}

/**
 * Posts at random moments, `perSecond` on average, whether or not earlier ones are answered: like patients, who don't wait for one another.
 * Resolves when all are answered; throws when one is refused.
 */
export async function loadSteadily(options: {
  url: string;
  path: string;
  perSecond: number;
  seconds: number;
  nextBody: () => string;
}): Promise<{ accepted: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const answers: Promise<void>[] = [];
  const startedAt = performance.now();
  for (let atMs = gapMs(options.perSecond); atMs < options.seconds * 1_000; atMs += gapMs(options.perSecond)) {
    const waitMs = startedAt + atMs - performance.now();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    answers.push(post(new URL(options.path, options.url), options.nextBody(), agent));
  }
  await Promise.all(answers);
  agent.destroy();
  return { accepted: answers.length };
}

/** Exponential gaps make a Poisson process. */
function gapMs(perSecond: number): number {
  return (-Math.log(1 - Math.random()) * 1_000) / perSecond;
}

function post(url: URL, body: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const call = request(url, { method: 'POST', agent, headers: { ...HEADERS, 'content-length': Buffer.byteLength(body) } }, (response) => {
      response.resume();
      response.on('end', () => (response.statusCode === 200 ? resolve() : reject(new Error(`a webhook was answered ${response.statusCode}`))));
    });
    call.on('error', reject);
    call.end(body);
  });
}

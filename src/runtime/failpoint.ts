import { writeSync } from 'node:fs';
import { Fault } from '../errors.ts';

type Action = 'kill' | 'stop' | 'throw' | 'hang';
type Failpoint = { port: string; method: string; when: 'before' | 'after'; action: Action; nth: number; seen: number };

const FORM = /^([\w-]+)\.(\w+):(before|after):(kill|stop|throw|hang)(?::([1-9]\d{0,5}))?$/;

/**
 * Returns the port itself, the very same object, unless `spec` (the setting FAILPOINT) names it; then a stand-in whose named method, around
 * its nth call (the first unless told), kills the process (SIGKILL), stops it (SIGSTOP), throws, or never returns. `outbox.settle:before:kill`,
 * `turns.commit:after:stop:2`, several comma separated. "After" is once the call succeeded. Throws a Fault `invalid_input` for a spec it can't read.
 */
export function withFailpoints<Port extends object>(name: string, port: Port, spec: string | undefined): Port {
  const failpoints = parse(spec).filter((failpoint) => failpoint.port === name);
  if (failpoints.length === 0) return port;
  for (const { method } of failpoints) {
    if (typeof port[method as keyof Port] !== 'function') throw new Fault('invalid_input', `FAILPOINT: ${name} has no method ${method}`);
  }
  return new Proxy(port, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property);
      if (typeof value !== 'function') return value;
      const own = failpoints.filter((failpoint) => failpoint.method === property);
      if (own.length === 0) return value.bind(target) as unknown;
      return (...call: unknown[]) => guarded(own, () => Reflect.apply(value, target, call) as unknown);
    },
  });
}

async function guarded(failpoints: Failpoint[], call: () => unknown): Promise<unknown> {
  const hit = failpoints.filter((failpoint) => (failpoint.seen += 1) === failpoint.nth);
  for (const failpoint of hit) if (failpoint.when === 'before') await trigger(failpoint);
  const result = await call();
  for (const failpoint of hit) if (failpoint.when === 'after') await trigger(failpoint);
  return result;
}

async function trigger({ port, method, when, action }: Failpoint): Promise<void> {
  // Written at once: a killed process has no time to flush, and tests wait for this line.
  writeSync(2, `failpoint ${port}.${method}:${when}:${action}\n`);
  if (action === 'kill') process.kill(process.pid, 'SIGKILL');
  if (action === 'stop') process.kill(process.pid, 'SIGSTOP');
  if (action === 'throw') throw new Fault('dependency_away', `failpoint ${port}.${method}`);
  if (action === 'hang') await new Promise(() => undefined);
}

function parse(spec: string | undefined): Failpoint[] {
  const parts = (spec ?? '').split(',').map((part) => part.trim());
  return parts.filter(Boolean).map((part) => {
    const [, port, method, when, action, nth] = FORM.exec(part) ?? [];
    if (!port || !method) throw new Fault('invalid_input', 'FAILPOINT: must look like port.method:before|after:kill|stop|throw|hang[:nth]');
    return { port, method, when: when as Failpoint['when'], action: action as Action, nth: Number(nth ?? 1), seen: 0 };
  });
}

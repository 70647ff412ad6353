import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { z } from 'zod';

const Change = z.object({ clinicId: z.string(), lines: z.array(z.object({ provider: z.enum(['evolution', 'meta']), instance: z.string() })) });
/** A clinic that was stored or removed, with its lines before and after. */
export type ClinicChange = z.infer<typeof Change>;
/** `clinicId` null: all were read anew by `from`, and each process should do so before its own copies expire. */
const Message = Change.extend({ clinicId: z.string().nullable(), from: z.string() });
type Message = z.infer<typeof Message>;

const CHANNEL = 'frontdesk:clinics:changed';
const RETRY_MS = 1000;

export type ClinicChanges = {
  /** Removes the lines from Redis and tells the other processes; while Redis is away it goes on trying in the background. */
  tell(change: ClinicChange): Promise<void>;
  /** Has the other processes read everything again; false when Redis is away. */
  tellAll(): Promise<boolean>;
  close(): void;
};

/**
 * Tells all processes which clinics changed. Redis drops what it publishes while a process is not connected, so `onGap` is called whenever this one
 * listens (again): whatever is cached may be stale then. No message on the path of a patient's message waits for any of this.
 */
export function createClinicChanges(options: {
  redis: Redis;
  /** Of its own, with `autoResubscribe` off. */
  subscriber: Redis;
  /** Removes what Redis itself holds of these lines; false when it could not. */
  forget: (lines: ClinicChange['lines']) => Promise<boolean>;
  onChange: (change: ClinicChange) => void;
  onGap: () => void;
}): ClinicChanges {
  const { redis, subscriber, forget, onChange, onGap } = options;
  const self = randomUUID(); // what this process told itself it knows already
  const untold = new Map<string, ClinicChange>();
  let timer: NodeJS.Timeout | undefined;

  const listen = () => {
    subscriber.subscribe(CHANNEL).then(onGap, () => undefined); // a failed one is tried again at the next `ready`
  };
  subscriber.on('ready', listen);
  subscriber.on('message', (_channel: string, text: string) => {
    const message = parse(text);
    if (!message || message.from === self) return;
    if (message.clinicId === null) onGap();
    else onChange({ clinicId: message.clinicId, lines: message.lines });
  });
  if (subscriber.status === 'ready') listen();

  const retryLater = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      for (const change of untold.values()) void publish(change);
    }, RETRY_MS);
    timer.unref();
  };
  const publish = async (change: ClinicChange) => {
    const isTold = (await forget(change.lines)) && (await reaches(redis, { ...change, from: self }));
    if (!isTold) retryLater();
    else if (untold.get(change.clinicId) === change) untold.delete(change.clinicId);
  };
  return {
    async tell(change) {
      const earlier = untold.get(change.clinicId)?.lines ?? [];
      const whole = { clinicId: change.clinicId, lines: [...earlier, ...change.lines] };
      untold.set(change.clinicId, whole);
      await publish(whole);
    },
    tellAll: () => reaches(redis, { clinicId: null, lines: [], from: self }),
    close() {
      clearTimeout(timer);
      subscriber.off('ready', listen);
    },
  };
}

function reaches(redis: Redis, message: Message): Promise<boolean> {
  return redis.publish(CHANNEL, JSON.stringify(message)).then(
    () => true,
    () => false,
  );
}

function parse(text: string): Message | null {
  try {
    return Message.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

import { z } from 'zod';
import { type Broadcast, type BroadcastOptions, openBroadcast } from './broadcast.ts';

const Change = z.object({ clinicId: z.string(), lines: z.array(z.object({ provider: z.enum(['evolution', 'meta']), instance: z.string() })) });
/** A clinic that was stored or removed, with its lines before and after. */
export type ClinicChange = z.infer<typeof Change>;
/** `clinicId` null: all were read anew by another process, and each should do so before its own copies expire. */
const Told = Change.extend({ clinicId: z.string().nullable() });
type Told = z.infer<typeof Told>;

const RETRY_MS = 1000;

export type ClinicChanges = {
  /** Removes the lines from Redis and tells the other processes; while Redis is away it goes on trying in the background. */
  tell(change: ClinicChange): Promise<void>;
  /** Has the other processes read everything again; false when Redis is away. */
  tellAll(): Promise<boolean>;
  close(): void;
};

export type ClinicChangesOptions = Pick<BroadcastOptions<Told>, 'redis' | 'subscriber' | 'onGap'> & {
  /** Removes what Redis itself holds of these lines; false when it could not. */
  forget: (lines: ClinicChange['lines']) => Promise<boolean>;
  onChange: (change: ClinicChange) => void;
};

/** Tells all processes which clinics changed. No message on the path of a patient's message waits for any of this. */
export function createClinicChanges({ forget, onChange, ...options }: ClinicChangesOptions): ClinicChanges {
  const broadcast = openBroadcast({
    ...options,
    channel: 'frontdesk:clinics:changed',
    schema: Told,
    onMessage: ({ clinicId, lines }) => (clinicId === null ? options.onGap() : onChange({ clinicId, lines })),
  });
  const untold = new Map<string, ClinicChange>();
  let timer: NodeJS.Timeout | undefined;

  const retryLater = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      for (const change of untold.values()) void publish(change);
    }, RETRY_MS);
    timer.unref();
  };
  const publish = async (change: ClinicChange) => {
    const isTold = (await forget(change.lines)) && (await reaches(broadcast, change));
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
    tellAll: () => reaches(broadcast, { clinicId: null, lines: [] }),
    close() {
      clearTimeout(timer);
      broadcast.close();
    },
  };
}

function reaches(broadcast: Broadcast<Told>, told: Told): Promise<boolean> {
  return broadcast.tell(told).then(
    () => true,
    () => false,
  );
}

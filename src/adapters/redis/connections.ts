import { Redis } from 'ioredis';

export type RedisConnections = {
  /** For everything that must answer at once (queue adds, caches, buckets): a command fails within `commandTimeoutMs`, and at once while Redis is away. */
  readonly producer: Redis;
  /** A new connection for a BullMQ worker, which waits for Redis as long as it takes. */
  worker(): Redis;
  /** A new connection for subscriptions; it comes back by itself and its user subscribes again on every `ready`. */
  subscriber(): Redis;
  /** Whether Redis answers, within `commandTimeoutMs`. */
  ping(): Promise<boolean>;
  isReady(): boolean;
  /** Ends all connections, those for taking work first and the producer last, after what is under way. */
  close(): Promise<void>;
};

export type RedisConnectionsOptions = {
  url: string;
  commandTimeoutMs: number;
  /** Shown in CLIENT LIST: the process. */
  name: string;
  /** Told when a connection comes and goes, not at every failed attempt. */
  onState?: (connection: string, state: 'ready' | 'away') => void;
};

type RoleOptions = { enableOfflineQueue?: boolean; maxRetriesPerRequest: number | null; commandTimeout?: number; autoResubscribe?: boolean };

const CLOSE_LIMIT_MS = 2000;

/** Opens the connections of one process. Never throws and never crashes the process: a Redis that is away is waited for in the background. */
export function createRedisConnections({ url, commandTimeoutMs, name, onState = () => undefined }: RedisConnectionsOptions): RedisConnections {
  const opened: Redis[] = [];
  const open = (role: string, options: RoleOptions) => {
    const redis = new Redis(url, {
      connectionName: `${name}-${role}`,
      family: 0, // private networks may be IPv6 only
      keepAlive: 10_000,
      connectTimeout: 5000,
      retryStrategy: (times) => Math.min(1000, 25 * 2 ** Math.min(times, 6)),
      // After a fail-over the old primary only reads: find the new one.
      reconnectOnError: (error) => (error.message.startsWith('READONLY') ? 2 : false),
      ...options,
    });
    tellStates(redis, role, onState);
    opened.push(redis);
    return redis;
  };
  const producer = open('producer', { enableOfflineQueue: false, maxRetriesPerRequest: 1, commandTimeout: commandTimeoutMs });
  return {
    producer,
    // BullMQ demands null: a blocking read may fail as often as it likes.
    worker: () => open('worker', { maxRetriesPerRequest: null }),
    subscriber: () => open('subscriber', { maxRetriesPerRequest: null, autoResubscribe: false }),
    ping: () => redisPing(producer),
    isReady: () => producer.status === 'ready',
    async close() {
      for (const redis of opened.reverse()) await end(redis);
    },
  };
}

/** Whether Redis answers a PING on this connection within its command timeout; never throws. */
export async function redisPing(redis: Redis): Promise<boolean> {
  if (redis.status !== 'ready') return false;
  return redis.ping().then(
    (answer) => answer === 'PONG',
    () => false,
  );
}

/** Without a listener for `error`, ioredis prints and an emitter without one would throw. */
function tellStates(redis: Redis, role: string, onState: NonNullable<RedisConnectionsOptions['onState']>): void {
  let state: 'ready' | 'away' | 'new' = 'new';
  const tell = (next: 'ready' | 'away') => () => {
    if (state === next) return;
    state = next;
    onState(role, next);
  };
  redis.on('ready', tell('ready'));
  redis.on('close', tell('away'));
  redis.on('error', () => undefined);
}

/** QUIT answers after the commands before it; without a connection there is nothing to wait for. */
async function end(redis: Redis): Promise<void> {
  if (redis.status === 'ready') {
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise((resolve) => (timer = setTimeout(resolve, CLOSE_LIMIT_MS)));
    await Promise.race([redis.quit().catch(() => undefined), limit]);
    clearTimeout(timer);
  }
  redis.disconnect();
}

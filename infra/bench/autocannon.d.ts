/** The part of autocannon that the bench uses; the package has no types of its own. */
declare module 'autocannon' {
  export type Request = { method: string; path: string; headers?: Record<string, string>; body?: string };
  export type Result = { '2xx': number; non2xx: number; errors: number; timeouts: number; duration: number; latency: { p99: number } };
  export type Options = {
    url: string;
    connections: number;
    /** Seconds. Ignored when `amount` is set. */
    duration?: number;
    amount?: number;
    /** Seconds. */
    timeout?: number;
    requests: (Request & { setupRequest?: (request: Request) => Request })[];
  };
  export default function autocannon(options: Options): Promise<Result>;
}

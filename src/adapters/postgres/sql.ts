/** A statement with a name: on Postgres it is prepared once per connection under that name; metrics use the name. */
export type Statement = { name: string; text: string };

/** A row as the driver gives it: bigints as numbers, JSON parsed. Instants are selected with core.ms, in ms since the epoch. */
export type Row = Record<string, unknown>;

/**
 * The small door to Postgres that every store goes through. A query is one statement in a transaction of its own.
 * Throws Fault('dependency_away') when Postgres can't be reached or the connection was lost (the outcome is then unknown);
 * errors of Postgres itself come through with their SQLSTATE in `code`.
 */
export interface Sql {
  query<R = Row>(statement: Statement, values?: readonly unknown[]): Promise<R[]>;
  /** Runs a script of several statements without parameters (migrations); its rows are dropped. */
  script(text: string): Promise<void>;
  /** Commits what `work` did when it returns, undoes it when it throws. `work` must use the Sql it is given. */
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** Resolves when Postgres answers within the time; throws Fault('dependency_away') otherwise. */
  ping(timeoutMs: number): Promise<void>;
  close(): Promise<void>;
}

/** Told of every query that ended, failed ones too: its statement's name and how long it took. */
export type OnQuery = (name: string, ms: number) => void;

/** A statement written with `:name` parameters; `values` puts them in the order of the positional ones that Postgres knows. */
export type NamedStatement<P> = Statement & { values(parameters: P): unknown[] };

/** Makes a statement out of SQL with `:name` parameters (casts are written `::type` as usual). Throws on a parameter without a value. */
export function statement<P extends Record<string, unknown>>(name: string, text: string): NamedStatement<P> {
  const order: string[] = [];
  const positional = text.replace(/(?<![:\w]):([a-z]\w*)/gi, (_, parameter: string) => {
    if (!order.includes(parameter)) order.push(parameter);
    return `$${order.indexOf(parameter) + 1}`;
  });
  return {
    name,
    text: positional.trim(),
    values: (parameters) =>
      order.map((parameter) => {
        if (parameters[parameter] === undefined) throw new TypeError(`${name}: no value for the parameter ${parameter}`);
        return parameters[parameter];
      }),
  };
}

/** The SQLSTATE of an error of Postgres, or null for any other error. */
export function sqlState(error: unknown): string | null {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : null;
}

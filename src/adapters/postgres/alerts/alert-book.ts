import { statement, type Sql } from '../sql.ts';

/** What is alerted and not over, shared by all workers. */
export interface AlertBook {
  /** True when it is to be told now: it is new, was told `remindMs` ago (null: never again), or (`whenMore`) has become more. */
  tell(input: { key: string; count: number; nowMs: number; remindMs: number | null; whenMore: boolean }): Promise<boolean>;
  end(key: string): Promise<void>;
  /** Ends those that begin with `prefix`, are not among `keep` and were told at `toldBeforeMs` or before; returns their keys. */
  endOthers(input: { prefix: string; keep: string[]; toldBeforeMs: number }): Promise<string[]>;
}

const TELL = statement<{ key: string; count: number; nowMs: number; remindMs: number | null; whenMore: boolean }>(
  'tell_alert',
  `
with told as (
  insert into core.open_alerts as a (key, count, since, told_at) values (:key, :count::int, core.at(:nowMs::float8), core.at(:nowMs::float8))
  on conflict (key) do update set count = excluded.count, told_at = excluded.told_at
  where a.told_at <= core.at(:nowMs::float8 - :remindMs::float8) or (:whenMore::boolean and excluded.count > a.count)
  returning a.key
), fewer as (
  update core.open_alerts a set count = :count::int where a.key = :key and a.count > :count::int and not exists (select from told)
)
select count(*) as told from told`,
);
const END_OTHERS = statement<{ prefix: string; keep: string[]; toldBeforeMs: number }>(
  'end_other_alerts',
  `
delete from core.open_alerts
where starts_with(key, :prefix) and key <> all (:keep::text[]) and told_at <= core.at(:toldBeforeMs::float8)
returning key`,
);
const END = statement<{ key: string }>('end_alert', `delete from core.open_alerts where key = :key`);

/** What is alerted and not over, in core.open_alerts: what one worker told, no other one tells again. */
export function alertBook(sql: Sql): AlertBook {
  return {
    async tell(input) {
      const [row] = await sql.query<{ told: number }>(TELL, TELL.values(input));
      return row?.told === 1;
    },
    end: async (key) => void (await sql.query(END, END.values({ key }))),
    endOthers: async (input) => (await sql.query<{ key: string }>(END_OTHERS, END_OTHERS.values(input))).map(({ key }) => key),
  };
}

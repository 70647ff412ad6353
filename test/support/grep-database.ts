import type { Sql } from '../../src/adapters/postgres/sql.ts';

/** How many rows of which tables of the database contain the text; a table that a later migration adds is looked into as well. */
export async function grepDatabase(sql: Pick<Sql, 'query'>, text: string): Promise<Record<string, number>> {
  const tables = await sql.query<{ name: string }>({
    name: 'test_tables',
    text: "select table_schema || '.' || table_name as name from information_schema.tables where table_schema in ('core', 'healthcare') and table_type = 'BASE TABLE'",
  });
  if (tables.length < 10) throw new Error('where are the tables?');
  const found: Record<string, number> = {};
  for (const { name } of tables) {
    const rows = await sql.query({ name: `test_grep_${name.replace('.', '_')}`, text: `select 1 from ${name} as r where strpos(r::text, $1) > 0` }, [text]);
    if (rows.length > 0) found[name] = rows.length;
  }
  return found;
}

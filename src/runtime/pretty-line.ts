const HEAD = new Set(['level', 'time', 'service', 'process', 'traceId', 'requestId', 'msg', 'error']);

/** Turns a JSON log line into `[trace_<id>] [req_<id>] message field=value level=... process=... time=...`, with the stack of an error below it. */
export function prettyLine(json: string): string {
  const line = parse(json);
  if (!line) return json;
  const ids = [line['traceId'] && `[trace_${text(line['traceId'])}]`, line['requestId'] && `[req_${text(line['requestId'])}]`].filter(Boolean);
  const fields = Object.entries(line).filter(([name]) => !HEAD.has(name));
  const origin = [`level=${text(line['level'])}`, `process=${text(line['process'])}`, `time=${text(line['time']).slice(11, 23)}`];
  return `${[...ids, text(line['msg']), ...fields.map(([name, value]) => `${name}=${text(value)}`), ...origin].join(' ')}\n${errorLines(line['error'])}`;
}

function errorLines(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  const { kind, code, message, at, stack, cause } = error as Record<string, unknown>;
  const first = [kind, code, message, at].filter((part) => part !== undefined).map(text);
  return `    ${first.join(' ')}\n${stack ? `${text(stack)}\n` : ''}${errorLines(cause)}`;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

function parse(json: string): Record<string, unknown> | null {
  try {
    return JSON.parse(json) as Record<string, unknown>;
  } catch {
    return null;
  }
}

import { type Check, expect, expectStatus, NEIGHBOUR, readProvider, SAVED, SCOPE, snippetsOf } from './check.ts';

const [, CLINIC = '', AGENT = '', HASH = ''] = SCOPE.split(':');
const MALFORMED: [string, unknown][] = [
  ['without the hash', `scope:${CLINIC}:${AGENT}`],
  ['a fifth part', `${SCOPE}:more`],
  ['a hash of 15 digits', `scope:${CLINIC}:${AGENT}:${HASH.slice(1)}`],
  ['a hash of 17 digits', `${SCOPE}0`],
  ['a hash with other letters', `scope:${CLINIC}:${AGENT}:${HASH.slice(1)}z`],
  ['a clinic that is no id', `scope:clinic:${AGENT}:${HASH}`],
  ['no agent', `scope:${CLINIC}::${HASH}`],
  ['another beginning', SCOPE.replace('scope:', 'Scope:')],
  ['nothing', ''],
  ['no text', 7],
];

/** A scope that is not well formed is refused wherever one is taken: served, it would mix what was taught to different prompts. */
const validation: Check = {
  name: 'scope validation',
  isCritical: true,
  async run({ ask }) {
    const entries = (scopeId: unknown) => [
      ['retrieve', () => ask('POST', '/api/memory/snippets', { scopeId })] as const,
      ['save', () => ask('PUT', '/api/memory/snippets', { scopeId, ...SAVED })] as const,
      ['learn', () => ask('POST', '/api/memory/learn', { scopeId, conversationId: 'smoke', patterns: [SAVED] })] as const,
      ['sync', () => ask('POST', '/api/admin/sync-context7', { scopeId })] as const,
    ];
    for (const [what, scopeId] of MALFORMED)
      for (const [name, call] of entries(scopeId)) expectStatus(await call(), [400], `${name} with a scope that has ${what}`);
    expectStatus(await ask('POST', '/api/memory/snippets', {}), [400], 'retrieve without a scope');
    return `${MALFORMED.length} malformed scopes refused by retrieve, save, learn and sync`;
  },
};

const retrieval: Check = {
  name: 'retrieval',
  async run({ ask }) {
    const provider = await readProvider(ask);
    const answer = await ask('POST', '/api/memory/snippets', { scopeId: SCOPE });
    expectStatus(answer, provider.state === 'away' ? [503, 200] : [200], 'POST /api/memory/snippets');
    const source = String(answer.body['source']);
    const sources = answer.status === 503 ? ['local'] : provider.state === 'on' || provider.state === 'away' ? ['context7', 'cache'] : ['local'];
    expect([...sources, 'disabled'].includes(source), `the source is ${source} instead of ${sources.join(' or ')}`);
    const found = snippetsOf(answer);
    return source === 'disabled' ? 'snippets are switched off at run time: none' : `${found.length} snippets, source ${source}`;
  },
};

const save: Check = {
  name: 'save',
  async run({ ask }) {
    const provider = await readProvider(ask);
    const put = (scopeId: string, trigger = SAVED.trigger) => ask('PUT', '/api/memory/snippets', { scopeId, trigger, content: SAVED.content });
    const first = await put(SCOPE);
    expectStatus(first, provider.state === 'on' ? [200, 202] : [202, 200], 'PUT /api/memory/snippets');
    const { id, saved } = first.body;
    expect(typeof id === 'string' && /^[0-9a-f]{16}$/.test(id), `the id ${String(id)} is not 16 hex digits`);
    const places = Array.isArray(saved) ? saved.join(' and ') : '';
    expect(places === (first.status === 200 ? 'local and context7' : 'local'), `${first.status}, but saved: ${places}`);
    expect(first.status === 200 || provider.state !== 'on', 'saved locally only, though the provider is there');
    const again = await put(SCOPE, `  ${SAVED.trigger.toUpperCase()} `);
    expect(again.body['id'] === id && again.body['duplicate'] === true, 'the same pair again is not a duplicate with the same id');
    const listed = await ask('POST', '/api/memory/snippets', { scopeId: SCOPE });
    if (listed.body['source'] === 'disabled') return `${first.status}, saved ${places}; not read: snippets are switched off`;
    expect(
      snippetsOf(listed).some((snippet) => snippet.id === id && snippet.content === SAVED.content),
      'what was saved is not found',
    );
    const others = snippetsOf(await ask('POST', '/api/memory/snippets', { scopeId: NEIGHBOUR }));
    expect(!others.some((snippet) => snippet.id === id), 'another scope has it too: SCOPES LEAK');
    return `${first.status}, saved ${places}${first.body['duplicate'] === true ? ' (before)' : ''}; found in its scope, not in the one beside it`;
  },
};

/** What comes first: nothing malformed is looked up, so it leaves the figures as they are. */
export const SCOPE_VALIDATION: Check = validation;

/** Reading and writing of snippets. */
export const SCOPE_CHECKS: readonly Check[] = [retrieval, save];

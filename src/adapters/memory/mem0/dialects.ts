/** One call of mem0 as HTTP. */
export type Mem0Call = { method: 'GET' | 'POST' | 'DELETE'; path: string; body?: Record<string, unknown> };

export type Mem0Message = { role: 'user'; content: string };

/** How one of mem0's two interfaces is spoken. Every call is about one user: there is none without. */
export type Mem0Dialect = {
  name: 'mem0_platform' | 'mem0_server';
  headers: (apiKey: string | null) => Record<string, string>;
  /** Whether every memory it answers says whose it is. */
  namesOwners: boolean;
  search: (user: string, query: string, most: number) => Mem0Call;
  add: (user: string, messages: Mem0Message[], metadata: Record<string, unknown>) => Mem0Call;
  list: (user: string, most: number) => Mem0Call;
  remove: (memoryId: string) => Mem0Call;
  removeAll: (user: string) => Mem0Call;
};

/** The hosted platform: ids of users go into filters, at the top level of a search they are refused. */
export const PLATFORM: Mem0Dialect = {
  name: 'mem0_platform',
  headers: (apiKey) => (apiKey === null ? {} : { authorization: `Token ${apiKey}` }),
  namesOwners: false,
  search: (user, query, most) => ({
    method: 'POST',
    path: '/v3/memories/search/',
    body: { query, filters: { AND: [{ user_id: user }] }, top_k: most, threshold: 0, output_format: 'v1.1' },
  }),
  add: (user, messages, metadata) => ({ method: 'POST', path: '/v3/memories/add/', body: { messages, user_id: user, metadata, infer: false } }),
  list: (user, most) => ({ method: 'POST', path: `/v3/memories/?page=1&page_size=${most}`, body: { filters: { AND: [{ user_id: user }] } } }),
  remove: (memoryId) => ({ method: 'DELETE', path: `/v1/memories/${encodeURIComponent(memoryId)}/` }),
  removeAll: (user) => ({ method: 'DELETE', path: `/v1/memories/?user_id=${encodeURIComponent(user)}` }),
};

/** The server one runs oneself. Older builds ignore `infer` and let a model reword what they are given. */
export const SERVER: Mem0Dialect = {
  name: 'mem0_server',
  headers: (apiKey) => (apiKey === null ? {} : { 'x-api-key': apiKey }),
  namesOwners: true,
  search: (user, query, most) => ({ method: 'POST', path: '/search', body: { query, user_id: user, top_k: most, limit: most } }),
  add: (user, messages, metadata) => ({ method: 'POST', path: '/memories', body: { messages, user_id: user, metadata, infer: false } }),
  list: (user) => ({ method: 'GET', path: `/memories?user_id=${encodeURIComponent(user)}` }),
  remove: (memoryId) => ({ method: 'DELETE', path: `/memories/${encodeURIComponent(memoryId)}` }),
  removeAll: (user) => ({ method: 'DELETE', path: `/memories?user_id=${encodeURIComponent(user)}` }),
};

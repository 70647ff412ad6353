/** The shape of the house as rules: arrows point one way. See infra/decisions/0001-the-shape-of-the-code.md. */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'no-orphans', severity: 'error', from: { orphan: true, path: '^src/' }, to: {} },
    {
      name: 'domain-is-pure',
      comment: 'Decisions are pure: only zod and data libraries without I/O. A scope is named by a SHA-256, which is pure as well.',
      severity: 'error',
      from: { path: '^src/domain/', pathNot: '^src/domain/scope-id\\.ts$' },
      to: { pathNot: ['^src/domain/', '^src/errors\\.ts$', 'node_modules/(zod|luxon|@types/luxon|eld|fastest-levenshtein|lru-cache)/'] },
    },
    {
      name: 'pipeline-knows-only-domain-and-ports',
      severity: 'error',
      from: { path: '^src/pipeline/' },
      to: { pathNot: ['^src/pipeline/', '^src/domain/', '^src/errors\\.ts$', '^node:', 'node_modules/'] },
    },
    {
      name: 'pipeline-has-no-libraries',
      severity: 'error',
      from: { path: '^src/pipeline/' },
      to: { dependencyTypes: ['npm', 'core'] },
    },
    {
      name: 'adapters-are-islands',
      severity: 'error',
      from: { path: '^src/adapters/([^/]+)/' },
      to: { path: '^src/adapters/([^/]+)/', pathNot: '^src/adapters/$1/' },
    },
    {
      name: 'adapters-see-stories-as-types-only',
      severity: 'error',
      from: { path: '^src/adapters/' },
      to: { path: '^src/(pipeline|api|ingress|queues|runtime)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'only-compose-picks-adapters',
      severity: 'error',
      from: { path: '^(src|workers)/', pathNot: ['^src/compose', '^src/adapters/'] },
      to: { path: '^src/adapters/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'doors-do-not-know-each-other',
      severity: 'error',
      from: { path: '^src/ingress/' },
      to: { path: '^src/(api|adapters|pipeline)/', dependencyTypesNot: ['type-only'] },
    },
    { name: 'entries-are-thin', severity: 'error', from: { path: '^workers/' }, to: { path: '^src/', pathNot: ['^src/compose', '^src/runtime/'] } },
    { name: 'shipped-code-needs-no-test-code', severity: 'error', from: { path: '^(src|workers|infra)/' }, to: { path: '^test/' } },
    { name: 'source-does-not-know-infra', severity: 'error', from: { path: '^(src|workers)/' }, to: { path: '^infra/' } },
    {
      name: 'no-dumping-grounds',
      severity: 'error',
      from: {},
      to: { path: '(^|/)(utils?|helpers?|common|services?|misc|lib)(/|\\.ts$)', pathNot: 'node_modules' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};

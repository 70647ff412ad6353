import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['node_modules/**', '.data/**', 'coverage/**'] },
  {
    files: ['src/**/*.ts', 'workers/**/*.ts', 'test/**/*.ts', 'infra/**/*.ts'],
    extends: [tseslint.configs.recommended],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      eqeqeq: ['error', 'smart'],
      'no-console': 'error',
    },
  },
  // Commands talk to a person at a terminal.
  { files: ['infra/local/**/*.ts', 'infra/bench/**/*.ts'], rules: { 'no-console': 'off' } },
  // Only the configuration reads the environment.
  {
    files: ['src/**/*.ts', 'workers/**/*.ts'],
    ignores: ['src/runtime/config.ts'],
    rules: { 'no-restricted-properties': ['error', { object: 'process', property: 'env', message: 'Settings come from src/runtime/config.ts.' }] },
  },
  // The domain is pure: no clock, no chance.
  {
    files: ['src/domain/**/*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'The clock is a parameter.' },
        { object: 'Math', property: 'random', message: 'Decisions are pure functions.' },
        { object: 'process', property: 'env', message: 'Settings come from src/runtime/config.ts.' },
      ],
    },
  },
);

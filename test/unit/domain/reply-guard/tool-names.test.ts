import { describe, expect, it } from 'vitest';
import { TOOL_ARGUMENTS } from '../../../../src/domain/tools.ts';

describe('the name of a tool', () => {
  it.each(Object.keys(TOOL_ARGUMENTS))('%s holds the underscore by which the guard looks for it', (name) => {
    expect(name).toContain('_');
  });
});

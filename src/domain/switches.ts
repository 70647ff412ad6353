/** What can be switched at run time, without a restart. */
export const FEATURES = ['SNIPPETS'] as const;
export type Feature = (typeof FEATURES)[number];

/** What is on. */
export type Switches = Record<Feature, boolean>;

/** The switches as they are when these were set; a feature that nobody ever switched is on. */
export function switchesFrom(set: Readonly<Record<string, boolean>>): Switches {
  return { SNIPPETS: set['SNIPPETS'] ?? true };
}

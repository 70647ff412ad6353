/** Characters that could end a block or hide text from a person who reads the prompt; the joiners that emoji are made of stay. */
const UNSAFE = /[<>&\u0085\u00ad\u061c\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu;
/** Letters that no screen shows and models still read: they carry smuggled instructions and nothing else. */
const INVISIBLE_TAGS = /[\u{e0000}-\u{e007f}]/gu;

/**
 * A value as data inside a prompt, `<name>JSON</name>`. Whatever text the value holds, the block has this one end: in the JSON an angle
 * bracket never stands for itself, and line breaks are escaped. Reading the JSON gives the value back, invisible tag letters excepted.
 */
export function dataBlock(name: string, value: unknown): string {
  const json = JSON.stringify(withoutTags(value)).replace(UNSAFE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `<${name}>${json}</${name}>`;
}

/** A text cut to a length a prompt can bear; what was cut is marked. */
export function clipped(text: string, maxCharacters: number): string {
  const characters = [...text];
  return characters.length <= maxCharacters ? text : `${characters.slice(0, maxCharacters).join('')} […]`;
}

function withoutTags(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(INVISIBLE_TAGS, '');
  if (Array.isArray(value)) return value.map(withoutTags);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutTags(item)]));
}

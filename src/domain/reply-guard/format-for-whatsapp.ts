/** Control characters, byte order marks, overrides of writing direction, invisible tag letters: nothing a reply needs. */
const UNWANTED =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b\u2060-\u2065\u202a\u202b\u202d\u202e\ufeff\ufff0-\ufffb\ufffe\uffff]|[\u{e0000}-\u{e007f}]/gu;
const LONE_SURROGATE = /[\ud800-\udfff]/gu;
const ISOLATES = /[\u2066-\u2069\u202c]/gu;

/**
 * A reply as WhatsApp shows it: its own marks for bold and italics instead of markdown's, no code fences, headings, tables' rules or HTML, at
 * most one empty line in a row, no control characters, no half characters. The words stay what they are; a text without such marks comes back
 * unchanged, but for white space at its ends.
 */
export function formatForWhatsApp(reply: string): string {
  const text = withoutBroken(reply.replace(/\r\n?|\u2028|\u2029/gu, '\n').replace(/\t/gu, ' '));
  return withoutMarkdown(withoutHtml(/\\n/u.test(text) && !text.includes('\n') ? text.replace(/\\n/gu, '\n') : text))
    .replace(/[^\S\n]+$/gmu, '')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();
}

/** True when something was there that can't be mended: the mark that stands for a lost character. */
export function isBroken(reply: string): boolean {
  return /\ufffd|[\ue000-\uf8ff]/u.test(reply);
}

function withoutBroken(text: string): string {
  const clean = text.replace(UNWANTED, '').replace(LONE_SURROGATE, '');
  return isBalanced(clean) ? clean : clean.replace(ISOLATES, '');
}

/** Whether every isolate is closed within its line. */
function isBalanced(text: string): boolean {
  return text.split('\n').every((line) => {
    let depth = 0;
    for (const [mark] of line.matchAll(ISOLATES)) {
      depth += mark === '\u2069' || mark === '\u202c' ? -1 : 1;
      if (depth < 0) return false;
    }
    return depth === 0;
  });
}

function withoutHtml(text: string): string {
  if (!/[<&]/u.test(text)) return text;
  return text
    .replace(/<br\s*\/?>|<\/p>/giu, '\n')
    .replace(/<\/?(?:b|strong)>/giu, '*')
    .replace(/<\/?(?:i|em)>/giu, '_')
    .replace(/<\/?(?:p|div|span|ul|ol|u)>/giu, '')
    .replace(/<li>/giu, '• ')
    .replace(/<\/li>/giu, '\n')
    .replace(/&nbsp;/gu, ' ')
    .replace(/&lt;/gu, '<')
    .replace(/&gt;/gu, '>')
    .replace(/&quot;/gu, '"')
    .replace(/&#39;/gu, "'")
    .replace(/&amp;/gu, '&');
}

function withoutMarkdown(text: string): string {
  if (!/[*_`#[~|-]/u.test(text)) return text;
  return text
    .replace(/^```[\w-]*[^\S\n]*\n?|```/gmu, '')
    .replace(/`([^`\n]+)`/gu, '$1')
    .replace(/^#{1,6}[^\S\n]+(.+?)[^\S\n]*#*$/gmu, (_, heading: string) => `*${heading.replace(/\*+/gu, '').trim()}*`)
    .replace(/!?\[([^\]\n]+)\]\((https?:\/\/[^)\s]+|mailto:[^)\s]+|tel:[^)\s]+)\)/gu, (_, label: string, target: string) =>
      linked(label, target.replace(/^(?:mailto|tel):/u, '')),
    ) // prettier-ignore
    .replace(/^([^\S\n]*)[*+][^\S\n]+/gmu, '$1• ')
    .replace(/\*{3}(?=\S)([^*\n]+?)\*{3}/gu, '*$1*')
    .replace(/\*\*(?=\S)([^*\n]+?)[^\S\n]*\*\*/gu, '*$1*')
    .replace(/(?<![\p{L}\p{N}_])__(?=\S)([^_\n]+?)__(?![\p{L}\p{N}_])/gu, '_$1_')
    .replace(/~~(?=\S)([^~\n]+?)~~/gu, '~$1~')
    .replace(/\*{2,}/gu, '')
    .replace(/^[^\S\n]*(?:-{3,}|={3,}|\*{3,}|(?:\|?[^\S\n]*:?-{3,}:?[^\S\n]*)+\|?)[^\S\n]*$/gmu, '');
}

function linked(label: string, target: string): string {
  return target.includes(label) || label.includes(target) ? target : `${label}: ${target}`;
}

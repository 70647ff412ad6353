import type { AlertNotice } from '../../domain/alert.ts';

/** A message of a Slack incoming webhook; null for a notice that is not for Slack. */
export function slackMessage(notice: AlertNotice): { text: string } | null {
  if (notice.type !== 'alert') return null;
  const { severity, title, text } = notice.alert;
  return { text: `*[${severity.toUpperCase()}] Frontdesk: ${escaped(title)}*\n${escaped(text)}` };
}

/** The three characters that Slack gives a meaning. */
function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

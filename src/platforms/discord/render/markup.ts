import type { Markup } from '#chat/markup.ts';

/** An invitation is shown as a card even without a link. */
const invitation = /(discord(?:app)?\.(?:gg|com))\//gi;

/** How Discord writes text: https://support.discord.com/hc/en-us/articles/210298617 */
export const discordMarkup: Markup = {
  bold: ['**', '**'],
  code: ['`', '`'],
  places: { role: ['<@&', '>'], channel: ['<#', '>'] },
  inText: [
    [/[\\*_~|`<>@#[\]]/g, '\\$&'],
    [/:\/\//g, '\\://'],
    [invitation, '$1\\/'],
    [/^(\s*)([-+])/gm, '$1\\$2'],
    [/^(\s*\d+)\./gm, '$1\\.'],
  ],
  inCode: [[invitation, '$1\u200b/']],
};

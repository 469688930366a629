import { describe, expect, it } from 'vitest';
import { quoteTyped } from '#chat/answers/words.ts';
import { type Markup, renderMarkup, spansOf } from '#chat/markup.ts';

const star: Markup = {
  bold: ['<b>', '</b>'],
  code: ['<c>', '</c>'],
  inText: [
    [/@/g, '(at)'],
    [/[<>]/g, '?'],
  ],
  inCode: [[/[<>]/g, '!']],
};

describe('the text of a reply', () => {
  it('is bold, code or plain', () => {
    expect(spansOf('**Fox** is `7k2m` in\nnoto')).toEqual([
      { kind: 'bold', text: 'Fox' },
      { kind: 'plain', text: ' is ' },
      { kind: 'code', text: '7k2m' },
      { kind: 'plain', text: ' in\nnoto' },
    ]);
    expect(spansOf('2 ** 3 ` 4')).toEqual([{ kind: 'plain', text: '2 ** 3 ` 4' }]);
  });

  it('is written by the rules of its platform, and acts nowhere', () => {
    expect(renderMarkup('**<fox>** by @ana: `<@1> @ben`', star)).toBe('<b>?fox?</b> by (at)ana: <c>!@1! @ben</c>');
  });

  it('holds what was typed, whatever marks that has', () => {
    const typed = 'a`**b** @everyone';
    expect(renderMarkup(`not ${quoteTyped(typed)}.`, star)).toBe("not <c>a'**b** @everyone</c>.");
  });

  it('has no signs that hide or turn round what follows', () => {
    expect(renderMarkup('safe\u202Egnp.exe\u0007\u0000\nnext', star)).toBe('safegnp.exe\nnext');
  });
});

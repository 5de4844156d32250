import { describe, expect, test } from 'vitest';
import { draw, drawPieces } from '#server/pages/draw.ts';
import { inPieces } from '#widget/thread/in-script.ts';
import { Icon } from '#widget/thread/Icon.tsx';

describe('what is drawn on the server', () => {
  test.each([
    ['texts and attributes are escaped', <p title={'"&<'}>{'<b>&"'}</p>, '<p title="&quot;&amp;&lt;">&lt;b>&amp;&quot;</p>'],
    ['but not what was sanitised already', <p dangerouslySetInnerHTML={{ __html: '<b>a</b>' }} />, '<p><b>a</b></p>'],
    ['nothing stands for null, false and true', <p>{[null, undefined, false, true, 0, 'a']}</p>, '<p>0a</p>'],
    [
      'an attribute is there or not',
      <input required disabled={false} value={undefined} onClick={() => {}} key="1" maxLength={3} />,
      '<input required maxlength="3">',
    ],
    ['but says so of a state', <p aria-current={true} aria-busy={false} hidden={false} />, '<p aria-current="true" aria-busy="false"></p>'],
    [
      'elements without content are not closed',
      <p>{[<br key="1" />, <img key="2" alt="" src="/a" />]}</p>,
      '<p><br><img alt="" src="/a"></p>',
    ],
    ['a text area keeps its first line break', <textarea value={'\n</textarea>'} />, '<textarea>\n\n&lt;/textarea></textarea>'],
    ['an icon keeps its capitals', <Icon d="M0 0" />, '<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M0 0"></path></svg>'],
    ['fragments and functions leave no trace', <Twice>a</Twice>, '<i>a</i><i>a</i>'],
  ])('%s', (_, node, html) => {
    expect(draw(node)).toBe(html);
    expect(draw(node), 'and again').toBe(html);
  });

  test('comes in pieces, which are the whole', () => {
    const node = <ol>{Array.from({ length: 500 }, (_, n) => `${n}, a text like many others; `)}</ol>;

    expect(drawPieces(node).length).toBeGreaterThan(2);
    expect(drawPieces(node).join('')).toBe(draw(node));
  });
});

test('bytes that were sent before are pieces among the others', () => {
  const held = new TextEncoder().encode('<b>’</b>');
  const node = <p dangerouslySetInnerHTML={inPieces(['<i>a</i>', held, held])} />;

  expect(draw(node)).toBe('<p><i>a</i><b>’</b><b>’</b></p>');
  expect(drawPieces(node).filter((piece) => piece === held)).toHaveLength(2);
});

function Twice({ children }: { children: string }) {
  return (
    <>
      <i>{children}</i>
      {[<i key="2">{children}</i>]}
    </>
  );
}

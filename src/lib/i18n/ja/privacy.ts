import type { privacy as english } from '../en/privacy.ts';

export const privacy: Readonly<Record<keyof typeof english, string>> = {
  'privacy.export': 'データを受け取る',
  'privacy.export.does': 'あなたについて保存しているすべてを、あなただけのファイルで',
  'privacy.delete': 'すべて削除…',
  'privacy.delete.does': 'あなたについて保存しているすべてを削除',
  'privacy.forget': 'すべて削除',
  'privacy.forget.does': '今すぐ完全に削除',
  'privacy.title': 'あなたについて保存していること',
  'privacy.accounts': '{platforms}の{count, plural, other {アカウント}}：そこでのIDと、使っている名前。',
  'privacy.pictures':
    'あなたが頼んだ絵{count, plural, other {#枚}}：入力した言葉、日時と場所、それぞれの絵の元になったもの。',
  'privacy.marks':
    '{votes, plural, other {#件}}の投票と{favorites, plural, other {#件}}のお気に入り。表示された絵、拡大した絵、保存した絵。',
  'privacy.reports': 'あなたが報告した絵{count, plural, other {#枚}}と、そのときの言葉。',
  'privacy.lessons': '学習用に提供してくれた絵{count, plural, other {#枚}}。',
  'privacy.messages': 'ウェブページのメッセージ{count, plural, other {#件}}と、その返事。',
  'privacy.where': 'すべて私が動いているマシンにあり、ほかへは何も送られません。',
  'privacy.part': 'パート{part}',
  'privacy.part.does': '全{parts}パート中のパート{part}',
  'privacy.part-of': 'あなたについて保存していること（パート{part}／全{parts}パート）',
  'privacy.archive': '{which}。あなたの言葉や投票は `about-you.json` に、絵はその隣にあります。',
  'privacy.archive-part': '{which}。あなたの言葉や投票はパート1の `about-you.json` に、絵はその隣にあります。',
  'privacy.ask':
    '**あなたについて保存しているすべてを削除しますか？** あなたの絵{pictures, plural, other {#枚}}がメッセージ、ギャラリー、みんなのお気に入りから消え、あなたの投票{votes, plural, other {#件}}は数えられなくなり、次の学習ではどれも使われません。',
  'privacy.stays':
    'ほかの人があなたの絵から作ったものは、あなたの言葉を除いて残ります。すでにあなたから学んだモデルはそのままで、あなたへのブロックや、描かれたくないという希望も、名前のないコードとして残ります。削除したものは、だれにも元に戻せません。',
  'privacy.forgotten':
    'あなたについて保存していたものをすべて削除しました。また何か頼んでくれたときは、初めての人としてお迎えします。',
  'privacy.avatar':
    '{may, select, yes {あなたのプロフィール画像を見られる人は、それをもとに描けます。} other {あなたのプロフィール画像をもとに描けるのは、あなただけです。}}',
  'privacy.avatar.forbid': '描かれないようにする',
  'privacy.avatar.forbid.does': 'プロフィール画像をもとに描けるのは、あなただけになります',
  'privacy.avatar.allow': '描かれてもよい',
  'privacy.avatar.allow.does': 'ほかの人もプロフィール画像をもとに描けるようになります',
};

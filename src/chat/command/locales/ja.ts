import type { Locale, Text } from './locale.ts';

const style: Text = ['スタイル', '描くときのスタイル'];
const seed: Text = ['シード', '同じシードなら同じ絵になります'];
const model: Text = ['モデル', '描くのに使うモデル'];
const spoiler: Text = ['ネタバレ', '見たい人が開くまで絵を隠します'];
const own: Text = ['非公開', '共有するまで自分だけに描きます'];
const parts = {
  colour: ['色', '色'],
  mood: ['気分', '気分や表情'],
  wearing: ['身につける', '身につけるもの。王冠、眼鏡、マフラーなど'],
  holding: ['持つ', '手に持つもの、または前に置くもの'],
  size: ['大きさ', '小さいか巨大か'],
} as const;
const picture: Text = ['絵', '絵文字、言葉、絵のID、または添付した絵'];

export const ja: Locale = {
  commands: {
    cancel: {
      text: ['キャンセル', '自分の依頼をすべて、または一つだけ取り消します'],
      options: { job: ['依頼', '依頼のID、または training。空なら自分のすべて'] },
    },
    console: {
      text: ['コンソール', 'このサーバーの管理ページをブラウザーで開きます。あなた専用のリンクです'],
      options: {},
    },
    explore: {
      text: ['探検', '絵を少しずつ変えます：暖かく、丸く、楽しく、かわいく'],
      options: { picture },
    },
    favorites: { text: ['お気に入り', '❤️ で残した絵を表示します'], options: {} },
    gallery: {
      text: ['ギャラリー', 'ここで描かれた絵を人気順か新しい順に表示します'],
      options: {
        order: ['順番', 'どれを先に表示するか'],
        by: ['作者', 'だれの絵か。自分の絵は me'],
        since: ['期間', 'いつの絵か'],
        search: ['検索', '何が描かれているか、言葉で'],
      },
    },
    generate: {
      text: ['描く', '新しい絵を描きます'],
      options: {
        prompt: ['お題', '言葉か絵文字で何を描くか。空なら自由に描きます'],
        ...parts,
        style,
        model,
        count: ['枚数', '何枚描くか'],
        seed,
        spread: ['幅', 'お題からどれだけ離れるか。普通は 1'],
        spoiler,
        private: own,
      },
    },
    help: {
      text: ['ヘルプ', 'できることの一覧、またはコマンドの説明'],
      options: { command: ['コマンド', '説明するコマンド'] },
    },
    interpolate: {
      text: ['変身', 'あるものが別のものに変わって戻るアニメーション'],
      options: {
        from: ['元', '始まり。絵文字、言葉、絵のID、または添付した絵'],
        to: ['先', '何に変わるか'],
        frames: ['コマ数', '何コマにするか'],
        format: ['形式', 'ファイルの種類'],
        style,
        speed: ['速さ', '動く速さ。普通は 1'],
        spoiler,
        private: own,
      },
    },
    link: {
      text: ['連携', '二つのサービスのアカウントを一人にまとめます'],
      options: { code: ['コード', 'もう一つのアカウントのコード、または undo。空なら新しいコード'] },
    },
    make: {
      text: ['作る', '動く絵、絵文字のセット、模様、バナーを作ります'],
      options: {
        what: ['種類', '何を作るか'],
        picture,
        more: ['追加', 'さらに加えるもの'],
        text: ['文字', 'バナーに入れる言葉'],
        count: ['枚数', 'セットの表情の数、9か16'],
        style,
        colour: ['色', '模様やバナーの地の色：名前、または #5865f2 など'],
        speed: ['速さ', '動く速さ。1が普通です'],
        format: ['形式', 'ファイルの種類'],
        seed,
        spoiler,
        private: own,
      },
    },
    mix: {
      text: ['混ぜる', '二つ以上のものを混ぜて新しい絵にします'],
      options: {
        a: ['一つ目', picture[1]],
        b: ['二つ目', '何と混ぜるか'],
        more: ['さらに', 'ほかに混ぜるもの'],
        style,
        balance: ['割合', '二つのうち二つ目の割合。0.5 で半々'],
        seed,
        spoiler,
        private: own,
      },
    },
    model: {
      text: ['モデル', 'モデルの一覧。管理者は切り替えられます'],
      options: { action: ['操作', '何をするか'], name: ['名前', '使うモデル'], other: ['相手', '比べる相手のモデル'] },
    },
    delete: { text: ['削除', '自分の絵を完全に削除します'], options: { id: ['id', '絵のid。ファイル名と同じです'] } },
    privacy: {
      text: ['プライバシー', 'あなたについて保存されているものを表示、書き出し、または削除します'],
      options: {
        what: ['操作', '何をするか: show、export、delete'],
        avatar: ['アイコン', 'ほかの人がプロフィール画像をもとに描けるか：allow か forbid'],
      },
    },
    report: {
      text: ['通報', '画像がここにふさわしくないと管理者に伝えます'],
      options: {
        id: ['画像id', '画像のid。ファイル名と同じです'],
        reason: ['理由', '何が問題か。書かなくてもかまいません'],
      },
    },
    reports: { text: ['通報一覧', '通報された画像を表示し、どうするか決めます'], options: {} },
    block: {
      text: ['ブロック', 'その人を見るだけにします。ブロック中の人も表示します'],
      options: { person: ['人', '誰か：メンション、名前、id。空なら一覧'] },
    },
    unblock: {
      text: ['ブロック解除', 'その人のブロックを解除します'],
      options: { person: ['人', '誰か：メンション、名前、id'] },
    },
    audit: { text: ['記録', 'ここで誰が何を決めたかを新しい順に表示します'], options: {} },
    queue: { text: ['待ち行列', '待っているものと実行中のものを表示します'], options: {} },
    recall: {
      text: ['思い出す', '昔の絵をその履歴とともに呼び戻します'],
      options: { picture: ['絵', '絵のID（ファイルの名前でもあります）、または添付した絵'] },
    },
    edit: {
      text: ['編集', '絵を変えます。気分、身につけるもの、色、スタイルなど'],
      options: {
        picture,
        change: ['変更', '変えたいことを言葉で。眠そうに、王冠をかぶって、など'],
        ...parts,
        style,
        spoiler,
        private: own,
      },
    },
    restyle: {
      text: ['着せ替え', '同じものを別のスタイルで描きます'],
      options: { picture, style, spoiler, private: own },
    },
    retrain: {
      text: ['学習', 'モデルの学習を続け、結果に切り替えます'],
      options: { minutes: ['分', '学習する時間'] },
    },
    save: {
      text: ['保存', '絵を絵文字やスタンプとして保存します'],
      options: {
        picture: ['絵', '絵のID、または添付した絵'],
        name: ['名前', '2 から 32 文字の英数字とアンダースコア'],
        kind: ['種類', 'このサーバーの絵文字かスタンプ、または Easel の絵文字'],
      },
    },
    sketch: {
      text: ['落書き', 'あなたの絵を絵文字にして四つ描きます'],
      options: {
        picture: ['絵', '添付する落書き。無地の紙に描いた線'],
        words: ['言葉', '何を描いたか、言いたければ'],
        style,
        seed,
        spoiler,
        private: own,
      },
    },
    teach: {
      text: ['教える', 'Easelが学ぶための自分の絵を渡します'],
      options: { name: ['名前', '何の絵か。または mine、queue'], picture: ['絵', 'その絵'] },
    },
    settings: {
      text: ['設定', 'ここでの決まりを表示し、変更します'],
      options: {
        style: ['スタイル', '指定がないときのスタイル'],
        model,
        retrain: ['学習', '学習させてよい人。admins、everyone、またはロールのID'],
        nightly: ['夜間', '夜に学習する時刻。例 03:30'],
        zone: ['タイムゾーン', 'タイムゾーン。例 Asia/Tokyo'],
        news: ['お知らせ', 'お知らせのチャンネルのID、または here'],
        daily: ['一日', '一人が一日に描ける枚数'],
        count: ['枚数', '一度の依頼で描ける枚数。1 から 9'],
        keep: ['保存日数', 'だれも印を付けていない絵を残す日数。ほかの絵はその4倍'],
        reports: ['通報数', '何人が通報したら、管理者が決めるまで画像を隠すか'],
        promote: ['絵文字票', '何票で絵文字として管理者に提案するか'],
        words: ['禁止語', '描かない言葉。コンマで区切ります'],
        wordlist: ['標準リスト', '付属の禁止語リストも使うか：on か off'],
        taste: ['好み', '投票に合わせて選ぶかどうか。onまたはoff'],
      },
    },
  },
  shortcuts: {
    'again-like-this': '同じように描く',
    delete: '削除・通報…',
    edit: '編集…',
    'mix-with': '混ぜる…',
    restyle: '着せ替え…',
    'paint-person': 'この人を描く…',
    'save-as-emoji': '絵文字として保存',
  },
};

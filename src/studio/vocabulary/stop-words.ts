import { fold, lower, wordsOf } from '#lib/fold.ts';
import { type LanguageName, type LanguageSet, languages } from './languages.ts';

/** Words that carry no picture: articles, conjunctions, prepositions, pronouns, and ways to ask for a picture. */
const lists: Record<LanguageName, string> = {
  en: `a an the and or of with in on at to for from by as into onto over under near my your his her its our their this
    that these those some any is are be was i me you he she it we they who which very really so please draw paint make
    show give generate create want like picture image drawing painting emoji sticker wearing holding while
    small big little large tiny huge old new nice good great`,
  es: `un una unos unas el la los las lo y e o u de del con en a al por para sin sobre mi tu su que es muy quiero dibuja
    pinta haz dame como`,
  zh: '的 和 跟 与 與 在 了 一 一个 一個 一只 一隻 着 著 是 我 你 他 她 个 個 只 隻 请 請 画 畫 及 或',
  bn: 'একটি একটা এবং ও আর সাথে সঙ্গে এর এই সেই থেকে জন্য আমার তোমার',
  da: 'en et den det de og eller af med i på til for fra som min din sin der er en',
  de: `ein eine einen einem einer eines der die das den dem des und oder mit von vom in im am an auf zu zum zur für aus
    bei mein meine dein deine sein ihr ist sehr bitte male zeichne mach`,
  et: 'ja või ning koos üks see on minu sinu tema',
  fi: 'ja tai sekä kanssa yksi se on minun sinun hänen joka',
  fr: `un une des le la les l d et ou de du au aux avec sans dans sur sous pour par en à mon ma mes ton ta tes son sa
    ses ce cette est qui très dessine peins fais`,
  hi: 'एक और या का की के में पर से को साथ है यह वह मेरा मेरी',
  hu: 'a az egy és vagy meg is val vel ban ben nak nek egyik ez',
  it: `un uno una un' il lo la i gli le l e ed o di del dello della dei degli delle con col in nel nella nei a al allo
    alla ai su sul sulla per da dal dalla senza mio mia tuo tua suo sua che è molto disegna dipingi fai`,
  ja: 'の と が を に は で も や へ な た て から まで 一 つ する した して いる ください',
  ko: '와 과 의 을 를 이 가 은 는 에 에서 로 으로 하고 그리고 한 있는 그려줘',
  lt: 'ir ar su be į iš ant po prie už yra kuris mano tavo',
  ms: 'dan atau dengan di ke dari yang untuk pada satu seekor sebuah ini itu saya',
  nb: 'en et ei den det de og eller av med i på til for fra som min din sin er',
  nl: 'een de het en of van met in op aan te voor uit bij mijn jouw zijn haar is die dat heel',
  pl: 'i oraz a lub z ze w we na do od po za dla o u mój moja twój jest to ten ta jeden który',
  pt: `um uma uns umas o a os as e ou de do da dos das com em no na nos nas por para sem sobre meu minha seu sua que é
    muito quero desenha`,
  ru: 'и а или с со в во на к ко у о об от до из за по для под над мой моя твой его её это как который нарисуй',
  sv: 'en ett den det de och eller av med i på till för från som min din sin är',
  th: 'และ กับ ที่ ใน บน ของ ตัว หนึ่ง การ ความ มี เป็น ให้ หรือ ใส่',
  uk: 'і й та а або з із зі в у на до від по за для про під над мій моя твій його її це як який намалюй',
  vi: 'một và hay hoặc với của trên trong ở cho từ có là con cái chiếc này kia đó những các',
  tr: 've ile bir bu şu o da de için gibi çok olan benim senin lütfen çiz yap',
};

const sets = new Map<string, LanguageSet>();
languages.forEach(({ name }, bit) => {
  const list = lists[name];
  for (const word of [...wordsOf(lower(list)), ...wordsOf(fold(list))])
    sets.set(word, (sets.get(word) ?? 0) | (1 << bit));
});

/** The languages in which a word, in lower case, carries no picture. */
export function stopLanguages(word: string): LanguageSet {
  return sets.get(word) ?? 0;
}
